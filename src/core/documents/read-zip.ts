/**
 * Looks into a zip before anything in it is unpacked, and unpacks single entries under a hard cap.
 * Source of the offsets: PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.
 */
import { crc32, inflateRawSync } from 'node:zlib'

export interface ZipEntry {
  readonly name: string
  readonly isEncrypted: boolean
  /** Bytes in the file. */
  readonly packedSize: number
  /** Bytes when unpacked, as the zip claims. `unpackEntry` holds it to that. */
  readonly unpackedSize: number
  readonly method: number
  readonly checksum: number
  readonly headerOffset: number
}

const endOfDirectory = 0x06054b50
const directoryEntry = 0x02014b50
const localHeader = 0x04034b50
const endRecordSize = 22
const longestComment = 0xffff

/** What a zip says it holds; throws when its directory is missing, cut off or contradicts itself. */
export function listZip(bytes: Uint8Array): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  const count = view.getUint16(end + 10, true)
  const entries: ZipEntry[] = []
  let offset = view.getUint32(end + 16, true)
  for (let index = 0; index < count; index++) {
    if (view.getUint32(offset, true) !== directoryEntry) throw new RangeError('The directory of the zip is damaged')
    const nameLength = view.getUint16(offset + 28, true)
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(offset + 46, offset + 46 + nameLength)),
      isEncrypted: (view.getUint16(offset + 8, true) & 1) === 1,
      method: view.getUint16(offset + 10, true),
      checksum: view.getUint32(offset + 16, true),
      packedSize: view.getUint32(offset + 20, true),
      unpackedSize: view.getUint32(offset + 24, true),
      headerOffset: view.getUint32(offset + 42, true),
    })
    offset += 46 + nameLength + view.getUint16(offset + 30, true) + view.getUint16(offset + 32, true)
  }
  return entries
}

/** The bytes of one entry; throws when there are more of them than the zip claims, or fewer, or others. */
export function unpackEntry(bytes: Uint8Array, entry: ZipEntry): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.getUint32(entry.headerOffset, true) !== localHeader) throw new RangeError('An entry of the zip is damaged')
  const start = entry.headerOffset + 30 + view.getUint16(entry.headerOffset + 26, true) + view.getUint16(entry.headerOffset + 28, true)
  const packed = bytes.subarray(start, start + entry.packedSize)
  const unpacked = unpack(packed, entry)
  if (unpacked.length !== entry.unpackedSize || crc32(unpacked) !== entry.checksum) throw new RangeError('An entry of the zip is not what it claims')
  return unpacked
}

function unpack(packed: Uint8Array, entry: ZipEntry): Uint8Array {
  if (entry.method === 0) return packed
  if (entry.method === 8) return entry.unpackedSize === 0 ? new Uint8Array() : inflateRawSync(packed, { maxOutputLength: entry.unpackedSize })
  throw new RangeError('An entry of the zip is packed in a way that spreadsheets do not use')
}

/** The end record stands last, before a comment of any length. */
function findEnd(view: DataView): number {
  const earliest = Math.max(0, view.byteLength - endRecordSize - longestComment)
  for (let offset = view.byteLength - endRecordSize; offset >= earliest; offset--) {
    if (view.getUint32(offset, true) === endOfDirectory) return offset
  }
  throw new RangeError('The zip has no directory')
}
