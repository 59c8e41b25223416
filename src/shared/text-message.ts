/**
 * How long a text message is.
 */

/** The 7-bit alphabet of text messages; those of its extension take two places. Source: 3GPP TS 23.038. */
const basic = new Set('@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà')
const extended = new Set('\f^{}\\[~]|€')

interface TextMessageLength {
  /** In characters of the alphabet that it is sent in. */
  readonly length: number
  /** How many it is sent as, and paid for. */
  readonly parts: number
  /** A letter outside the 7-bit alphabet, where there is one: it makes the whole message take more than twice the room. */
  readonly costly: string | null
}

/**
 * How long a text message is: 160 characters, or 153 each where there are several; 70 and 67 with letters outside the alphabet.
 * A character that takes two places is never cut in two.
 */
export function textMessageLength(text: string): TextMessageLength {
  const letters = Array.from(text)
  const costly = letters.find((letter) => !basic.has(letter) && !extended.has(letter)) ?? null
  const places = letters.map((letter) => (costly === null ? (extended.has(letter) ? 2 : 1) : letter.length))
  const length = places.reduce((sum, place) => sum + place, 0)
  const [alone, each] = costly === null ? ([160, 153] as const) : ([70, 67] as const)
  return { length, parts: length <= alone ? 1 : partsOf(places, each), costly }
}

function partsOf(places: readonly number[], each: number): number {
  let [parts, room] = [1, each]
  for (const place of places) {
    if (place > room) [parts, room] = [parts + 1, each]
    room -= place
  }
  return parts
}
