import type { FeeRow } from '#contract/memberships.ts'
import { client } from '#renderer/api/index.ts'
import { systemClock } from '#shared/clock.ts'
import type { Ore } from '#shared/money.ts'

const lineLength = 80
const fewest = 8

interface MadeUpPayment {
  readonly reference: string
  readonly amountOre: Ore
  readonly payer: string
  readonly message?: string
}

/**
 * A file from the bank with made-up payments of the practice association's unpaid fees: most fit, and some do not.
 * Made here from what the window shows, so that it fits whatever has been charged. Nothing where too few fees wait.
 */
export async function demoPayments(name: string): Promise<File | undefined> {
  const [{ rows }, { bankgiro }] = await Promise.all([client.memberships.listFees({ state: 'unpaid', limit: 500 }), client.memberships.readSettings({})])
  const asked = rows.filter((row) => row.reference !== null && row.amountOre !== null && row.person.name !== null)
  const latest = Math.max(...asked.map(({ year }) => year))
  const fees = asked.filter(({ year }) => year === latest)
  if (fees.length < fewest || bankgiro === null) return undefined
  return new File([latin1(bgmaxText(bankgiro, madeUp(fees)))], name)
}

function madeUp(fees: readonly FeeRow[]): MadeUpPayment[] {
  const fitting = fees.slice(0, fewest).map(({ reference, amountOre, person }) => ({ reference: reference ?? '', amountOre: amountOre ?? 0, payer: person.name ?? '' }))
  const [first, , , , , short, unnumbered, mistyped] = fitting as [MadeUpPayment, MadeUpPayment, MadeUpPayment, MadeUpPayment, MadeUpPayment, MadeUpPayment, MadeUpPayment, MadeUpPayment]
  return [
    ...fitting.slice(0, 5),
    { ...short, amountOre: Math.ceil(short.amountOre / 2) },
    { ...unnumbered, reference: '', message: 'Medlemsavgift' },
    { ...mistyped, reference: slipped(mistyped.reference) },
    first,
    { reference: '', amountOre: 50_000, payer: 'Storåkers Bokhandel', message: 'Gåva till föreningen' },
  ]
}

/** The reference with one digit wrong, which the check digit tells. */
function slipped(reference: string): string {
  const at = reference.length - 4
  return `${reference.slice(0, at)}${(Number(reference[at]) + 1) % 10}${reference.slice(at + 1)}`
}

/** One deposit of today, as BgMax has it. */
function bgmaxText(bankgiro: string, payments: readonly MadeUpPayment[]): string {
  const today = systemClock.today().replaceAll('-', '')
  const time = systemClock.now().replace(/\D/gu, '').padEnd(20, '0').slice(8, 20)
  const sum = payments.reduce((total, { amountOre }) => total + amountOre, 0)
  const lines = [
    `01${'BGMAX'.padEnd(20)}01${today}${time}P`,
    `05${digits(bankgiro, 10)}${' '.repeat(10)}SEK`,
    ...payments.flatMap(({ reference, amountOre, payer, message }, index) => [
      `20${digits('0', 10)}${reference.padStart(25)}${digits(String(amountOre), 18)}${reference === '' ? '1' : '2'}2${digits(String(index + 1), 12)}0`,
      ...(message === undefined ? [] : [`25${message}`]),
      `26${payer.slice(0, 35)}`,
    ]),
    `15${digits('0', 35)}${today}${digits('1', 5)}${digits(String(sum), 18)}SEK${digits(String(payments.length), 8)}`,
    `70${digits(String(payments.length), 8)}${digits('0', 8)}${digits('0', 8)}${digits('1', 8)}`,
  ]
  return lines.map((line) => `${line.padEnd(lineLength)}\r\n`).join('')
}

function digits(written: string, length: number): string {
  return written.padStart(length, '0')
}

function latin1(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (letter) => Math.min(letter.codePointAt(0) ?? 0, 255))
}
