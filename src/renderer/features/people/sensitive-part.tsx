import { useQuery } from '@tanstack/react-query'
import { Eraser, List, Plus } from 'lucide-react'
import { useState } from 'react'
import type { SentTo } from '#contract/base.ts'
import { accessNeeds, consentFindings, factFindings, fieldWanted, perspectives, sensitive, sensitiveKinds, type SensitiveFact } from '#contract/sensitive.ts'
import { api, client, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useUndo } from '#renderer/app/undo.ts'
import {
  Button, ButtonGroup, ConfirmDialog, DateField, FieldRow, Fields, FormDialog, notify, partOf, Section, Select, SimpleTable, StatusChip, TextField, useForm, useFormat, useTranslations,
} from '#renderer/ui/index.ts'
import { systemClock } from '#shared/clock.ts'
import { addMonths, addYears, isLocalDate } from '#shared/dates.ts'
import type { FieldFinding } from '#shared/result.ts'
import { AreasDialog } from './areas-dialog.tsx'
import { GroundFields } from './ground-fields.tsx'

/** How long a consent is proposed to last, and from when its end is pointed out. */
const proposedYears = 2
const soonMonths = 2

/** The sensitive facts in force about a person, each with what it is for and on what ground. */
export function SensitivePart({ personId, facts }: { personId: string; facts: readonly SensitiveFact[] }) {
  const t = useTranslations('sensitive')
  const format = useFormat()
  const canWrite = useCan('people.writeSensitive')
  const wordsOf = useFactWords()
  const [open, setOpen] = useState<'add' | 'areas' | 'erase'>()
  const [renewing, setRenewing] = useState<SensitiveFact>()
  const [withdrawing, setWithdrawing] = useState<SensitiveFact>()
  const close = () => setOpen(undefined)
  return (
    <Section
      title={t('title')}
      actions={
        canWrite && (
          <ButtonGroup>
            <Button icon={Plus} onPress={() => setOpen('add')}>
              {t('add')}
            </Button>
            <Button variant="quiet" icon={List} onPress={() => setOpen('areas')}>
              {t('areas.title')}
            </Button>
            <Button variant="quiet" icon={Eraser} onPress={() => setOpen('erase')}>
              {t('eraseEnded')}
            </Button>
          </ButtonGroup>
        )
      }
    >
      <p>{t('lead')}</p>
      <SimpleTable
        label={t('title')}
        rows={facts}
        rowId={(row) => row.id}
        empty={<p>{t('none')}</p>}
        columns={[
          { id: 'fact', header: t('fields.fact'), cell: wordsOf, isRowHeader: true },
          { id: 'kind', header: t('fields.kind'), cell: (row) => t(`kind.${row.kind}`) },
          { id: 'purpose', header: t('fields.purpose'), cell: (row) => row.purpose },
          { id: 'legalBasis', header: t('fields.legalBasis'), cell: (row) => t(`legalBasis.${row.legalBasis}`), isExtra: true },
          { id: 'consentedOn', header: t('fields.consentedOn'), cell: (row) => format.date(row.consentedOn) },
          { id: 'endsOn', header: t('fields.endsOn'), cell: (row) => <End fact={row} /> },
          ...(canWrite
            ? [
                {
                  id: 'actions', header: t('actions'),
                  cell: (row: SensitiveFact) => (
                    <ButtonGroup>
                      <Button size="small" aria-label={t('renewThis', { fact: wordsOf(row) })} onPress={() => setRenewing(row)}>
                        {t('renew')}
                      </Button>
                      <Button size="small" aria-label={t('withdrawThis', { fact: wordsOf(row) })} onPress={() => setWithdrawing(row)}>
                        {t('withdraw')}
                      </Button>
                    </ButtonGroup>
                  ),
                },
              ]
            : []),
        ]}
      />
      {open === 'add' && <AddDialog personId={personId} onClose={close} />}
      {open === 'areas' && <AreasDialog onClose={close} />}
      {open === 'erase' && <EraseDialog onClose={close} />}
      {renewing && <RenewDialog fact={renewing} onClose={() => setRenewing(undefined)} />}
      {withdrawing && <WithdrawDialog fact={withdrawing} onClose={() => setWithdrawing(undefined)} />}
    </Section>
  )
}

function useFactWords(): (fact: SensitiveFact) => string {
  const t = useTranslations('sensitive')
  return ({ kind, code, detail, experienceArea }) => {
    switch (kind) {
      case 'perspective': return t(`perspective.${code as (typeof perspectives)[number]}`)
      case 'experienceArea': return experienceArea?.name ?? ''
      case 'accessNeed': return [t(`need.${code as (typeof accessNeeds)[number]}`), detail].filter(Boolean).join(': ')
      default: return detail ?? ''
    }
  }
}

function End({ fact }: { fact: SensitiveFact }) {
  const t = useTranslations('sensitive')
  const format = useFormat()
  if (fact.consentWithdrawnOn !== null) return t('withdrawnFrom', { date: format.date(fact.consentWithdrawnOn) })
  return (
    <>
      <time dateTime={fact.endsOn}>{format.date(fact.endsOn)}</time> {fact.endsOn < addMonths(systemClock.today(), soonMonths) && <StatusChip tone="need">{t('endsSoon')}</StatusChip>}
    </>
  )
}

interface AddProps {
  personId: string
  onClose(): void
}

function checkFact(fact: SentTo<typeof sensitive.add>): FieldFinding[] {
  const hasDates = isLocalDate(fact.consentedOn) && isLocalDate(fact.endsOn)
  return [...factFindings(fact), ...(hasDates ? consentFindings(fact, systemClock.today()) : [])]
}

function AddDialog({ personId, onClose }: AddProps) {
  const t = useTranslations('sensitive')
  const { notifyUndoable } = useUndo()
  const today = systemClock.today()
  const { data: areas } = useQuery(api.sensitive.listAreas.queryOptions({ input: {} }))
  const form = useForm({
    schema: inputSchema(sensitive.add),
    check: checkFact,
    defaultValues: {
      personId, kind: 'accessNeed', perspective: null, accessNeed: null, experienceAreaId: null, detail: null, purpose: '', legalBasis: 'explicitConsent', consentedOn: today, endsOn: addYears(today, proposedYears),
    },
    async save(values) {
      await client.sensitive.add(values)
      await notifyUndoable(t('saved'))
      onClose()
    },
  })
  const { kind } = form.values
  const perspective = form.field('perspective')
  const accessNeed = form.field('accessNeed')
  const experienceArea = form.field('experienceAreaId')
  return (
    <FormDialog title={t('add')} onClose={onClose} isWide form={form}>
      <Fields>
        <Select label={t('fields.kind')} choices={sensitiveKinds.map((id) => ({ id, label: t(`kind.${id}`) }))} {...form.field('kind')} />
        {kind === 'perspective' && (
          <Select label={t('fields.perspective')} choices={perspectives.map((id) => ({ id, label: t(`perspective.${id}`) }))} {...perspective} value={perspective.value ?? null} isRequired />
        )}
        {kind === 'experienceArea' && (
          <Select label={t('fields.experienceArea')} choices={(areas ?? []).map(({ id, name }) => ({ id, label: name }))} {...experienceArea} value={experienceArea.value ?? null} isRequired />
        )}
        {kind === 'accessNeed' && (
          <Select label={t('fields.accessNeed')} choices={accessNeeds.map((id) => ({ id, label: t(`need.${id}`) }))} {...accessNeed} value={accessNeed.value ?? null} isRequired />
        )}
        {kind === 'accessNeed' && <TextField label={t('fields.detail')} help={t('fields.detailHelp')} {...form.text('detail')} isRequired={fieldWanted(form.values) === 'detail'} />}
        {kind === 'benefitLimit' && <TextField label={t('fields.benefitLimit')} {...form.text('detail')} isRequired />}
        <GroundFields form={partOf(form)} />
      </Fields>
    </FormDialog>
  )
}

interface FactDialogProps {
  fact: SensitiveFact
  onClose(): void
}

function RenewDialog({ fact, onClose }: FactDialogProps) {
  const t = useTranslations('sensitive')
  const wordsOf = useFactWords()
  const { notifyUndoable } = useUndo()
  const today = systemClock.today()
  const form = useForm({
    schema: inputSchema(sensitive.renew),
    defaultValues: { id: fact.id, version: fact.version, consentedOn: today, endsOn: addYears(today, proposedYears) },
    async save(values) {
      await client.sensitive.renew(values)
      await notifyUndoable(t('saved'))
      onClose()
    },
  })
  return (
    <FormDialog title={t('renewThis', { fact: wordsOf(fact) })} onClose={onClose} form={form} saveLabel={t('renew')}>
      <FieldRow>
        <DateField label={t('fields.consentedOn')} {...form.field('consentedOn')} />
        <DateField label={t('fields.endsOn')} {...form.field('endsOn')} />
      </FieldRow>
    </FormDialog>
  )
}

function WithdrawDialog({ fact, onClose }: FactDialogProps) {
  const t = useTranslations('sensitive')
  const wordsOf = useFactWords()
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(sensitive.withdraw),
    defaultValues: { id: fact.id, version: fact.version, withdrawnOn: systemClock.today() },
    async save(values) {
      await client.sensitive.withdraw(values)
      await notifyUndoable(t('withdrawn'))
      onClose()
    },
  })
  return (
    <FormDialog title={t('withdrawThis', { fact: wordsOf(fact) })} onClose={onClose} form={form} saveLabel={t('withdraw')} intro={<p>{t('withdrawHelp')}</p>}>
      <DateField label={t('fields.withdrawnOn')} {...form.field('withdrawnOn')} />
    </FormDialog>
  )
}

function EraseDialog({ onClose }: { onClose(): void }) {
  const t = useTranslations('sensitive')
  const sayError = useErrorSentence()
  return (
    <ConfirmDialog
      title={t('eraseQuestion')}
      isOpen
      isDanger
      onClose={onClose}
      confirmLabel={t('eraseEnded')}
      onConfirm={async () => {
        const { count } = await client.sensitive.eraseEnded({})
        notify({ text: t('erased', { count }) })
      }}
      describeError={sayError}
    >
      <p>{t('eraseHelp')}</p>
    </ConfirmDialog>
  )
}
