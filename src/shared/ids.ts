import { V7Generator } from 'uuidv7'

/** Random numbers fetched a thousand at a time: an import makes tens of thousands of identifiers. */
const numbers = new Uint32Array(1024)
let used = numbers.length

const generator = new V7Generator({
  nextUint32() {
    if (used === numbers.length) {
      crypto.getRandomValues(numbers)
      used = 0
    }
    return numbers[used++] as number
  },
})

/** A new identifier: a UUIDv7, so that rows made later sort later. */
export function newId(): string {
  return generator.generate().toString()
}

/** Whether the text is shaped like an identifier of ours. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/u.test(text)
}
