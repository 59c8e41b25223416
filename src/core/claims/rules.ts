import type { DeputyRules, payers } from '#contract/bodies.ts'
import type { claimStates, travelRules } from '#contract/claims.ts'
import type { AttendanceRole } from '#contract/meetings.ts'
import { yearOf, type Instant, type LocalDate } from '#shared/dates.ts'
import type { RuleFinding } from '#shared/i18n/index.ts'
import type { Ore } from '#shared/money.ts'
import { figureOn, isFinding, preliminaryFinding, stipendFor, type StatutoryFigure, type StipendExplanation, type Tariff } from '#core/tariffs/index.ts'

/** Who pays the stipends of a body. Only when the association pays does it become an employer. */
export type Payer = (typeof payers)[number]

/** Whether pay for travel between home and the body's meetings is taxed. Undecided is refused when it is to be paid. */
export type TravelRule = (typeof travelRules)[number]

/** What the association has agreed for a body on the day of the meeting. */
export interface BodyTerms {
  readonly payer: Payer
  readonly tariff: Tariff | null
  readonly travelRule: TravelRule
  readonly deputiesPaid: DeputyRules['deputiesPaid']
}

/** One who came: ordinary, serving deputy or attending deputy. */
export interface Attendee {
  readonly personId: string
  readonly role: AttendanceRole
  readonly travelMinutes: number
  readonly drivenKilometres: number
  readonly hasDeclinedStipend: boolean
}

export interface MileageExplanation {
  readonly kilometres: number
  readonly perKilometreOre: Ore
  readonly figureYear: number
  readonly travelRule: TravelRule
  readonly isPreliminary: boolean
}

export type ClaimLineDraft =
  | { readonly kind: 'stipend'; readonly amountOre: Ore; readonly isTaxable: true; readonly quantity: null; readonly explanation: StipendExplanation }
  | { readonly kind: 'mileage'; readonly amountOre: Ore; readonly isTaxable: boolean; readonly quantity: number; readonly explanation: MileageExplanation }

/** What one attendance gives: a claim where there are lines, thanks where the stipend was declined, and why a stipend is left out. */
export interface ClaimDraft {
  readonly personId: string
  readonly isStipendDeclined: boolean
  readonly lines: readonly ClaimLineDraft[]
  readonly isThanked: boolean
  readonly notes: readonly RuleFinding[]
}

export interface ClaimQuestion {
  readonly attendee: Attendee
  readonly terms: BodyTerms
  readonly meeting: { readonly heldOn: LocalDate; readonly minutes: number }
  readonly figures: readonly StatutoryFigure[]
}

/**
 * The claim of one who was present. A deputy has the same right as an ordinary member, whether she served or only attended, unless the body has agreed otherwise on stipends.
 * One who has declined the stipend gets travel all the same, and thanks. A figure that is missing stops the whole claim.
 */
export function claimFor({ attendee, terms, meeting, figures }: ClaimQuestion): ClaimDraft | RuleFinding {
  const stipend = stipendLine(attendee, terms, meeting, figures)
  if (isFinding(stipend)) return stipend
  const mileage = mileageLine(attendee, terms.travelRule, meeting.heldOn, figures)
  if (mileage && isFinding(mileage)) return mileage
  const isDeclined = attendee.hasDeclinedStipend && stipend.line !== undefined
  const stipendLines = stipend.line && !isDeclined ? [stipend.line] : []
  return {
    personId: attendee.personId,
    isStipendDeclined: isDeclined,
    lines: [...stipendLines, ...(mileage ? [mileage] : [])],
    isThanked: isDeclined,
    notes: isDeclined ? [{ rule: 'claims.stipendDeclined' }] : stipend.notes,
  }
}

interface StipendPart {
  readonly line?: ClaimLineDraft
  readonly notes: readonly RuleFinding[]
}

function stipendLine(attendee: Attendee, terms: BodyTerms, meeting: ClaimQuestion['meeting'], figures: readonly StatutoryFigure[]): StipendPart | RuleFinding {
  if (terms.payer === 'host') return { notes: [{ rule: 'claims.hostPays' }] }
  if (terms.payer === 'nobody') return { notes: [{ rule: 'claims.nobodyPays' }] }
  const deputyNote = deputyFinding(attendee.role, terms.deputiesPaid)
  if (deputyNote) return { notes: [deputyNote] }
  if (!terms.tariff) return { rule: 'claims.tariffNotChosen' }
  if (terms.tariff.model === 'none') return { notes: [{ rule: 'claims.tariffGivesNothing' }] }
  const stipend = stipendFor({
    tariff: terms.tariff, figures, meetingDate: meeting.heldOn, minutes: meeting.minutes, travelMinutes: attendee.travelMinutes,
  })
  if (isFinding(stipend)) return stipend
  return { line: { kind: 'stipend', amountOre: stipend.amountOre, isTaxable: true, quantity: null, explanation: stipend.explanation }, notes: [] }
}

/** Why the body gives a deputy no stipend. Travel is paid all the same. */
function deputyFinding(role: AttendanceRole, deputiesPaid: BodyTerms['deputiesPaid']): RuleFinding | undefined {
  if (deputiesPaid === 'never' && (role === 'servingDeputy' || role === 'attendingDeputy')) return { rule: 'claims.deputiesUnpaid' }
  return deputiesPaid === 'whenServing' && role === 'attendingDeputy' ? { rule: 'claims.attendingDeputiesUnpaid' } : undefined
}

function mileageLine(attendee: Attendee, travelRule: TravelRule, drivenOn: LocalDate, figures: readonly StatutoryFigure[]): ClaimLineDraft | RuleFinding | undefined {
  if (attendee.drivenKilometres <= 0) return undefined
  const figure = figureOn(figures, 'mileageOwnCar', drivenOn)
  if (isFinding(figure)) return figure
  const perKilometreOre = figure.valueOre ?? 0
  return {
    kind: 'mileage',
    amountOre: attendee.drivenKilometres * perKilometreOre,
    isTaxable: travelRule !== 'taxFree',
    quantity: attendee.drivenKilometres,
    explanation: {
      kilometres: attendee.drivenKilometres, perKilometreOre, figureYear: yearOf(drivenOn), travelRule, isPreliminary: figure.isPreliminary,
    },
  }
}

/** A line that lies in a payout. */
export type PaidLine =
  | { readonly kind: 'stipend'; readonly amountOre: Ore }
  | { readonly kind: 'mileage'; readonly amountOre: Ore; readonly explanation: Pick<MileageExplanation, 'kilometres' | 'perKilometreOre'> }

/**
 * What is to be paid beside what has been: whole lines that are missing, and kilometres more than were paid. Nothing where the same has been paid;
 * undefined where too much has, or a stipend by another band, which only the treasurer can settle.
 */
export function linesBeside(paid: readonly PaidLine[], right: readonly ClaimLineDraft[]): ClaimLineDraft[] | undefined {
  const beside: ClaimLineDraft[] = []
  for (const kind of ['stipend', 'mileage'] as const) {
    const before = paid.filter((line) => line.kind === kind)
    const line = right.find((each) => each.kind === kind)
    const paidOre = before.reduce((sum, { amountOre }) => sum + amountOre, 0)
    if (paidOre === (line?.amountOre ?? 0)) continue
    if (paidOre === 0 && line) beside.push(line)
    else {
      const more = line?.kind === 'mileage' ? moreKilometres(before, line) : undefined
      if (!more) return undefined
      beside.push(more)
    }
  }
  return beside
}

function moreKilometres(paid: readonly PaidLine[], line: ClaimLineDraft & { readonly kind: 'mileage' }): ClaimLineDraft | undefined {
  const { perKilometreOre } = line.explanation
  const driven = paid.filter((each) => each.kind === 'mileage')
  const kilometres = line.quantity - driven.reduce((sum, { explanation }) => sum + explanation.kilometres, 0)
  if (kilometres <= 0 || driven.some(({ explanation }) => explanation.perKilometreOre !== perKilometreOre)) return undefined
  return { ...line, quantity: kilometres, amountOre: kilometres * perKilometreOre, explanation: { ...line.explanation, kilometres } }
}

/** What a stored line rests on, for noticing that a figure has changed or is only preliminary. */
export type LineBasis =
  | { readonly kind: 'stipend'; readonly explanation: Pick<StipendExplanation, 'figureYear' | 'priceBaseAmountOre'> }
  | { readonly kind: 'mileage'; readonly explanation: Pick<MileageExplanation, 'figureYear' | 'perKilometreOre'> }

/** Refuses to pay a line whose figure is missing, preliminary, or no longer what the line was calculated with. */
export function lineFinding(line: LineBasis, occurredOn: LocalDate, figures: readonly StatutoryFigure[]): RuleFinding | undefined {
  if (line.explanation.figureYear === null) return undefined
  const [kind, usedOre] = line.kind === 'stipend' ? (['priceBaseAmount', line.explanation.priceBaseAmountOre] as const) : (['mileageOwnCar', line.explanation.perKilometreOre] as const)
  const figure = figureOn(figures, kind, occurredOn)
  if (isFinding(figure)) return figure
  if (figure.valueOre !== usedOre) return { rule: 'claims.figureChanged', params: { year: String(line.explanation.figureYear) } }
  return preliminaryFinding(figure)
}

/** The moments that decide where a claim stands. */
export interface ClaimMoments {
  readonly approvedAt: Instant | null
  readonly rejectedAt: Instant | null
  readonly payoutId: string | null
  /** When the payout it is in was confirmed as paid. */
  readonly paidAt: Instant | null
}

export type ClaimState = (typeof claimStates)[number]

/** Where a claim stands, from its moments. Never stored. */
export function claimState(claim: ClaimMoments): ClaimState {
  if (claim.rejectedAt !== null) return 'rejected'
  if (claim.payoutId !== null) return claim.paidAt === null ? 'inPayout' : 'paid'
  return claim.approvedAt === null ? 'submitted' : 'approved'
}

/** Refuses an approval: only a waiting claim can be approved, and never one's own. */
export function approveFinding(claim: ClaimMoments & { readonly personId: string }, approverPersonId: string | null): RuleFinding | undefined {
  if (claim.personId === approverPersonId) return { rule: 'claims.ownClaim' }
  return claimState(claim) === 'submitted' ? undefined : { rule: 'claims.notWaiting' }
}

/** Refuses a rejection: a claim in a payout stays, and nobody decides on a claim of their own. */
export function rejectFinding(claim: ClaimMoments & { readonly personId: string }, rejecterPersonId: string | null): RuleFinding | undefined {
  if (claim.personId === rejecterPersonId) return { rule: 'claims.ownClaim' }
  const state = claimState(claim)
  return state === 'submitted' || state === 'approved' ? undefined : { rule: 'claims.notRejectable' }
}

/** Refuses to calculate a claim again once it lies in a payout. */
export function recalculateFinding(claim: ClaimMoments): RuleFinding | undefined {
  return claim.payoutId === null ? undefined : { rule: 'claims.alreadyInPayout' }
}

/** Refuses putting a claim in a payout: it must be approved and in no other payout. */
export function payableFinding(claim: ClaimMoments): RuleFinding | undefined {
  const state = claimState(claim)
  if (state === 'approved') return undefined
  return state === 'inPayout' || state === 'paid' ? { rule: 'claims.alreadyInPayout' } : { rule: 'claims.notApproved' }
}
