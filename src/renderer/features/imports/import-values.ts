import type { ImportPreviewShown, PreviewField } from '#contract/imports.ts'
import { useFormat, useTranslations } from '#renderer/ui/index.ts'
import { isLocalDate } from '#shared/dates.ts'
import { formatPostcode, municipalityByCode } from '#shared/postal.ts'

type Value = string | number | null
export type RowValues = ImportPreviewShown['fresh'][number]['values']

/** Says what a field of a list holds, as people read it. */
export function useImportValue(): (field: PreviewField, value: Value) => string {
  const t = useTranslations('imports.table')
  const people = useTranslations('people')
  const common = useTranslations('common')
  const format = useFormat()
  return (field, value) => {
    if (field === 'fee') return value === null ? t('paid') : typeof value === 'number' ? format.money(value) : value
    if (value === null) return t('nothing')
    if (field === 'isProtected') return value === 1 ? common('yes') : common('no')
    if (field === 'gender') return people(`gender.${value as 'woman' | 'man' | 'other'}`)
    if (field === 'membershipKind') return people(`membershipKind.${value as 'main'}`)
    if (field === 'postcode') return formatPostcode(String(value))
    if (field === 'municipalityCode') return municipalityByCode(String(value))?.name ?? String(value)
    return typeof value === 'string' && isLocalDate(value) ? format.date(value) : String(value)
  }
}

/** Names a field, with its year where it has one. */
export function useImportField(): (field: PreviewField, year: number | null) => string {
  const t = useTranslations('imports')
  return (field, year) => (year === null ? t(`fields.${field}`) : t('columns.ofYear', { field: t(`fields.${field}`), year: String(year) }))
}

/** One value of a row, or nothing. */
export function valueOf(values: RowValues, field: PreviewField): Value {
  return values.find((entry) => entry.field === field)?.value ?? null
}

/** The name that a row gives, as far as it gives one. */
export function nameOf(values: RowValues): string {
  return [valueOf(values, 'givenName'), valueOf(values, 'familyName')].filter((part) => part !== null).join(' ')
}
