import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'

/** A certificate with its key, as PEM. */
export interface Certificate {
  readonly cert: string
  readonly key: string
}

/** A part of a certificate in DER: tag, length, content. */
function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

const sequence = (...parts: readonly Uint8Array[]) => der(0x30, ...parts)
const octets = (...parts: readonly Uint8Array[]) => der(0x04, ...parts)
const object = (hex: string) => der(0x06, Buffer.from(hex, 'hex'))
const time = (text: string) => der(0x17, Buffer.from(text, 'ascii'))
const yes = der(0x01, Buffer.from([0xff]))

const ids = { ecdsaWithSha256: '2a8648ce3d040302', commonName: '550403', alternativeNames: '551d11', basicConstraints: '551d13' } as const

/** A certificate for a host by its name that vouches for itself, made on the spot: whoever is told to trust it does, and nobody else. */
export function makeCertificate(host: string, { isExpired = false } = {}): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const algorithm = sequence(object(ids.ecdsaWithSha256))
  const name = sequence(der(0x31, sequence(object(ids.commonName), der(0x0c, Buffer.from(host)))))
  const extensions = sequence(
    sequence(object(ids.basicConstraints), yes, octets(sequence(yes))),
    sequence(object(ids.alternativeNames), octets(sequence(der(0x82, Buffer.from(host, 'ascii'))))),
  )
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))), der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])), algorithm, name,
    sequence(time('200101000000Z'), time(isExpired ? '210101000000Z' : '491231235959Z')), name, publicKey.export({ type: 'spki', format: 'der' }), der(0xa3, extensions),
  )
  const whole = sequence(body, algorithm, der(0x03, Buffer.from([0]), sign('sha256', body, privateKey)))
  return { cert: `-----BEGIN CERTIFICATE-----\n${whole.toString('base64').replaceAll(/.{64}/gu, '$&\n')}\n-----END CERTIFICATE-----\n`, key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string }
}
