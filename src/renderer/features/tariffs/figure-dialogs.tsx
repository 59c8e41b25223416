import type { SentTo } from '#contract/base.ts'
import { figureKinds, rateKinds, tariffs, type Figure } from '#contract/tariffs.ts'
import { client } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useUndo } from '#renderer/app/undo.ts'
import {
  Checkbox, DateField, FieldRow, Fields, FormDialog, MoneyField, NumberField, partOf, Select, SimpleTable, type TalanForm, TextField, useForm, useTranslations,
} from '#renderer/ui/index.ts'
import { systemClock } from '#shared/clock.ts'
import { localDate } from '#shared/dates.ts'
import { useFigureWords } from './figure-words.ts'
import { PercentField } from './percent-field.tsx'

type FigureValues = SentTo<typeof tariffs.createFigure>

/** Adds a figure for a year. */
export function NewFigureDialog({ year, onClose }: { year: number; onClose(): void }) {
  const t = useTranslations('tariffs')
  const { notifyUndoable } = useUndo()
  const [startsOn, endsOn] = [localDate(year, 1, 1), localDate(year, 12, 31)]
  const form = useForm({
    schema: inputSchema(tariffs.createFigure),
    defaultValues: {
      kind: 'priceBaseAmount', ...(startsOn && { startsOn }), endsOn: endsOn ?? null, valueOre: null, rateBasisPoints: null, bornFromYear: null, bornToYear: null,
      monthlyCapOre: null, isPreliminary: false, source: '', checkedOn: systemClock.today(),
    },
    async save(values) {
      await client.tariffs.createFigure(values)
      await notifyUndoable(t('saved'))
      onClose()
    },
  })
  return (
    <FormDialog title={t('newFigure')} onClose={onClose} isWide form={form}>
      <FigureFieldset form={partOf(form)} />
    </FormDialog>
  )
}

/** Corrects a figure; the reason is kept. */
export function EditFigureDialog({ figure: { status: _status, ...figure }, onClose }: { figure: Figure; onClose(): void }) {
  const t = useTranslations('tariffs')
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(tariffs.updateFigure),
    defaultValues: { ...figure, reason: '' },
    async save(values) {
      await client.tariffs.updateFigure(values)
      await notifyUndoable(t('saved'))
      onClose()
    },
  })
  return (
    <FormDialog title={t('editFigure')} onClose={onClose} isWide form={form}>
      <Fields>
        <FigureFieldset form={partOf(form)} />
        <TextField label={t('fields.reason')} {...form.text('reason')} />
      </Fields>
    </FormDialog>
  )
}

function FigureFieldset({ form }: { form: TalanForm<FigureValues> }) {
  const t = useTranslations('tariffs')
  const { kind } = form.values
  const isContribution = kind === 'employerContribution' || kind === 'youthContribution'
  return (
    <Fields>
      <FieldRow>
        <Select label={t('fields.kind')} choices={figureKinds.map((id) => ({ id, label: t(`figureKind.${id}`) }))} {...form.field('kind')} />
        {rateKinds.includes(kind) ? <PercentField label={t('fields.rate')} {...form.field('rateBasisPoints')} /> : <MoneyField label={t('fields.amount')} {...form.field('valueOre')} />}
      </FieldRow>
      <FieldRow>
        <DateField label={t('fields.startsOn')} {...form.field('startsOn')} />
        <DateField label={t('fields.endsOn')} {...form.field('endsOn')} />
      </FieldRow>
      {isContribution && (
        <FieldRow>
          <NumberField inOnePiece label={t('fields.bornFromYear')} {...form.field('bornFromYear')} />
          <NumberField inOnePiece label={t('fields.bornToYear')} {...form.field('bornToYear')} />
          <MoneyField label={t('fields.monthlyCap')} {...form.field('monthlyCapOre')} />
        </FieldRow>
      )}
      <FieldRow>
        <TextField label={t('fields.source')} {...form.text('source')} />
        <DateField label={t('fields.checkedOn')} {...form.field('checkedOn')} />
      </FieldRow>
      <Checkbox {...form.flag('isPreliminary')}>{t('fields.isPreliminary')}</Checkbox>
    </Fields>
  )
}

/** Confirms a year's preliminary figures after they have been compared with their source. */
export function ConfirmFiguresDialog({ figures, year, onClose }: { figures: readonly Figure[]; year: number; onClose(): void }) {
  const t = useTranslations('tariffs')
  const { notifyUndoable } = useUndo()
  const { value, born } = useFigureWords()
  const form = useForm({
    schema: inputSchema(tariffs.confirmFigures),
    defaultValues: { ids: figures.map((figure) => figure.id), source: '', checkedOn: systemClock.today() },
    async save(values) {
      const { confirmed } = await client.tariffs.confirmFigures(values)
      await notifyUndoable(t('confirmed', { count: confirmed }))
      onClose()
    },
  })
  return (
    <FormDialog
      title={t('confirm', { year: String(year) })}
      onClose={onClose}
      isWide
      form={form}
      intro={
        <>
          <p>{t('confirmHelp')}</p>
          <SimpleTable<Figure>
            label={t('figures')}
            rows={figures}
            rowId={(figure) => figure.id}
            columns={[
              { id: 'kind', header: t('fields.kind'), cell: (figure) => t(`figureKind.${figure.kind}`), isRowHeader: true },
              { id: 'value', header: t('fields.value'), cell: value, align: 'end' },
              { id: 'born', header: t('fields.born'), cell: born },
              { id: 'source', header: t('fields.source'), cell: (figure) => figure.source },
            ]}
          />
        </>
      }
    >
      <FieldRow>
        <TextField label={t('fields.source')} {...form.text('source')} />
        <DateField label={t('fields.checkedOn')} {...form.field('checkedOn')} />
      </FieldRow>
    </FormDialog>
  )
}
