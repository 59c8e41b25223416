import type { SentTo } from '#contract/base.ts'
import { tariffModels, tariffs, type Tariff, type Terms } from '#contract/tariffs.ts'
import { client } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useUndo } from '#renderer/app/undo.ts'
import {
  Checkbox, DateField, FieldRow, Fields, FormDialog, MoneyField, NumberField, partOf, Select, type TalanForm, TextField, useForm, useTranslations,
} from '#renderer/ui/index.ts'
import { systemClock } from '#shared/clock.ts'
import { PercentField } from './percent-field.tsx'

type TermsValues = Omit<SentTo<typeof tariffs.addTerms>, 'tariffId'>
type Model = Tariff['model']

const emptyTerms = {
  endsOn: null, shortBasisPoints: null, halfBasisPoints: null, fullBasisPoints: null, hourlyBasisPoints: null, shortOre: null, halfOre: null, fullOre: null, hourlyOre: null,
  shortUpToMinutes: 120, halfUpToMinutes: 240, isLimitInLowerClass: true, isTravelTimeCounted: true, roundingOre: 1, source: null,
} as const

interface TermsDialogProps {
  tariff: Tariff
  onClose(): void
}

/** Makes a tariff with the terms it begins with. */
export function NewTariffDialog({ onClose }: { onClose(): void }) {
  const t = useTranslations('tariffs')
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(tariffs.create),
    defaultValues: { name: '', model: 'percentage', note: null, terms: { ...emptyTerms, shortBasisPoints: 90, halfBasisPoints: 180, fullBasisPoints: 360, hourlyBasisPoints: 50, startsOn: systemClock.today() } },
    async save(values) {
      await client.tariffs.create({ ...values, terms: fittingTerms(values.model, values.terms) })
      await notifyUndoable(t('created'))
      onClose()
    },
  })
  const terms: TalanForm<{ terms: TermsValues }> = partOf(form)
  return (
    <FormDialog title={t('newTariff')} onClose={onClose} isWide form={form}>
      <Fields>
        <FieldRow>
          <TextField label={t('fields.name')} {...form.text('name')} />
          <Select label={t('fields.model')} choices={tariffModels.map((id) => ({ id, label: t(`model.${id}`) }))} {...form.field('model')} />
        </FieldRow>
        <TermsFieldset form={terms} model={form.values.model} prefix="terms." />
        <TextField label={t('fields.note')} multiline {...form.text('note')} />
      </Fields>
    </FormDialog>
  )
}

/** Lets other terms hold from a day on. */
export function AddTermsDialog({ tariff, onClose }: TermsDialogProps) {
  const t = useTranslations('tariffs')
  const { notifyUndoable } = useUndo()
  const latest = tariff.terms[0] ? storedTerms(tariff.terms[0]) : emptyTerms
  const form = useForm({
    schema: inputSchema(tariffs.addTerms),
    defaultValues: { ...latest, tariffId: tariff.id, startsOn: systemClock.today(), endsOn: null },
    async save(values) {
      await client.tariffs.addTerms(values)
      await notifyUndoable(t('saved'))
      onClose()
    },
  })
  const fields: TalanForm<TermsValues> = partOf(form)
  return (
    <FormDialog title={t('addTerms')} onClose={onClose} isWide form={form}>
      <TermsFieldset form={fields} model={tariff.model} prefix="" />
    </FormDialog>
  )
}

/** Corrects terms that were written down wrong. */
export function EditTermsDialog({ tariff, terms, onClose }: TermsDialogProps & { terms: Terms }) {
  const t = useTranslations('tariffs')
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(tariffs.updateTerms),
    defaultValues: { ...storedTerms(terms), id: terms.id, version: terms.version },
    async save(values) {
      await client.tariffs.updateTerms(values)
      await notifyUndoable(t('saved'))
      onClose()
    },
  })
  const fields: TalanForm<TermsValues> = partOf(form)
  return (
    <FormDialog title={t('editTerms')} onClose={onClose} isWide form={form}>
      <TermsFieldset form={fields} model={tariff.model} prefix="" />
    </FormDialog>
  )
}

function storedTerms({ id: _id, version: _version, status: _status, roundingOre, ...terms }: Terms) {
  return { ...terms, roundingOre: roundingOre === 100 || roundingOre === 50 ? roundingOre : 1 } as const
}

/** The shares belong to the percentage models; what another model does not use is left out. */
function fittingTerms<Values extends TermsValues>(model: Model, terms: Values): Values {
  if (model === 'percentage' || model === 'percentagePerHour') return terms
  return { ...terms, shortBasisPoints: null, halfBasisPoints: null, fullBasisPoints: null, hourlyBasisPoints: null }
}

type AnyTermsForm = TalanForm<TermsValues> | TalanForm<{ terms: TermsValues }>

/** The fields of terms that a model uses. Stands in forms of its own and as a part of a new tariff, under `terms.`. */
function TermsFieldset({ form, model, prefix }: { form: AnyTermsForm; model: Model; prefix: '' | 'terms.' }) {
  const t = useTranslations('tariffs')
  const fields = form as TalanForm<TermsValues>
  const path = <Name extends keyof TermsValues>(name: Name) => `${prefix}${name}` as Name
  const isHourly = model === 'hourly' || model === 'percentagePerHour'
  const isShare = model === 'percentage' || model === 'percentagePerHour'
  const classes = isHourly ? (['hourly'] as const) : (['short', 'half', 'full'] as const)
  return (
    <Fields>
      <FieldRow>
        <DateField label={t('fields.startsOn')} {...fields.field(path('startsOn'))} />
        <DateField label={t('fields.endsOn')} {...fields.field(path('endsOn'))} />
      </FieldRow>
      {model !== 'none' && (
        <>
          {isShare && (
            <FieldRow>
              {classes.map((name) => (
                <PercentField key={name} label={t(`fields.${name}`)} {...fields.field(path(`${name}BasisPoints`))} />
              ))}
            </FieldRow>
          )}
          {isShare && <p>{t('publishedHelp')}</p>}
          <FieldRow>
            {classes.map((name) => (
              <MoneyField key={name} label={t(`fields.${name}`)} {...fields.field(path(`${name}Ore`))} />
            ))}
          </FieldRow>
          {!isHourly && (
            <>
              <FieldRow>
                <NumberField label={t('fields.shortUpToMinutes')} unit={t('minutesUnit')} {...fields.field(path('shortUpToMinutes'))} />
                <NumberField label={t('fields.halfUpToMinutes')} unit={t('minutesUnit')} {...fields.field(path('halfUpToMinutes'))} />
              </FieldRow>
              <Checkbox {...fields.flag(path('isLimitInLowerClass'))}>{t('fields.isLimitInLowerClass')}</Checkbox>
            </>
          )}
          <Checkbox {...fields.flag(path('isTravelTimeCounted'))}>{t('fields.isTravelTimeCounted')}</Checkbox>
          <RoundingField form={fields} path={path('roundingOre')} />
        </>
      )}
      <TextField label={t('fields.source')} {...fields.text(path('source'))} />
    </Fields>
  )
}

const roundingSteps = { ore: 1, half: 50, whole: 100 } as const
const stepNames = ['ore', 'half', 'whole'] as const

function RoundingField({ form, path }: { form: TalanForm<TermsValues>; path: 'roundingOre' }) {
  const t = useTranslations('tariffs')
  const bound = form.field(path)
  return (
    <Select<(typeof stepNames)[number]>
      label={t('fields.rounding')}
      choices={stepNames.map((id) => ({ id, label: t(`roundingStep.${id}`) }))}
      {...bound}
      value={stepNames.find((name) => roundingSteps[name] === bound.value) ?? 'ore'}
      onChange={(name) => bound.onChange(roundingSteps[name])}
    />
  )
}
