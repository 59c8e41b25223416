import { useState } from 'react'
import { endReasonKinds, memberships, type FeesLeft } from '#contract/memberships.ts'
import { knownEndReasonKinds, startReasonKinds } from '#contract/person-choices.ts'
import { membershipKinds, type Person } from '#contract/people.ts'
import { client, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { Button, ButtonGroup, DateField, Fields, FormDialog, Menu, notify, Section, Select, SimpleTable, StatusChip, TextField, useForm, useFormat, useTranslations } from '#renderer/ui/index.ts'
import { systemClock } from '#shared/clock.ts'

type Membership = Person['memberships'][number]

/** Whoever corrects a membership sees all of it, so that what must be there is asked for. */
const correction = inputSchema(memberships.update).shape.changes.required({ kind: true, startsOn: true })

const tones = { current: 'good', ended: 'muted', future: 'neutral' } as const

/** A person's memberships over time: beginning and ending them, and correcting what was recorded wrongly. */
export function MembershipPeriods({ person }: { person: Person }) {
  const t = useTranslations('people')
  const words = useTranslations('memberships')
  const format = useFormat()
  const canWrite = useCan('people.write')
  const [isBeginning, setBeginning] = useState(false)
  return (
    <Section
      title={t('sections.membership')}
      actions={
        <ButtonGroup>
          {canWrite && <Button onPress={() => setBeginning(true)}>{t('beginMembership')}</Button>}
          {!person.isProtected && person.memberships.length > 0 && <TakeOutList list="personMemberships" query={{ id: person.id }} />}
        </ButtonGroup>
      }
    >
      <SimpleTable
        label={t('sections.membership')}
        rows={person.memberships}
        rowId={(row) => row.id}
        empty={<p>{t('noMembership')}</p>}
        columns={[
          { id: 'kind', header: t('fields.membershipKind'), cell: (row) => t(`membershipKind.${row.kind}`), isRowHeader: true },
          { id: 'status', header: t('status'), cell: (row) => <StatusChip tone={tones[row.status]}>{t(`membershipStatus.${row.status}`)}</StatusChip> },
          { id: 'startsOn', header: t('fields.startsOn'), cell: (row) => format.date(row.startsOn) },
          { id: 'endsOn', header: t('fields.endsOn'), cell: (row) => format.date(row.endsOn) },
          { id: 'startReason', header: t('fields.startReason'), cell: (row) => [row.startReasonKind && words(`startReasonKind.${row.startReasonKind as 'other'}`), row.startReason].filter(Boolean).join(': ') },
          { id: 'endReason', header: t('fields.endReason'), cell: (row) => [row.endReasonKind && words(`endReasonKind.${row.endReasonKind as 'other'}`), row.endReason].filter(Boolean).join(': ') },
          ...(canWrite ? [{ id: 'actions', header: t('action'), cell: (row: Membership) => <PeriodActions person={person} membership={row} /> }] : []),
        ]}
      />
      {isBeginning && <BeginDialog person={person} onClose={() => setBeginning(false)} />}
    </Section>
  )
}

function PeriodActions({ person, membership }: { person: Person; membership: Membership }) {
  const t = useTranslations('people')
  const words = useTranslations('memberships')
  const format = useFormat()
  const sayError = useErrorSentence()
  const sayDone = useSayDone()
  const [open, setOpen] = useState<'end' | 'changeKind' | 'update'>()
  const label = words('changeMembershipFrom', { date: format.date(membership.startsOn) })
  const close = () => setOpen(undefined)

  async function remove() {
    try {
      await sayDone(words('membershipRemoved'), await client.memberships.remove({ id: membership.id, version: membership.version }))
    } catch (error) {
      notify({ text: sayError(error), tone: 'need' })
    }
  }

  return (
    <>
      <Menu
        label={label}
        trigger={
          <Button size="small" aria-label={label}>
            {words('changeMembership')}
          </Button>
        }
        actions={[
          ...(membership.endsOn === null ? [{ id: 'end', label: t('endMembership'), onAction: () => setOpen('end') } as const] : []),
          { id: 'changeKind', label: words('changeKind'), onAction: () => setOpen('changeKind') },
          { id: 'update', label: words('correct'), onAction: () => setOpen('update') },
          { id: 'remove', label: words('removeMembership'), onAction: () => void remove() },
        ]}
      />
      {open === 'end' && <EndDialog membership={membership} onClose={close} />}
      {open === 'changeKind' && <ChangeKindDialog membership={membership} onClose={close} />}
      {open === 'update' && <CorrectDialog person={person} membership={membership} onClose={close} />}
    </>
  )
}

/** Says what has been done, and which fees stand though she was no such member in those years. */
function useSayDone(): (done: string, left: FeesLeft) => Promise<void> {
  const t = useTranslations('memberships')
  const format = useFormat()
  const { notifyUndoable } = useUndo()
  return (done, { feeYears }) => notifyUndoable(feeYears.length === 0 ? done : `${done} ${t('feesLeft', { years: format.list(feeYears.map(String)), count: feeYears.length })}`)
}

function BeginDialog({ person, onClose }: { person: Person; onClose(): void }) {
  const t = useTranslations('people')
  const words = useTranslations('memberships')
  const { notifyUndoable } = useUndo()
  const hasOpen = person.memberships.some(({ endsOn }) => endsOn === null)
  const form = useForm({
    schema: inputSchema(memberships.begin),
    // Beside one that has not ended it can only be an earlier one, whose days nobody can guess.
    defaultValues: { personId: person.id, kind: 'main', ...(hasOpen ? {} : { startsOn: systemClock.today() }), endsOn: null, reasonKind: null, reason: null, endReasonKind: null, endReason: null },
    async save(values) {
      await client.memberships.begin({ ...values, ...(values.endsOn === null ? { endReasonKind: null, endReason: null } : {}) })
      await notifyUndoable(t('saved'))
      onClose()
    },
  })
  return (
    <FormDialog title={t('beginMembership')} onClose={onClose} form={form} saveLabel={t('beginMembership')}>
      <Fields>
        <Select label={t('fields.membershipKind')} choices={membershipKinds.map((id) => ({ id, label: t(`membershipKind.${id}`) }))} {...form.field('kind')} />
        <DateField label={t('fields.startsOn')} {...form.field('startsOn')} />
        <DateField label={t('fields.endsOn')} help={words('endsOnHelp')} {...form.field('endsOn')} />
        <Select label={words(form.values.endsOn ? 'fields.startedReasonKind' : 'fields.startReasonKind')} choices={startReasonKinds.map((id) => ({ id, label: words(`startReasonKind.${id}`) }))} {...form.field('reasonKind')} />
        <TextField label={words(form.values.endsOn ? 'fields.startedReason' : 'fields.reason')} {...form.text('reason')} />
        {form.values.endsOn && (
          <>
            <Select label={words('fields.endReasonKind')} choices={endReasonKinds.map((id) => ({ id, label: words(`endReasonKind.${id}`) }))} {...form.field('endReasonKind')} />
            <TextField label={words('fields.endReason')} {...form.text('endReason')} />
          </>
        )}
      </Fields>
    </FormDialog>
  )
}

function EndDialog({ membership, onClose }: { membership: Membership; onClose(): void }) {
  const t = useTranslations('people')
  const words = useTranslations('memberships')
  const sayDone = useSayDone()
  const form = useForm({
    schema: inputSchema(memberships.end),
    defaultValues: { id: membership.id, version: membership.version, endsOn: systemClock.today(), reason: null },
    async save(values) {
      await sayDone(t('saved'), await client.memberships.end(values))
      onClose()
    },
  })
  return (
    <FormDialog title={t('endMembership')} onClose={onClose} form={form} saveLabel={t('endMembership')}>
      <Fields>
        <DateField label={t('fields.endsOn')} {...form.field('endsOn')} />
        <Select label={words('fields.reasonKind')} choices={endReasonKinds.map((id) => ({ id, label: words(`endReasonKind.${id}`) }))} {...form.field('reasonKind')} />
        <TextField label={words('fields.reason')} {...form.text('reason')} />
      </Fields>
    </FormDialog>
  )
}

function ChangeKindDialog({ membership, onClose }: { membership: Membership; onClose(): void }) {
  const t = useTranslations('people')
  const words = useTranslations('memberships')
  const sayDone = useSayDone()
  const form = useForm({
    schema: inputSchema(memberships.changeKind),
    defaultValues: { id: membership.id, version: membership.version, ...(membership.endsOn === null ? { startsOn: systemClock.today() } : {}) },
    async save(values) {
      await sayDone(words('kindChanged'), await client.memberships.changeKind(values))
      onClose()
    },
  })
  const others = membershipKinds.filter((id) => id !== membership.kind)
  return (
    <FormDialog title={words('changeKindTitle')} intro={<p>{words('changeKindHelp')}</p>} onClose={onClose} form={form} saveLabel={words('changeKind')}>
      <Fields>
        <Select label={words('fields.newKind')} choices={others.map((id) => ({ id, label: t(`membershipKind.${id}`) }))} {...form.field('kind')} />
        <DateField label={words('fields.changesOn')} {...form.field('startsOn')} />
      </Fields>
    </FormDialog>
  )
}

/** Corrects a membership. What of a protected person is not shown is not sent either. */
function CorrectDialog({ person, membership, onClose }: { person: Person; membership: Membership; onClose(): void }) {
  const t = useTranslations('people')
  const words = useTranslations('memberships')
  const sayDone = useSayDone()
  const { id, version, kind, startsOn, endsOn, startReason, endReason } = membership
  const isMasked = person.isProtected && !person.isOpened
  const startReasonKind = startReasonKinds.find((one) => one === membership.startReasonKind) ?? null
  const endReasonKind = knownEndReasonKinds.find((one) => one === membership.endReasonKind) ?? null
  const form = useForm({
    schema: correction,
    defaultValues: { kind, startsOn, endsOn, ...(isMasked ? {} : { startReasonKind, startReason, endReasonKind, endReason }) },
    async save(changes) {
      const reasonless = changes.endsOn === null && !isMasked ? { endReasonKind: null, endReason: null } : {}
      await sayDone(t('saved'), await client.memberships.update({ id, version, changes: { ...changes, ...reasonless } }))
      onClose()
    },
  })
  const endReasons = endReasonKind === 'changedKind' ? knownEndReasonKinds : endReasonKinds
  return (
    <FormDialog title={words('correctTitle')} onClose={onClose} form={form}>
      <Fields>
        <Select label={t('fields.membershipKind')} choices={membershipKinds.map((one) => ({ id: one, label: t(`membershipKind.${one}`) }))} {...form.field('kind')} />
        <DateField label={t('fields.startsOn')} {...form.field('startsOn')} />
        <DateField label={t('fields.endsOn')} {...form.field('endsOn')} />
        {!isMasked && (
          <>
            <Select label={words('fields.startedReasonKind')} choices={startReasonKinds.map((one) => ({ id: one, label: words(`startReasonKind.${one}`) }))} {...form.field('startReasonKind')} />
            <TextField label={words('fields.startedReason')} {...form.text('startReason')} />
          </>
        )}
        {!isMasked && form.values.endsOn && (
          <>
            <Select label={words('fields.endReasonKind')} choices={endReasons.map((one) => ({ id: one, label: words(`endReasonKind.${one}`) }))} {...form.field('endReasonKind')} />
            <TextField label={words('fields.endReason')} {...form.text('endReason')} />
          </>
        )}
      </Fields>
    </FormDialog>
  )
}
