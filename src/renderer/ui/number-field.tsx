import { oreToDecimalText, parseKronor, type Ore } from '#shared/money.ts'
import type { FieldWidth } from './field.tsx'
import { ParsedField, type ParsedFieldProps } from './parsed-field.tsx'

export interface NumberFieldProps extends ParsedFieldProps<number> {
  /** Stands after the field: "km", "minuter". */
  unit?: string
  width?: FieldWidth
  /** A year or a port is written in one piece: 2026, not 2 026. */
  inOnePiece?: boolean
}

/** A whole number. */
export function NumberField({ width = 'narrow', inOnePiece = false, ...props }: NumberFieldProps) {
  return (
    <ParsedField<number>
      {...props}
      parse={parseWholeNumber}
      format={(value) => wholeNumberText(value, inOnePiece)}
      width={width}
      inputMode="numeric"
      align="end"
    />
  )
}

/** An amount in kronor; its value is whole öre. */
export function MoneyField(props: ParsedFieldProps<Ore>) {
  return (
    <ParsedField<Ore>
      {...props}
      parse={parseKronor}
      format={(value) => (typeof value === 'string' ? value : kronorText(value))}
      width="narrow"
      inputMode="decimal"
      align="end"
      unit="kr"
    />
  )
}

/** Reads a whole number that may have spaces between the thousands. */
export function parseWholeNumber(text: string): number | undefined {
  const cleaned = text.replace(/[\s\u00a0\u202f]/gu, '').replace('\u2212', '-')
  if (!/^-?\d{1,15}$/u.test(cleaned)) return undefined
  return Number(cleaned)
}

/** "1 234" from a whole number, or "2026" in one piece; what could not be read stays as it was typed. */
export function wholeNumberText(value: number | string, inOnePiece: boolean): string {
  return typeof value === 'string' || inOnePiece ? String(value) : grouped(String(value))
}

/** "1 234,50" from whole öre: the way an amount stands in its field, in both languages. */
export function kronorText(amount: Ore): string {
  const [whole, decimals] = oreToDecimalText(amount).split('.') as [string, string]
  return decimals === '00' ? grouped(whole) : `${grouped(whole)},${decimals}`
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(?:\d{3})+$)/gu, '\u00a0')
}
