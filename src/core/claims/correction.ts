import type { RuleFinding } from '#shared/i18n/index.ts'
import { sumOre, type Ore } from '#shared/money.ts'
import type { Row } from '#core/db/schema.ts'
import type { Writer } from '#core/db/writer.ts'
import { bodyTerms } from '#core/bodies/index.ts'
import { draftClaims, insertClaims, replaceLines, type Attended, type MeetingToPay } from './commands.ts'
import { linesOfClaims } from './queries.ts'
import { linesBeside, type ClaimDraft, type ClaimLineDraft } from './rules.ts'

/** One whose attendance was corrected, and whether she was there with a seat. */
interface CorrectedAttendance extends Attended {
  readonly isEntitled: boolean
}

/** What became of the claims when attendance was corrected. */
interface CorrectedClaims {
  /** New claims, and those that were calculated again and wait to be approved anew. */
  readonly created: number
  readonly recalculated: number
  readonly withdrawn: number
  /** Those who have been paid, or are about to be, something else than what is right, where no further claim can put it right. */
  readonly paidOtherwise: readonly { readonly personId: string; readonly paidOre: Ore; readonly rightOre: Ore }[]
}

type Step = 'none' | 'created' | 'recalculated' | 'withdrawn' | 'paidOtherwise'

/**
 * Puts the claims of a meeting right after its attendance was corrected. What lies in a payout with fixed amounts is never changed: what is missing
 * becomes a claim beside it. A claim that is yet in no payout, or in a draft, is calculated again, or withheld with the reason; it leaves the draft.
 * Of a person's claims that are not paid one at most is left, so that nothing is paid twice.
 * @throws RuleViolation naming what is missing (a tariff, a figure and its year): then nothing is corrected
 */
export async function correctClaimsOfMeeting(writer: Writer, meeting: MeetingToPay, corrected: readonly CorrectedAttendance[], reason: string): Promise<CorrectedClaims> {
  const drafts = new Map((await draftClaims(writer.db, meeting, corrected.filter(({ isEntitled }) => isEntitled))).map((draft) => [draft.personId, draft]))
  const steps: Step[] = []
  const paidOtherwise: CorrectedClaims['paidOtherwise'][number][] = []
  for (const { personId } of corrected) {
    const right = drafts.get(personId) ?? nothing(personId)
    const claims = await claimsOf(writer, meeting.id, personId)
    const paid = await linesOfClaims(writer.db, claims.flatMap(({ id, isPaid }) => (isPaid ? [id] : [])))
    const lines = linesBeside(paid, right.lines)
    const kind = paid.length > 0 ? 'correction' : 'meeting'
    const claim = claims.find((one) => one.kind === kind)
    for (const other of claims) if (other !== claim && !other.isPaid && other.rejectedAt === null) await withhold(writer, other, reason)
    const step = await settle(writer, { meeting, right, kind, claim, lines: lines ?? [], reason })
    steps.push(step)
    if (lines === undefined || step === 'paidOtherwise') paidOtherwise.push({ personId, paidOre: sumOre(paid.map(({ amountOre }) => amountOre)), rightOre: sumOre(right.lines.map(({ amountOre }) => amountOre)) })
  }
  const count = (step: Step) => steps.filter((one) => one === step).length
  return { created: count('created'), recalculated: count('recalculated'), withdrawn: count('withdrawn'), paidOtherwise }
}

interface StoredClaim extends Row<'claims'> {
  /** Whether it lies in a payout whose amounts are fixed: it has been paid, or is about to be. */
  readonly isPaid: boolean
}

async function claimsOf({ db }: Writer, meetingId: string, personId: string): Promise<StoredClaim[]> {
  const rows = await db
    .selectFrom('claims')
    .leftJoin('payouts', 'payouts.id', 'claims.payoutId')
    .selectAll('claims')
    .select('payouts.frozenAt')
    .where('claims.meetingId', '=', meetingId)
    .where('claims.personId', '=', personId)
    .orderBy('claims.id')
    .execute()
  return rows.map(({ frozenAt, ...claim }) => ({ ...claim, isPaid: frozenAt !== null }))
}

/** Withholds a claim that is not paid, and takes it out of the draft it lies in. */
async function withhold(writer: Writer, { id }: StoredClaim, reason: string): Promise<void> {
  await writer.update('claims', id, { payoutId: null, rejectedAt: writer.now, rejectReason: reason, approvedAt: null, approvedByUserId: null })
}

interface Settling {
  readonly meeting: MeetingToPay
  readonly right: ClaimDraft
  readonly kind: 'meeting' | 'correction'
  /** The claim of this kind that there is, approved or not, rejected or not. */
  readonly claim: StoredClaim | undefined
  readonly lines: readonly ClaimLineDraft[]
  readonly reason: string
}

/** Has one person's claim give just these lines. */
async function settle(writer: Writer, { meeting, right, kind, claim, lines, reason }: Settling): Promise<Step> {
  const isLive = claim !== undefined && claim.rejectedAt === null
  if (claim === undefined || claim.isPaid) {
    if (lines.length === 0) return 'none'
    // A correction that is paid already leaves no room for another beside it.
    if (claim !== undefined) return 'paidOtherwise'
    const { grantId } = await bodyTerms(writer.db, meeting.bodyId)
    await insertClaims(writer, meeting, grantId, [{ ...right, lines }], kind)
    return 'created'
  }
  if (lines.length === 0) {
    if (isLive) await withhold(writer, claim, reason)
    return isLive ? 'withdrawn' : 'none'
  }
  // Who was there as what may change without changing what is paid.
  if (isLive && linesBeside(await linesOfClaims(writer.db, [claim.id]), lines)?.length === 0) return 'none'
  if (claim.payoutId !== null) await writer.update('claims', claim.id, { payoutId: null })
  await replaceLines(writer, claim.id, { ...right, lines })
  return 'recalculated'
}

function nothing(personId: string): ClaimDraft {
  return { personId, isStipendDeclined: false, lines: [], isThanked: false, notes: [] satisfies RuleFinding[] }
}
