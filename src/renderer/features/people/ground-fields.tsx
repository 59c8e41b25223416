import { legalBases, type SensitiveFact } from '#contract/sensitive.ts'
import { DateField, FieldRow, Select, TextField, useTranslations, type TalanForm } from '#renderer/ui/index.ts'

/** What any sensitive fact needs: what it is for, on what ground it is kept, and from when until when. */
export function GroundFields({ form, endsOnHelp }: { form: TalanForm<Pick<SensitiveFact, 'purpose' | 'legalBasis' | 'consentedOn' | 'endsOn'>>; endsOnHelp?: string }) {
  const t = useTranslations('sensitive')
  return (
    <>
      <TextField label={t('fields.purpose')} help={t('fields.purposeHelp')} {...form.text('purpose')} />
      <Select label={t('fields.legalBasis')} width="wide" choices={legalBases.map((id) => ({ id, label: t(`legalBasis.${id}`) }))} {...form.field('legalBasis')} />
      <FieldRow>
        <DateField label={t('fields.consentedOn')} {...form.field('consentedOn')} />
        <DateField label={t('fields.endsOn')} {...(endsOnHelp && { help: endsOnHelp })} {...form.field('endsOn')} />
      </FieldRow>
    </>
  )
}
