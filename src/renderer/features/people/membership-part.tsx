import { useState } from 'react'
import { membershipKinds, people, type Person } from '#contract/people.ts'
import { client, useCan } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useUndo } from '#renderer/app/undo.ts'
import {
  Button, ButtonGroup, DateField, Dialog, Fields, Form, MoneyField, NumberField, Section, Select, SimpleTable, StatusChip, TextField, useForm, useFormat, useTranslations,
} from '#renderer/ui/index.ts'
import { systemClock } from '#shared/clock.ts'
import { yearOf } from '#shared/dates.ts'

type Membership = Person['memberships'][number]

const tones = { current: 'good', ended: 'muted', future: 'neutral' } as const

/** A person's memberships over time, and beginning and ending them. */
export function MembershipPart({ person }: { person: Person }) {
  const t = useTranslations('people')
  const format = useFormat()
  const canWrite = useCan('people.write')
  const [isBeginning, setBeginning] = useState(false)
  const [ending, setEnding] = useState<Membership>()
  const hasOpen = person.memberships.some((membership) => membership.endsOn === null)
  return (
    <Section title={t('sections.membership')} actions={canWrite && !hasOpen && <Button onPress={() => setBeginning(true)}>{t('beginMembership')}</Button>}>
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
          { id: 'endReason', header: t('fields.endReason'), cell: (row) => row.endReason },
          ...(canWrite
            ? [
                {
                  id: 'end', header: t('action'),
                  cell: (row: Membership) =>
                    row.endsOn === null && (
                      <Button size="small" onPress={() => setEnding(row)}>
                        {t('endMembership')}
                      </Button>
                    ),
                },
              ]
            : []),
        ]}
      />
      {isBeginning && <BeginMembershipDialog personId={person.id} onClose={() => setBeginning(false)} />}
      {ending && <EndMembershipDialog membership={ending} onClose={() => setEnding(undefined)} />}
    </Section>
  )
}

function BeginMembershipDialog({ personId, onClose }: { personId: string; onClose(): void }) {
  const t = useTranslations('people')
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(people.addMembership),
    defaultValues: { personId, kind: 'main', startsOn: systemClock.today(), endsOn: null },
    async save(values) {
      await client.people.addMembership(values)
      await notifyUndoable(t('saved'))
      onClose()
    },
  })
  return (
    <Dialog title={t('beginMembership')} isOpen onClose={onClose}>
      <Form form={form} saveLabel={t('beginMembership')} onCancel={onClose} guardsLeaving={false}>
        <Fields>
          <Select label={t('fields.membershipKind')} choices={membershipKinds.map((id) => ({ id, label: t(`membershipKind.${id}`) }))} {...form.field('kind')} />
          <DateField label={t('fields.startsOn')} {...form.field('startsOn')} />
        </Fields>
      </Form>
    </Dialog>
  )
}

function EndMembershipDialog({ membership, onClose }: { membership: Membership; onClose(): void }) {
  const t = useTranslations('people')
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(people.endMembership),
    defaultValues: { id: membership.id, version: membership.version, endsOn: systemClock.today(), reason: null },
    async save(values) {
      await client.people.endMembership(values)
      await notifyUndoable(t('saved'))
      onClose()
    },
  })
  return (
    <Dialog title={t('endMembership')} isOpen onClose={onClose}>
      <Form form={form} saveLabel={t('endMembership')} onCancel={onClose} guardsLeaving={false}>
        <Fields>
          <DateField label={t('fields.endsOn')} {...form.field('endsOn')} />
          <TextField label={t('fields.endReason')} {...form.text('reason')} />
        </Fields>
      </Form>
    </Dialog>
  )
}

/** The yearly fees of a person. */
export function FeesPart({ person }: { person: Person }) {
  const t = useTranslations('people')
  const format = useFormat()
  const canWrite = useCan('people.write')
  const [isRecording, setRecording] = useState(false)
  return (
    <Section title={t('sections.fees')} actions={canWrite && <ButtonGroup><Button onPress={() => setRecording(true)}>{t('recordFee')}</Button></ButtonGroup>}>
      <SimpleTable
        label={t('sections.fees')}
        rows={person.fees}
        rowId={(row) => row.id}
        empty={<p>{t('noFees')}</p>}
        columns={[
          { id: 'year', header: t('fields.year'), cell: (row) => row.year, isRowHeader: true },
          { id: 'amount', header: t('fields.amount'), cell: (row) => row.amountOre !== null && format.money(row.amountOre), align: 'end' },
          { id: 'paidOn', header: t('fields.paidOn'), cell: (row) => (row.paidOn === null ? t('notPaid') : format.date(row.paidOn)) },
        ]}
      />
      {isRecording && <RecordFeeDialog personId={person.id} onClose={() => setRecording(false)} />}
    </Section>
  )
}

function RecordFeeDialog({ personId, onClose }: { personId: string; onClose(): void }) {
  const t = useTranslations('people')
  const { notifyUndoable } = useUndo()
  const today = systemClock.today()
  const form = useForm({
    schema: inputSchema(people.recordFee),
    defaultValues: { personId, year: yearOf(today), amountOre: null, paidOn: today },
    async save(values) {
      await client.people.recordFee(values)
      await notifyUndoable(t('saved'))
      onClose()
    },
  })
  return (
    <Dialog title={t('recordFee')} isOpen onClose={onClose}>
      <Form form={form} saveLabel={t('recordFee')} onCancel={onClose} guardsLeaving={false}>
        <Fields>
          <NumberField label={t('fields.year')} {...form.field('year')} />
          <MoneyField label={t('fields.amount')} {...form.field('amountOre')} />
          <DateField label={t('fields.paidOn')} {...form.field('paidOn')} />
        </Fields>
      </Form>
    </Dialog>
  )
}
