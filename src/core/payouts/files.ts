import type { InputOf } from '#contract/base.ts'
import type { payouts } from '#contract/payouts.ts'
import { RuleViolation } from '#shared/result.ts'
import { translator, type Language } from '#shared/i18n/index.ts'
import { bankOfClearing } from '#shared/bank-account.ts'
import { sumOre } from '#shared/money.ts'
import type { Instant } from '#shared/dates.ts'
import type { Call } from '#core/call.ts'
import type { Row } from '#core/db/schema.ts'
import type { ReadDb } from '#core/db/writer.ts'
import type { WorkbookModel } from '#core/documents/workbook.ts'
import { workbookBytes } from '#core/documents/xlsx.ts'
import { personRef } from '#core/people/index.ts'
import { pain001, type PaymentFile } from './pain001.ts'
import { claimsOfPayout } from './preview.ts'
import { frozenItems, isPaidByHand, payoutRow } from './queries.ts'
import { payoutState } from './rules.ts'
import { loadSettings } from './settings.ts'

type FrozenPayout = Row<'payouts'> & { readonly frozenAt: Instant; readonly messageId: string }
type FrozenItem = Awaited<ReturnType<typeof frozenItems>>[number]

/**
 * Makes the bank file of a frozen payout. Everything in it is as it was fixed, so it is the same to the byte every time.
 * Each time it is given out is journalled, with the reason.
 * Persons with protected identity are not in it.
 * @throws RuleViolation `payouts.notFrozen`, `payouts.onlyByHand`, `payouts.datePassed` before it has been fetched once: the bank would refuse it
 */
export async function exportFile(call: Call, { id, reason }: InputOf<typeof payouts.exportFile>): Promise<{ documentId: string; name: string }> {
  const payout = await frozenPayout(call.store.db, id)
  if (payout.fileExportedAt === null && payout.paidOn < call.clock.today()) throw new RuleViolation('payouts.datePassed')
  const items = (await frozenItems(call.store.db, id)).filter(isPaidByFile)
  if (items.length === 0) throw new RuleViolation('payouts.onlyByHand')
  const xml = pain001(paymentFile(payout, items), await loadSettings(call.store.db))
  await noteGivenOut(call, payout, reason)
  const name = `${fileStem(payout, 'sv')}.xml`
  return { name, documentId: call.documents.put({ name, mediaType: 'application/xml', bytes: new TextEncoder().encode(xml) }) }
}

function isPaidByFile(item: FrozenItem): boolean {
  return item.isProtected === 0 && item.payeeName !== '' && item.netOre > 0
}

function paymentFile(payout: FrozenPayout, items: readonly FrozenItem[]): PaymentFile {
  return {
    messageId: payout.messageId,
    createdAt: payout.frozenAt,
    executionOn: payout.paidOn,
    debtor: {
      name: payout.debtorName ?? '', organisationNumber: payout.debtorOrganisationNumber ?? '', iban: payout.debtorIban ?? '', bic: payout.debtorBic ?? '',
    },
    payments: items.map((item) => ({
      endToEndId: item.endToEndId, name: item.payeeName, amountOre: item.netOre,
      account: { clearingNumber: item.clearingNumber, accountNumber: item.accountNumber },
    })),
  }
}

/** Journals that a file or list was given out, with the reason. The first of them is what money may have gone out by, whichever it was. */
async function noteGivenOut(call: Call, payout: FrozenPayout, reason: string): Promise<void> {
  await call.store.transact(call.act(reason), async (writer) => {
    if (payout.fileExportedAt === null) await writer.update('payouts', payout.id, { fileExportedAt: writer.now }, payout.version)
    else writer.note('payouts', payout.id)
  })
}

/** Makes the payment list of a frozen payout in Excel: who is paid what, and the claims behind it. That it was given out is journalled, with the reason. @throws RuleViolation `payouts.notFrozen` */
export async function exportList(call: Call, { id, reason, language }: InputOf<typeof payouts.exportList>): Promise<{ documentId: string; name: string }> {
  const payout = await frozenPayout(call.store.db, id)
  const bytes = await workbookBytes(await paymentList(call.store.db, payout, language))
  await noteGivenOut(call, payout, reason)
  const name = `${fileStem(payout, language)}.xlsx`
  return { name, documentId: call.documents.put({ name, mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', bytes }) }
}

async function paymentList(db: ReadDb, payout: FrozenPayout, language: Language): Promise<WorkbookModel> {
  const say = translator(language)
  const items = await frozenItems(db, payout.id)
  const claims = await claimsOfPayout(db, payout.id)
  const nameOf = (item: FrozenItem) => personRef(item).name ?? say('payouts.list.protectedPerson', { memberNumber: item.memberNumber ?? '–' })
  const names = new Map(items.map((item) => [item.personId, nameOf(item)]))
  const totalOf = (column: 'taxableOre' | 'taxFreeOre' | 'taxOre' | 'netOre' | 'contributionBaseOre' | 'contributionOre') => sumOre(items.map((item) => item[column]))
  const byHand = items.filter((item) => isPaidByHand(item, payout)).length
  return {
    title: say('payouts.list.title', { number: String(payout.number) }),
    creator: payout.debtorName ?? '',
    language,
    createdAt: payout.frozenAt,
    sheets: [
      {
        name: say('payouts.list.payments'),
        title: say('payouts.list.title', { number: String(payout.number) }),
        lines: [
          say('payouts.list.paidOn', { date: payout.paidOn }),
          say('payouts.list.messageId', { messageId: payout.messageId }),
          ...(byHand > 0 ? [say('payouts.list.byHand', { count: byHand })] : []),
        ],
        columns: [
          { header: say('payouts.list.name'), type: 'text' },
          { header: say('payouts.list.clearing'), type: 'identifier' },
          { header: say('payouts.list.account'), type: 'identifier' },
          { header: say('payouts.list.bank'), type: 'text', width: 18 },
          { header: say('payouts.list.net'), type: 'ore' },
          { header: say('payouts.list.taxable'), type: 'ore' },
          { header: say('payouts.list.tax'), type: 'ore' },
          { header: say('payouts.list.taxFree'), type: 'ore' },
          { header: say('payouts.list.contributionBase'), type: 'ore' },
          { header: say('payouts.list.contribution'), type: 'ore' },
          { header: say('payouts.list.endToEndId'), type: 'identifier', width: 34 },
        ],
        rows: items.map((item) => [
          nameOf(item),
          ...(item.isProtected === 1 ? [null, null, null] : [item.clearingNumber, item.accountNumber, bankOfClearing(item.clearingNumber) ?? null]),
          item.netOre, item.taxableOre, item.taxOre, item.taxFreeOre, item.contributionBaseOre, item.contributionOre, item.endToEndId,
        ]),
        totals: [
          [
            say('payouts.list.total'), null, null, null, totalOf('netOre'), totalOf('taxableOre'), totalOf('taxOre'), totalOf('taxFreeOre'),
            totalOf('contributionBaseOre'), totalOf('contributionOre'), null,
          ],
        ],
      },
      {
        name: say('payouts.list.claims'),
        columns: [
          { header: say('payouts.list.name'), type: 'text' },
          { header: say('payouts.list.occurredOn'), type: 'date' },
          { header: say('payouts.list.body'), type: 'text', width: 40 },
          { header: say('payouts.list.stipend'), type: 'ore' },
          { header: say('payouts.list.travel'), type: 'ore' },
        ],
        rows: claims.map((claim) => {
          const sumOf = (kind: 'stipend' | 'mileage') => sumOre(claim.lines.filter((line) => line.kind === kind).map((line) => line.amountOre))
          return [names.get(claim.personId) ?? null, claim.occurredOn, claim.bodyName, sumOf('stipend'), sumOf('mileage')]
        }),
      },
    ],
  }
}

async function frozenPayout(db: ReadDb, id: string): Promise<FrozenPayout> {
  const payout = await payoutRow(db, id)
  if (payoutState(payout) === 'draft') throw new RuleViolation('payouts.notFrozen')
  return payout as FrozenPayout
}

/** File names say which payout, never who. */
function fileStem(payout: FrozenPayout, language: Language): string {
  return `${{ sv: 'utbetalning', en: 'payout' }[language]}-${payout.number}-${payout.paidOn}`
}
