import { uuidv7 } from 'uuidv7'

/** A new identifier: a UUIDv7, so that rows made later sort later. */
export function newId(): string {
  return uuidv7()
}

/** Whether the text is shaped like an identifier of ours. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/u.test(text)
}
