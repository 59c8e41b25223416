import { useState, type ReactNode } from 'react'
import { people, type Person } from '#contract/people.ts'
import { consentFindings } from '#contract/sensitive.ts'
import { client, useCan } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { Banner, Button, ButtonGroup, DateField, Fields, FormDialog, partOf, Section, SimpleTable, Stack, TextField, useForm, useFormat, useLanguage, useTranslations } from '#renderer/ui/index.ts'
import { bankOfClearing, readBankAccount } from '#shared/bank-account.ts'
import { systemClock } from '#shared/clock.ts'
import { addDays, addMonths, addYears, isLocalDate } from '#shared/dates.ts'
import { sentence } from '#shared/i18n/index.ts'
import type { FieldFinding } from '#shared/result.ts'
import { GroundFields } from './ground-fields.tsx'

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

type Declination = NonNullable<Person['stipendDeclinations']>[number]

/** How long a consent is proposed to last, and from when its end is pointed out. */
const proposedYears = 2
const soonMonths = 2

/** That a person declines stipends, for what and on what ground. Nothing for those who may not know. */
export function DeclinedStipend({ person: { id: personId, stipendDeclinations } }: { person: Person }) {
  const t = useTranslations('people')
  const format = useFormat()
  const canWrite = useCan('claims.write')
  const [isDeclining, setDeclining] = useState(false)
  const [renewing, setRenewing] = useState<Declination>()
  const [ending, setEnding] = useState<Declination>()
  if (!stipendDeclinations) return null
  const openEnded = stipendDeclinations.find(({ endsOn }) => endsOn === null)
  const current = stipendDeclinations.find(({ startsOn }) => startsOn <= systemClock.today())

  return (
    <Section title={t('declines')} keepsFocus>
      {stipendDeclinations.length === 0 && <p>{t('doesNotDecline')}</p>}
      {stipendDeclinations.map((declination) => (
        <Declined
          key={declination.id}
          declination={declination}
          actions={
            canWrite && (
              <Button size="small" aria-label={t('renewDeclinationFrom', { from: format.longDate(declination.startsOn) })} onPress={() => setRenewing(declination)}>
                {t('renewDeclination')}
              </Button>
            )
          }
        />
      ))}
      <p>{t('declineHelp')}</p>
      {canWrite && (
        <ButtonGroup>
          {current && <Button onPress={() => setEnding(current)}>{t('endDeclination')}</Button>}
          {!openEnded && <Button onPress={() => setDeclining(true)}>{t('decline')}</Button>}
        </ButtonGroup>
      )}
      {isDeclining && <DeclineDialog personId={personId} onClose={() => setDeclining(false)} />}
      {renewing && <RenewDeclinationDialog declination={renewing} onClose={() => setRenewing(undefined)} />}
      {ending && <EndDeclinationDialog declination={ending} onClose={() => setEnding(undefined)} />}
    </Section>
  )
}

function Declined({ declination: { startsOn, endsOn, purpose, legalBasis, consentedOn }, actions }: { declination: Declination; actions: ReactNode }) {
  const t = useTranslations('people')
  const sensitiveWords = useTranslations('sensitive')
  const format = useFormat()
  const hasGround = purpose !== null && legalBasis !== null && consentedOn !== null
  const endsSoon = endsOn !== null && endsOn < addMonths(systemClock.today(), soonMonths)
  const from = format.longDate(startsOn)
  return (
    <Banner tone={hasGround && !endsSoon ? 'info' : 'need'} title={endsOn === null ? t('declinesFrom', { from }) : t('declinesBetween', { from, to: format.longDate(endsOn) })} actions={actions}>
      {hasGround ? <p>{t('declineGround', { purpose, basis: sensitiveWords(`legalBasis.${legalBasis}`), date: format.longDate(consentedOn) })}</p> : <p>{t('declineWithoutGround')}</p>}
      {endsSoon && <p>{t('declineEndsSoon')}</p>}
    </Banner>
  )
}

/** A consent's time, as far as its days are written. */
function checkGround({ consentedOn, endsOn }: { consentedOn: string; endsOn: string }): FieldFinding[] {
  return isLocalDate(consentedOn) && isLocalDate(endsOn) ? consentFindings({ consentedOn, endsOn }, systemClock.today()) : []
}

function DeclineDialog({ personId, onClose }: { personId: string; onClose(): void }) {
  const t = useTranslations('people')
  const { notifyUndoable } = useUndo()
  const today = systemClock.today()
  const form = useForm({
    schema: inputSchema(people.declineStipend),
    check: checkGround,
    defaultValues: { personId, startsOn: today, endsOn: addYears(today, proposedYears), purpose: t('declinePurpose'), legalBasis: 'explicitConsent', consentedOn: today },
    async save(values) {
      await client.people.declineStipend(values)
      await notifyUndoable(t('saved'))
      onClose()
    },
  })
  return (
    <FormDialog title={t('decline')} onClose={onClose} isWide form={form}>
      <Fields>
        <DateField label={t('fields.startsOn')} {...form.field('startsOn')} />
        <GroundFields form={partOf(form)} endsOnHelp={t('declineEndsOnHelp')} />
      </Fields>
    </FormDialog>
  )
}

function RenewDeclinationDialog({ declination: { id, version, startsOn, purpose, legalBasis }, onClose }: { declination: Declination; onClose(): void }) {
  const t = useTranslations('people')
  const format = useFormat()
  const { notifyUndoable } = useUndo()
  const today = systemClock.today()
  const form = useForm({
    schema: inputSchema(people.renewStipendDeclination),
    check: checkGround,
    defaultValues: { id, version, endsOn: addYears(today, proposedYears), purpose: purpose ?? t('declinePurpose'), legalBasis: legalBasis ?? 'explicitConsent', consentedOn: today },
    async save(values) {
      await client.people.renewStipendDeclination(values)
      await notifyUndoable(t('saved'))
      onClose()
    },
  })
  return (
    <FormDialog title={t('renewDeclinationFrom', { from: format.longDate(startsOn) })} onClose={onClose} isWide form={form} saveLabel={t('renewDeclination')}>
      <Fields>
        <GroundFields form={partOf(form)} />
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
