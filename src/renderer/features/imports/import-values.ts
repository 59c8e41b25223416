import { useQuery } from '@tanstack/react-query'
import { customFieldIdOf, isCustomKey, type CustomField, type CustomValue } from '#contract/custom-fields.ts'
import type { ImportPreviewShown, PreviewField } from '#contract/imports.ts'
import { api } from '#renderer/api/index.ts'
import { useCustomValueText } from '#renderer/features/custom-fields/custom-facts.tsx'
import { useFormat, useLanguage, useTranslations } from '#renderer/ui/index.ts'
import { countryName, homeCountry } from '#shared/countries.ts'
import { isLocalDate, type LocalDate } from '#shared/dates.ts'
import { addressLines, municipalityByCode } from '#shared/postal.ts'

export type RowValues = ImportPreviewShown['fresh'][number]['values']

/** The custom fields of persons that one's roles see. */
export function useCustomFields(): readonly CustomField[] {
  const { data = [] } = useQuery(api.customFields.list.queryOptions({ input: { subject: 'person' } }))
  return data
}

/** Says what a field of a list holds, as people read it; of a payment also that its day is only supposed. */
export function useImportValue(): (field: PreviewField, value: CustomValue, isSupposed?: boolean) => string {
  const t = useTranslations('imports.table')
  const people = useTranslations('people')
  const common = useTranslations('common')
  const format = useFormat()
  const language = useLanguage()
  const fields = useCustomFields()
  const sayCustom = useCustomValueText()
  return (field, value, isSupposed = false) => {
    if (field === 'fee' && isSupposed && typeof value === 'string') return t('supposed', { date: format.date(value as LocalDate) })
    if (field === 'fee') return value === null ? t('paid') : typeof value === 'number' ? format.money(value) : String(value)
    if (field === 'countryCode') return countryName(String(value ?? homeCountry), language)
    if (value === null) return t('nothing')
    if (isCustomKey(field)) return sayCustom(fields.find(({ id }) => id === customFieldIdOf(field))?.type ?? 'text', value) ?? t('nothing')
    if (field === 'isProtected') return value === 1 ? common('yes') : common('no')
    if (field === 'gender') return people(`gender.${value as 'woman' | 'man' | 'other'}`)
    if (field === 'membershipKind') return people(`membershipKind.${value as 'main'}`)
    if (field === 'municipalityCode') return municipalityByCode(String(value))?.name ?? String(value)
    return typeof value === 'string' && isLocalDate(value) ? format.date(value) : String(value)
  }
}

/** Names a field, with its year where it has one. */
export function useImportField(): (field: PreviewField, year: number | null) => string {
  const t = useTranslations('imports')
  const fields = useCustomFields()
  return (field, year) => {
    if (isCustomKey(field)) return fields.find(({ id }) => id === customFieldIdOf(field))?.name ?? t('columns.customField')
    return year === null ? t(`fields.${field}`) : t('columns.ofYear', { field: t(`fields.${field}`), year: String(year) })
  }
}

type Address = ImportPreviewShown['unclear'][number]['candidates'][number]['address']
const addressFields: readonly PreviewField[] = ['careOf', 'street', 'postcode', 'town', 'countryCode'] satisfies (keyof Address)[]

/** Whether a field is part of an address, which is shown as one. */
export function isOfAddress({ field }: { readonly field: PreviewField }): boolean {
  return addressFields.includes(field)
}

/** Says an address in one line. */
export function useAddressLine(): (address: Address) => string {
  const t = useTranslations('imports.table')
  const language = useLanguage()
  return (address) => addressLines(address, language).join(', ') || t('nothing')
}

/** The address that a row gives, as far as it gives one. */
export function addressOf(values: RowValues): Address {
  const part = (field: keyof Address) => valueOf(values, field) as string | null
  return { careOf: part('careOf'), street: part('street'), postcode: part('postcode'), town: part('town'), countryCode: part('countryCode') }
}

/** One value of a row, or nothing. */
export function valueOf(values: RowValues, field: PreviewField): CustomValue {
  return values.find((entry) => entry.field === field)?.value ?? null
}

/** The name that a row gives, as far as it gives one. */
export function nameOf(values: RowValues): string {
  return [valueOf(values, 'givenName'), valueOf(values, 'familyName')].filter((part) => part !== null).join(' ')
}
