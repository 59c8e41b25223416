/** Letters that Swedish banks do not take and that do not come apart into a letter and a mark. */
const replacements: Readonly<Record<string, string>> = {
  ø: 'o', Ø: 'O', æ: 'a', Æ: 'A', ß: 'ss', ð: 'd', Ð: 'D', þ: 'th', Þ: 'Th', ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', ı: 'i',
  '&': '+', '–': '-', '—': '-', '’': "'", '‘': "'", '´': "'", '`': "'",
}

const allowed = /^[0-9A-Za-zåäöÅÄÖ/\-?:().,'+ ]+$/u

/** The longest name that is sent; domestic payments show fewer characters. */
const nameLength = 70

/** Text in the characters that Swedish banks take (formats.md 1.2): é becomes e, & becomes +, anything unknown becomes a question mark. */
export function bankText(text: string): string {
  return Array.from(text.normalize('NFC'), bankCharacter).join('').replace(/\s+/gu, ' ').trim()
}

/** A name as it is sent to the bank. */
export function cutName(name: string): string {
  return bankText(name).slice(0, nameLength).trim()
}

function bankCharacter(character: string): string {
  if (allowed.test(character)) return character
  if (/\s/u.test(character)) return ' '
  const replaced = replacements[character] ?? character.normalize('NFD').replace(/\p{Mark}/gu, '')
  return allowed.test(replaced) ? replaced : '?'
}
