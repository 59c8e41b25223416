import { useState } from 'react'
import { people, type Person } from '#contract/people.ts'
import { client, useCan } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { Banner, Button, ButtonGroup, DateField, Fields, FormDialog, Section, SimpleTable, Stack, TextField, useForm, useFormat, useLanguage, useTranslations } from '#renderer/ui/index.ts'
import { readBankAccount } from '#shared/bank-account.ts'
import { systemClock } from '#shared/clock.ts'
import { activeOn } from '#shared/dates.ts'
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
        <TextField label={t('fields.clearingNumber')} width="narrow" inputMode="numeric" figures {...form.text('clearingNumber')} />
        <TextField label={t('fields.accountNumber')} width="medium" inputMode="numeric" figures warning={warning} {...form.text('accountNumber')} />
        <DateField label={t('fields.startsOn')} {...form.field('startsOn')} />
      </Fields>
    </FormDialog>
  )
}

function DeclinedStipend({ person }: { person: Person }) {
  const t = useTranslations('people')
  const format = useFormat()
  const canWrite = useCan('claims.write')
  const { notifyUndoable } = useUndo()
  const today = systemClock.today()
  const current = person.stipendDeclinations.find((declination) => activeOn(declination, today))

  async function decline() {
    await client.people.declineStipend({ personId: person.id, startsOn: today })
    await notifyUndoable(t('saved'))
  }

  async function end() {
    if (!current) return
    await client.people.endStipendDeclination({ id: current.id, version: current.version, endsOn: today })
    await notifyUndoable(t('saved'))
  }

  return (
    <Section title={t('declines')}>
      {current ? <Banner tone="info">{t('declinesSince', { date: format.longDate(current.startsOn) })}</Banner> : <p>{t('doesNotDecline')}</p>}
      <p>{t('declineHelp')}</p>
      {canWrite && <Button onPress={current ? end : decline}>{t(current ? 'endDeclination' : 'decline')}</Button>}
    </Section>
  )
}
