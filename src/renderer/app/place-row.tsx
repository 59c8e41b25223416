import { useMemo, useState } from 'react'
import { ComboBox, FieldRow, TextField, useLanguage, useTranslations, type TalanForm } from '#renderer/ui/index.ts'
import { countriesIn, homeCountry } from '#shared/countries.ts'
import { municipalities } from '#shared/data/municipalities.ts'

/** What a form holds of where an address lies. */
interface PlaceValues {
  postcode?: string | null | undefined
  town?: string | null | undefined
  municipalityCode?: string | null | undefined
  countryCode?: string | null | undefined
}

const municipalityChoices = municipalities.map(({ code, name }) => ({ id: code, label: name }))

/** The last row of an address. It lies in Sweden unless another country is chosen; abroad there is no municipality. */
export function PlaceRow({ form }: { form: TalanForm<PlaceValues> }) {
  const t = useTranslations('people')
  const language = useLanguage()
  const country = form.field('countryCode')
  const countries = useMemo(() => countriesIn(language), [language])
  const [isEmptied, setEmptied] = useState(false)
  const isAbroad = Boolean(country.value)

  function choose(code: string | null) {
    setEmptied(code === null)
    country.onChange(code === homeCountry ? null : code)
  }

  return (
    <FieldRow>
      <TextField label={t('fields.postcode')} width="narrow" {...(!isAbroad && { inputMode: 'numeric' })} {...form.text('postcode')} />
      <TextField label={t('fields.town')} width="medium" {...form.text('town')} />
      {!isAbroad && <ComboBox label={t('fields.municipalityCode')} choices={municipalityChoices} {...form.field('municipalityCode')} />}
      <ComboBox label={t('fields.countryCode')} choices={countries} {...country} value={country.value ?? (isEmptied ? null : homeCountry)} onChange={choose} />
    </FieldRow>
  )
}
