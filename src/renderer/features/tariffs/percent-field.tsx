import { ParsedField, type ParsedFieldProps } from '#renderer/ui/parsed-field.tsx'
import { kronorText } from '#renderer/ui/number-field.tsx'
import { parseKronor, type BasisPoints } from '#shared/money.ts'

/** A percentage with at most two decimals; its value is hundredths of a percent. Written like an amount, because both have two decimals. */
export function PercentField(props: ParsedFieldProps<BasisPoints>) {
  return (
    <ParsedField<BasisPoints>
      {...props}
      parse={(text) => parseKronor(text.replace(/\s*%$/u, ''))}
      format={(value) => (typeof value === 'string' ? value : kronorText(value))}
      width="narrow"
      inputMode="decimal"
      align="end"
      unit="%"
    />
  )
}
