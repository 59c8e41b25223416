import { confirmationMethods } from '#contract/memberships.ts'
import { addDays, yearOf, type LocalDate } from '#shared/dates.ts'
import { kronor } from '#shared/money.ts'
import { inForceOn } from '#core/db/periods.ts'
import type { Writer } from '#core/db/writer.ts'
import { generator } from './generator.ts'
import type { Ledger } from './ledger.ts'
import { yearlyFee } from './people.ts'

/** The number of Bankgirot's own examples. */
const bankgiro = '9912346'

/** What memberships cost, the account that fees are paid to, and what has been done about this year's: reminders, confirmations, and who is exempt from the next. */
export function addMembershipMatters(ledger: Ledger, beginning: LocalDate, today: LocalDate): void {
  const generate = generator('memberships')
  for (const kind of ['main', 'family', 'supporting'] as const) {
    ledger.add('membershipFeeRates', beginning, { id: generate.id(beginning), kind, amountOre: kronor(yearlyFee[kind]), fromYear: yearOf(beginning), toYear: null, note: 'Årsmötets beslut.' })
  }
  ledger.add('membershipSettings', beginning, { id: generate.id(beginning), bankgiro, bankAccount: null, isFeeConfirmation: 0, isNumberAutomatic: 1 })
  ledger.act(addDays(today, -20), (writer) => confirm(writer, addDays(today, -20)))
  ledger.act(addDays(today, -10), (writer) => remind(writer, addDays(today, -10)))
}

/** Every third member has confirmed her membership. */
async function confirm(writer: Writer, confirmedOn: LocalDate): Promise<void> {
  const members = await writer.db
    .selectFrom('memberships')
    .innerJoin('persons', 'persons.id', 'memberships.personId')
    .select('persons.id')
    .where(inForceOn('memberships', confirmedOn))
    .orderBy('persons.nameSort')
    .orderBy('persons.id')
    .execute()
  await writer.insertMany(
    'membershipConfirmations',
    members
      .filter((_, index) => index % 3 === 0)
      .map(({ id: personId }, index) => ({ personId, year: yearOf(confirmedOn), confirmedOn, method: confirmationMethods[index % confirmationMethods.length] ?? 'form' })),
  )
}

/** Those who have not paid have been reminded; two of them cannot, and are exempt next year. */
async function remind(writer: Writer, remindedOn: LocalDate): Promise<void> {
  const unpaid = await writer.db
    .selectFrom('membershipFees')
    .innerJoin('persons', 'persons.id', 'membershipFees.personId')
    .select(['membershipFees.id as feeId', 'personId'])
    .where('year', '=', yearOf(remindedOn))
    .where('paidOn', 'is', null)
    .where('dueOn', '<', remindedOn)
    .orderBy('persons.nameSort')
    .orderBy('persons.id')
    .execute()
  await writer.insertMany('membershipFeeReminders', unpaid.map(({ feeId, personId }) => ({ feeId, personId, number: 1, remindedOn })))
  await writer.insertMany('membershipFeeExemptions', unpaid.slice(0, 2).map(({ personId }) => ({ personId, year: yearOf(remindedOn) + 1, category: 'hardship', note: null })))
}
