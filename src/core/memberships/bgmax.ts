/**
 * BgMax, Bankgirot's file of incoming payments: lines of 80 columns that begin with a transaction code.
 * Checked against Bankgirot's own sample. Columns below are counted from 1, as in the specification.
 */
import { isLocalDate, type LocalDate } from '#shared/dates.ts'
import { sumOre } from '#shared/money.ts'
import { UnreadablePayments, type PaymentFileContent, type ReadPayment } from './payment-file.ts'

const known = new Set(['01', '05', '15', '20', '21', '22', '23', '25', '26', '27', '28', '29', '70'])
const lineLength = 80
const tabStop = 8

/** Whether a text begins as BgMax files do. */
export function looksLikeBgMax(text: string): boolean {
  return /^\s*01BGMAX/u.test(text)
}

interface OpenPayment {
  readonly code: '20' | '21'
  readonly amountOre: number
  readonly references: string[]
  readonly texts: string[]
  payerName: string | null
}

/** Reads a file whole, and holds it to the sums and counts it states. @throws UnreadablePayments */
export function readBgMax(text: string): PaymentFileContent {
  const lines = text.trimStart().split(/\r?\n/u).map(expandTabs).filter((line) => line.trim() !== '').map((line) => line.padEnd(lineLength))
  const [first, last] = [lines[0], lines.at(-1)]
  if (!first?.startsWith('01BGMAX') || !last?.startsWith('70')) throw new UnreadablePayments({ rule: 'memberships.fileCut' })
  if (at(first, 45, 45) === 'T') throw new UnreadablePayments({ rule: 'memberships.testFile' })
  const payments: ReadPayment[] = []
  const accounts: string[] = []
  const seen = { '20': 0, '21': 0, extra: 0, deposits: 0 }
  let section: { readonly currency: string; readonly payments: OpenPayment[] } | undefined
  for (const [index, line] of lines.entries()) {
    const damaged = () => new UnreadablePayments({ rule: 'memberships.lineDamaged', params: { line: index + 1 } })
    const code = at(line, 1, 2)
    if (!known.has(code) || (code === '01') !== (index === 0) || (code === '70') !== (index === lines.length - 1)) throw damaged()
    if (code === '05') {
      if (section) throw damaged()
      section = { currency: at(line, 23, 25).trim(), payments: [] }
      const [bankgiro, plusgiro] = [number(at(line, 3, 12)), number(at(line, 13, 22))]
      if (bankgiro === undefined && plusgiro === undefined) throw damaged()
      accounts.push(String(bankgiro ?? plusgiro))
    } else if (code === '20' || code === '21') {
      const amountOre = number(at(line, 38, 55))
      if (!section || amountOre === undefined) throw damaged()
      section.payments.push({ code, amountOre, references: referencesIn(at(line, 13, 37)), texts: [], payerName: null })
      seen[code] += 1
    } else if (code === '15') {
      const bookedOn = dateOf(at(line, 38, 45))
      const [sum, count] = [number(at(line, 51, 68)), number(at(line, 72, 79))]
      if (!section || !bookedOn) throw damaged()
      if (sum !== depositSum(section.payments)) throw new UnreadablePayments({ rule: 'memberships.sumDiffers' })
      if (count !== section.payments.length || at(line, 69, 71) !== section.currency) throw new UnreadablePayments({ rule: 'memberships.countDiffers' })
      const { currency } = section
      payments.push(...section.payments.map((payment) => closed(payment, bookedOn, currency)))
      section = undefined
      seen.deposits += 1
    } else if (code !== '01' && code !== '70') {
      const payment = section?.payments.at(-1)
      if (!payment) throw damaged()
      if (code === '22' || code === '23') {
        payment.references.push(...referencesIn(at(line, 13, 37)))
        seen.extra += 1
      } else if (code === '25') payment.texts.push(at(line, 3, lineLength).trim())
      else if (code === '26') payment.payerName = [at(line, 3, 37).trim(), at(line, 38, 72).trim()].filter(Boolean).join(' ') || null
    }
  }
  if (section) throw new UnreadablePayments({ rule: 'memberships.fileCut' })
  const stated = [number(at(last, 3, 10)), number(at(last, 11, 18)), number(at(last, 19, 26)), number(at(last, 27, 34))]
  if ([seen['20'], seen['21'], seen.extra, seen.deposits].some((count, index) => count !== stated[index])) throw new UnreadablePayments({ rule: 'memberships.countDiffers' })
  return { format: 'bgmax', messageId: `BGMAX ${at(first, 25, 44).trim()} ${[...new Set(accounts)].join(' ')}`, accounts: [...new Set(accounts)], payments }
}

function at(line: string, from: number, to: number): string {
  return line.slice(from - 1, to)
}

/** Some programs have made tabs of the blanks. */
function expandTabs(line: string): string {
  let expanded = ''
  for (const letter of line) expanded += letter === '\t' ? ' '.repeat(tabStop - (expanded.length % tabStop)) : letter
  return expanded
}

/** A field of digits with zeros before; undefined where it is blank, zero stays zero. */
function number(field: string): number | undefined {
  const digits = field.trim()
  return /^\d{1,15}$|^0+\d{1,15}$/u.test(digits) ? Number(digits) : undefined
}

/** A payer may have written several numbers in the one field. */
function referencesIn(field: string): string[] {
  return field.split(/[^\d]+/u).filter((part) => part !== '')
}

function depositSum(payments: readonly OpenPayment[]): number {
  return sumOre(payments.map(({ code, amountOre }) => (code === '20' ? amountOre : -amountOre)))
}

function dateOf(field: string): LocalDate | undefined {
  const written = `${field.slice(0, 4)}-${field.slice(4, 6)}-${field.slice(6)}`
  return isLocalDate(written) ? written : undefined
}

function closed({ code, amountOre, references, texts, payerName }: OpenPayment, bookedOn: LocalDate, currency: string): ReadPayment {
  return {
    bookedOn, amountOre, currency, references: [...new Set(references)], payerName, payerText: texts.join(' ') || null, isDeduction: code === '21', method: 'bankgiro',
  }
}
