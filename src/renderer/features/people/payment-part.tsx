import { useState } from 'react'
import { people, type Person } from '#contract/people.ts'
import { client, useCan } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { Banner, Button, ButtonGroup, DateField, Fields, FormDialog, Section, SimpleTable, Stack, TextField, useForm, useFormat, useLanguage, useTranslations } from '#renderer/ui/index.ts'
import { bankOfClearing, readBankAccount } from '#shared/bank-account.ts'
import { systemClock } from '#shared/clock.ts'
import { addDays } from '#shared/dates.ts'
import { sentence } from '#shared/i18n/index.ts'

/** How a person is paid, or that she declines stipends. */
export function PaymentPart({ person }: { person: Person }) {
  return (
    <Stack>
      <DeclinedStipend person={person} />
      <Accounts person={person} />
    </Stack>
  )
}

function Accounts({ person }: { person: Person }) {
  const t = useTranslations('people')
  const format = useFormat()
  const canWrite = useCan('claims.write')
  const [isSetting, setSetting] = useState(false)
  return (
    <Section
      title={t('fields.bank')}
      actions={
        <ButtonGroup>
          {canWrite && <Button onPress={() => setSetting(true)}>{t('setAccount')}</Button>}
          {!person.isProtected && person.paymentAccounts.length > 0 && <TakeOutList list="personAccounts" query={{ id: person.id }} />}
        </ButtonGroup>
      }
    >
      <SimpleTable
        label={t('fields.bank')}
        rows={person.paymentAccounts}
        rowId={(row) => row.id}
        empty={<p>{t('noAccount')}</p>}
        columns={[
          { id: 'bank', header: t('fields.bank'), cell: (row) => row.bank, isRowHeader: true },
          { id: 'clearing', header: t('fields.clearingNumber'), cell: (row) => row.clearingNumber },
          { id: 'account', header: t('fields.accountNumber'), cell: (row) => row.maskedAccountNumber },
          { id: 'startsOn', header: t('fields.startsOn'), cell: (row) => format.date(row.startsOn) },
          { id: 'endsOn', header: t('fields.endsOn'), cell: (row) => format.date(row.endsOn) },
        ]}
      />
      {isSetting && <AccountDialog personId={person.id} onClose={() => setSetting(false)} />}
    </Section>
  )
}

function AccountDialog({ personId, onClose }: { personId: string; onClose(): void }) {
  const t = useTranslations('people')
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(people.setPaymentAccount),
    defaultValues: { personId, clearingNumber: '', accountNumber: '', startsOn: systemClock.today() },
    async save(values) {
      await client.people.setPaymentAccount(values)
      await notifyUndoable(t('saved'))
      onClose()
    },
  })
  const language = useLanguage()
  const reading = readBankAccount(form.values.clearingNumber ?? '', form.values.accountNumber ?? '')
  const warning = reading.value && reading.warning ? sentence(reading.warning, language) : null
  return (
    <FormDialog title={t('setAccount')} onClose={onClose} form={form} saveLabel={t('setAccount')}>
      <Fields>
        <TextField label={t('fields.clearingNumber')} width="narrow" inputMode="numeric" figures warning={bankOfClearing(form.values.clearingNumber ?? '') ?? null} {...form.text('clearingNumber')} />
        <TextField label={t('fields.accountNumber')} width="medium" inputMode="numeric" figures warning={warning} {...form.text('accountNumber')} />
        <DateField label={t('fields.startsOn')} {...form.field('startsOn')} />
      </Fields>
    </FormDialog>
  )
}

type Declination = Person['stipendDeclinations'][number]

function DeclinedStipend({ person }: { person: Person }) {
  const t = useTranslations('people')
  const format = useFormat()
  const canWrite = useCan('claims.write')
  const [isDeclining, setDeclining] = useState(false)
  const [ending, setEnding] = useState<Declination>()
  const today = systemClock.today()
  const running = person.stipendDeclinations.filter(({ endsOn }) => endsOn === null || endsOn >= today).toReversed()
  const openEnded = running.find(({ endsOn }) => endsOn === null)

  return (
    <Section title={t('declines')} keepsFocus>
      {running.length === 0 && <p>{t('doesNotDecline')}</p>}
      {running.map(({ id, startsOn, endsOn }) => (
        <Banner key={id} tone="info">
          {endsOn === null ? t('declinesFrom', { from: format.longDate(startsOn) }) : t('declinesBetween', { from: format.longDate(startsOn), to: format.longDate(endsOn) })}
        </Banner>
      ))}
      <p>{t('declineHelp')}</p>
      {canWrite && <Button onPress={() => (openEnded ? setEnding(openEnded) : setDeclining(true))}>{t(openEnded ? 'endDeclination' : 'decline')}</Button>}
      {isDeclining && <DeclineDialog personId={person.id} onClose={() => setDeclining(false)} />}
      {ending && <EndDeclinationDialog declination={ending} onClose={() => setEnding(undefined)} />}
    </Section>
  )
}

function DeclineDialog({ personId, onClose }: { personId: string; onClose(): void }) {
  const t = useTranslations('people')
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(people.declineStipend),
    defaultValues: { personId, startsOn: systemClock.today(), endsOn: null },
    async save(values) {
      await client.people.declineStipend(values)
      await notifyUndoable(t('saved'))
      onClose()
    },
  })
  return (
    <FormDialog title={t('decline')} onClose={onClose} form={form}>
      <Fields>
        <DateField label={t('fields.startsOn')} {...form.field('startsOn')} />
        <DateField label={t('fields.endsOn')} help={t('declineEndsOnHelp')} {...form.field('endsOn')} />
      </Fields>
    </FormDialog>
  )
}

function EndDeclinationDialog({ declination: { id, version, startsOn }, onClose }: { declination: Declination; onClose(): void }) {
  const t = useTranslations('people')
  const { notifyUndoable } = useUndo()
  const yesterday = addDays(systemClock.today(), -1)
  const form = useForm({
    schema: inputSchema(people.endStipendDeclination),
    // What is paid for today is proposed to be paid again, unless it began today.
    defaultValues: { id, version, endsOn: startsOn > yesterday ? startsOn : yesterday },
    async save(values) {
      await client.people.endStipendDeclination(values)
      await notifyUndoable(t('saved'))
      onClose()
    },
  })
  return (
    <FormDialog title={t('endDeclination')} onClose={onClose} form={form}>
      <DateField label={t('lastDeclinedOn')} {...form.field('endsOn')} />
    </FormDialog>
  )
}
