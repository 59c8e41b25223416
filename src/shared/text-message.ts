/**
 * How long a text message is.
 */

/** The 7-bit alphabet of text messages; those of its extension take two places. Source: 3GPP TS 23.038. */
const basic = new Set('@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà')
const extended = new Set('\f^{}\\[~]|€')

/** How long a text message is, and how many it is sent as: 160 characters, or 153 each where there are several; 70 and 67 with letters outside the alphabet. */
export function textMessageLength(text: string): { length: number; parts: number } {
  const letters = Array.from(text)
  const isPlain = letters.every((letter) => basic.has(letter) || extended.has(letter))
  const length = isPlain ? letters.reduce((sum, letter) => sum + (extended.has(letter) ? 2 : 1), 0) : text.length
  const [alone, each] = isPlain ? ([160, 153] as const) : ([70, 67] as const)
  return { length, parts: length <= alone ? 1 : Math.ceil(length / each) }
}
