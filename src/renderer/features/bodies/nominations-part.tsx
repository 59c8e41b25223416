import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { SentTo } from '#contract/base.ts'
import { bodies, type Nomination, type Seat } from '#contract/bodies.ts'
import { api, client, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { Button, ButtonGroup, DateField, ErrorState, Fields, FormDialog, Section, SimpleTable, StatusChip, TextField, TextLink, useForm, useFormat, useTranslations, wholeDates, type GridColumn } from '#renderer/ui/index.ts'
import { OrganisationPicker } from '#renderer/features/organisations/organisation-picker.tsx'
import { PersonIdPicker } from '#renderer/features/people/person-id-picker.tsx'
import { PersonLink, usePersonName } from '#renderer/features/people/person-name.tsx'
import { systemClock } from '#shared/clock.ts'
import { usePlaceName } from './places.ts'

interface NominationsPartProps {
  title: string
  of: SentTo<typeof bodies.nominations>
  /** In a body, what is done to appoint one of those who wait. */
  onChoose?: (nomination: Nomination) => void
}

/** Who has been nominated in a body, by an organisation or of a person, and what came of it. Nothing where nobody has been. */
export function NominationsPart({ title, of, onChoose }: NominationsPartProps) {
  const sayError = useErrorSentence()
  const { data, error, refetch } = useQuery(api.bodies.nominations.queryOptions({ input: of }))
  const [withdrawing, setWithdrawing] = useState<Nomination>()
  const columns = useColumns(of, onChoose, setWithdrawing)
  if (error) return <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>
  if (!data || data.length === 0) return null
  return (
    <Section title={title}>
      <SimpleTable label={title} rows={data} rowId={(row) => row.id} columns={columns} />
      {withdrawing && <WithdrawDialog nomination={withdrawing} onClose={() => setWithdrawing(undefined)} />}
    </Section>
  )
}

function useColumns({ bodyId, organisationId, personId }: NominationsPartProps['of'], onChoose: NominationsPartProps['onChoose'], onWithdraw: (nomination: Nomination) => void): readonly GridColumn<Nomination>[] {
  const t = useTranslations('bodies')
  const format = useFormat()
  const nameOf = usePersonName()
  const placeName = usePlaceName()
  const canChoose = useCan('assignments.write') && onChoose !== undefined
  return [
    ...(personId === undefined ? [{ id: 'person', header: t('fields.person'), cell: (row: Nomination) => <PersonLink person={row.person} />, isRowHeader: true }] : []),
    ...(bodyId === undefined ? [{ id: 'body', header: t('allSeats.body'), cell: (row: Nomination) => <TextLink href={`/bodies/${row.body.id}`}>{row.body.name}</TextLink>, isRowHeader: personId !== undefined }] : []),
    { id: 'seat', header: t('fields.seat'), cell: (row) => placeName(row) },
    ...(organisationId === undefined ? [{ id: 'by', header: t('nomination.by'), cell: (row: Nomination) => row.nominatedBy?.name }] : []),
    { id: 'on', header: t('nomination.on'), cell: (row) => format.date(row.nominatedOn) },
    { id: 'note', header: t('nomination.note'), cell: (row) => row.note, isExtra: true },
    {
      id: 'state', header: t('nomination.state'),
      cell: ({ result, resultOn }) => (result === null ? <StatusChip tone="need">{t('nomination.waiting')}</StatusChip> : <>{t(`nomination.result.${result}`)} {resultOn && wholeDates(format.date(resultOn))}</>),
    },
    ...(canChoose
      ? [
          {
            id: 'actions', header: t('nomination.actions'),
            cell: (row: Nomination) =>
              row.result === null && (
                <ButtonGroup>
                  <Button size="small" aria-label={t('nomination.choose', { name: nameOf(row.person) })} onPress={() => onChoose(row)}>{t('appoint')}</Button>
                  <Button size="small" aria-label={t('nomination.withdrawOf', { name: nameOf(row.person) })} onPress={() => onWithdraw(row)}>{t('nomination.withdraw')}</Button>
                </ButtonGroup>
              ),
          },
        ]
      : []),
  ]
}

/** Records that somebody is nominated for a seat. */
export function NominateDialog({ seat, onClose }: { seat: Seat; onClose(): void }) {
  const t = useTranslations('bodies.nomination')
  const fields = useTranslations('bodies.fields')
  const place = usePlaceName()(seat)
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(bodies.nominate),
    defaultValues: { seatId: seat.id, organisationId: seat.reservedFor?.id ?? null, nominatedOn: systemClock.today(), note: null },
    async save(values) {
      await client.bodies.nominate(values)
      await notifyUndoable(t('nominated'))
      onClose()
    },
  })
  return (
    <FormDialog title={t('nominateTo', { place })} onClose={onClose} form={form} saveLabel={t('nominate')}>
      <Fields>
        <PersonIdPicker label={fields('person')} {...form.field('personId')} />
        <OrganisationPicker label={t('by')} help={t('byHelp')} newKind="association" {...form.field('organisationId')} />
        <DateField label={t('on')} {...form.field('nominatedOn')} />
        <TextField label={t('note')} {...form.text('note')} />
      </Fields>
    </FormDialog>
  )
}

function WithdrawDialog({ nomination, onClose }: { nomination: Nomination; onClose(): void }) {
  const t = useTranslations('bodies.nomination')
  const nameOf = usePersonName()
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(bodies.withdrawNomination),
    defaultValues: { id: nomination.id, version: nomination.version, resultOn: systemClock.today() },
    async save(values) {
      await client.bodies.withdrawNomination(values)
      await notifyUndoable(t('withdrawn'))
      onClose()
    },
  })
  return (
    <FormDialog title={t('withdrawOf', { name: nameOf(nomination.person) })} onClose={onClose} form={form} saveLabel={t('withdraw')}>
      <DateField label={t('withdrawnOn')} {...form.field('resultOn')} />
    </FormDialog>
  )
}
