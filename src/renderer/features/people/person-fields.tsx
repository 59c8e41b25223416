import { useQuery } from '@tanstack/react-query'
import { useEffect, useState, type ReactNode } from 'react'
import type { SentTo } from '#contract/base.ts'
import { channels, genders, type people } from '#contract/people.ts'
import { api } from '#renderer/api/index.ts'
import { PlaceRow } from '#renderer/app/place-row.tsx'
import { Checkbox, DateField, FieldRow, Fields, partOf, RadioGroup, Section, Select, TextField, useLanguage, useTranslations, type TalanForm } from '#renderer/ui/index.ts'
import { systemClock } from '#shared/clock.ts'
import { sentence } from '#shared/i18n/index.ts'
import { readIdentityNumber } from '#shared/personal-id.ts'
import { PersonIdPicker } from './person-id-picker.tsx'

/** What the form of a person holds, new or existing. */
type PersonFormValues = SentTo<typeof people.update>['changes']

/** Nobody has to say her gender, and may take back what she said. */
const unstated = 'unstated'

/** Fills in the town and the municipality of a Swedish postcode that has been typed, where nothing has been typed there: the register knows its own. */
function useTownOfPostcode({ values, set }: TalanForm<PersonFormValues>): void {
  const { postcode = null, town, municipalityCode, countryCode = null } = values
  const [first] = useState(postcode)
  const typed = (postcode ?? '').replace(/\s/gu, '')
  const isTyped = countryCode === null && postcode !== first && /^\d{5}$/u.test(typed)
  const { data } = useQuery({ ...api.contacts.municipalityOf.queryOptions({ input: { postcode: typed } }), enabled: isTyped })
  useEffect(() => {
    if (!isTyped || !data) return
    if (data.town && !town) set('town', data.town)
    if (data.municipalityCode && !municipalityCode) set('municipalityCode', data.municipalityCode)
    // What is emptied afterwards stays empty.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [data, isTyped])
}

/** What is worth knowing of the identity number that is written: one that leaves the date of birth open, while that is not written either. */
function useIdentityWarning({ values }: TalanForm<PersonFormValues>): string | null {
  const language = useLanguage()
  const reading = readIdentityNumber(values.identityNumber ?? '', systemClock.today())
  return reading.value && reading.warning && !values.birthDate ? sentence(reading.warning, language) : null
}

/** The fields of a person, in the order of a paper application. */
export function PersonFieldset({ form, personId, withIdentityNumber, memberNumberHelp, beneathNames }: {
  form: TalanForm<PersonFormValues>
  /** Whose form it is, where she is registered already. */
  personId?: string
  withIdentityNumber: boolean
  memberNumberHelp?: string | undefined
  beneathNames?: ReactNode
}) {
  const t = useTranslations('people')
  const contactPerson = form.field('contactPersonId')
  useTownOfPostcode(form)
  const identityWarning = useIdentityWarning(form)
  const gender = form.field('gender')
  return (
    <>
      <Section title={t('sections.name')}>
        <Fields>
          <FieldRow>
            <TextField label={t('fields.givenName')} width="medium" {...form.text('givenName')} isRequired />
            <TextField label={t('fields.familyName')} width="medium" {...form.text('familyName')} isRequired />
          </FieldRow>
          <FieldRow>
            <DateField label={t('fields.birthDate')} isBirthDate {...form.field('birthDate')} />
            <TextField label={t('fields.memberNumber')} help={memberNumberHelp} width="narrow" {...form.text('memberNumber')} />
            {withIdentityNumber && <TextField label={t('fields.identityNumber')} help={t('fields.identityNumberHelp')} width="medium" figures warning={identityWarning} {...form.text('identityNumber')} />}
          </FieldRow>
          {beneathNames}
          <RadioGroup
            label={t('fields.gender')}
            choices={[...genders.map((id) => ({ id, label: t(`gender.${id}`) })), { id: unstated, label: t('genderUnstated') }]}
            {...gender}
            value={gender.value ?? unstated}
            onChange={(chosen) => gender.onChange(chosen === unstated ? null : chosen)}
          />
        </Fields>
      </Section>
      <Section title={t('sections.contact')}>
        <Fields>
          <FieldRow>
            <TextField label={t('fields.careOf')} width="medium" {...form.text('careOf')} />
            <TextField label={t('fields.street')} width="medium" {...form.text('street')} />
          </FieldRow>
          <PlaceRow form={partOf(form)} />
          <FieldRow>
            <TextField label={t('fields.email')} type="email" width="medium" {...form.text('email')} />
            <TextField label={t('fields.phone')} type="tel" width="medium" {...form.text('phone')} />
            <TextField label={t('fields.otherPhone')} type="tel" width="medium" {...form.text('otherPhone')} />
          </FieldRow>
          <Select label={t('fields.preferredChannel')} choices={channels.map((id) => ({ id, label: t(`channel.${id}`) }))} {...form.field('preferredChannel')} />
          <TextField label={t('fields.note')} multiline {...form.text('note')} />
          <Checkbox help={t('fields.isProtectedHelp')} {...form.flag('isProtected')}>
            {t('fields.isProtected')}
          </Checkbox>
        </Fields>
      </Section>
      <Section title={t('sections.identity')}>
        <Fields>
          <FieldRow>
            <TextField label={t('fields.formerName')} width="medium" {...form.text('formerName')} />
            <TextField label={t('fields.pronoun')} width="narrow" {...form.text('pronoun')} />
          </FieldRow>
          <FieldRow>
            <TextField label={t('fields.language')} help={t('fields.languageHelp')} width="medium" {...form.text('language')} />
            <TextField label={t('fields.interpreterLanguage')} help={t('fields.interpreterLanguageHelp')} width="medium" {...form.text('interpreterLanguage')} />
          </FieldRow>
          <FieldRow>
            <PersonIdPicker label={t('fields.contactPerson')} help={t('fields.contactPersonHelp')} exceptId={personId} {...contactPerson} value={contactPerson.value ?? null} />
            <TextField label={t('fields.contactPersonNote')} width="medium" {...form.text('contactPersonNote')} />
          </FieldRow>
          {!contactPerson.value && (
            <>
              <FieldRow>
                <TextField label={t('fields.contactName')} help={t('fields.contactNameHelp')} width="medium" {...form.text('contactName')} />
                <TextField label={t('fields.contactRelation')} help={t('fields.contactRelationHelp')} width="medium" {...form.text('contactRelation')} />
              </FieldRow>
              <FieldRow>
                <TextField label={t('fields.contactPhone')} type="tel" width="medium" {...form.text('contactPhone')} />
                <TextField label={t('fields.contactEmail')} type="email" width="medium" {...form.text('contactEmail')} />
              </FieldRow>
            </>
          )}
        </Fields>
      </Section>
    </>
  )
}
