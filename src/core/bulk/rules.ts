import type { BulkChange, BulkObstacle } from '#contract/bulk.ts'
import type { CustomValue } from '#contract/custom-fields.ts'
import type { LocalDate } from '#shared/dates.ts'
import { isWholeAddress } from '#shared/postal.ts'
import { foldForSearch } from '#shared/swedish-text.ts'

/** A person as far as setting something on many is concerned. */
export interface BulkPerson {
  readonly id: string
  readonly isProtected: 0 | 1
  readonly email: string | null
  readonly phone: string | null
  readonly otherPhone: string | null
  readonly street: string | null
  readonly postcode: string | null
  readonly town: string | null
  readonly municipalityCode: string | null
  readonly countryCode: string | null
  readonly gender: string | null
  readonly preferredChannel: string
  /** The one that began last. */
  readonly membership: { readonly id: string; readonly startsOn: LocalDate; readonly endsOn: LocalDate | null } | undefined
  /** The row that says that she has the tag it is about. */
  readonly taggingId: string | undefined
  /** What she has in the custom field it is about. */
  readonly customValue: CustomValue
}

/** What becomes of one person: she is changed, has it already, or is left out for a reason. */
export type BulkOutcome = 'changed' | 'already' | BulkObstacle

/** Decides what becomes of a person. Nobody is set to be reached in a way that cannot reach her. */
export function outcomeOf(change: BulkChange, person: BulkPerson): BulkOutcome {
  if (person.isProtected === 1) return 'protected'
  switch (change.kind) {
    case 'preferredChannel':
      return person.preferredChannel === change.preferredChannel ? 'already' : (unreachable(change.preferredChannel, person) ?? 'changed')
    case 'municipality':
      // Only Sweden has municipalities.
      if (person.countryCode !== null) return 'livesAbroad'
      return person.municipalityCode === change.municipalityCode ? 'already' : 'changed'
    case 'town':
      if (person.countryCode !== null) return 'livesAbroad'
      if (person.town === change.town) return 'already'
      return hasOtherTown(change.town, person) ? 'otherTown' : 'changed'
    case 'blankGender':
      return person.gender === null ? 'already' : 'changed'
    case 'addTag':
      return person.taggingId === undefined ? 'changed' : 'already'
    case 'removeTag':
      return person.taggingId === undefined ? 'already' : 'changed'
    case 'endMembership':
      return endOutcome(change.endsOn, person.membership)
    case 'customField':
      return sameValue(person.customValue, change.value) ? 'already' : 'changed'
    default:
      return 'changed'
  }
}

/** The order in which alternatives were chosen says nothing. */
function sameValue(one: CustomValue, other: CustomValue): boolean {
  const essence = (value: CustomValue) => JSON.stringify(Array.isArray(value) ? value.toSorted() : value)
  return essence(one) === essence(other)
}

/** A postcode goes with its town: beside one, a town is filled in or written better, but no other takes its place. */
function hasOtherTown(town: string, person: BulkPerson): boolean {
  return person.postcode !== null && person.town !== null && foldForSearch(person.town) !== foldForSearch(town)
}

function unreachable(channel: string, person: BulkPerson): BulkObstacle | undefined {
  if (channel === 'email') return person.email === null ? 'noEmail' : undefined
  if (channel === 'letter') return isWholeAddress(person) ? undefined : 'noAddress'
  return person.phone === null && person.otherPhone === null ? 'noPhone' : undefined
}

/** A membership that has ended by the day stays as it ended, with its own reason. */
function endOutcome(endsOn: LocalDate, membership: BulkPerson['membership']): BulkOutcome {
  if (!membership) return 'noMembership'
  if (membership.endsOn !== null && membership.endsOn <= endsOn) return 'already'
  return membership.startsOn > endsOn ? 'beginsLater' : 'changed'
}
