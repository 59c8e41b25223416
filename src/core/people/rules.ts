import type { InputOf } from '#contract/base.ts'
import type { ContactDetail } from '#contract/contacts.ts'
import type { people } from '#contract/people.ts'
import { readBankAccount } from '#shared/bank-account.ts'
import { readEmail, readPhone } from '#shared/contact.ts'
import { activeOn, addDays, addYears, type LocalDate, type Period } from '#shared/dates.ts'
import { readIdentityNumber } from '#shared/personal-id.ts'
import { readCountry } from '#shared/countries.ts'
import { findMunicipality, readCareOf, readPostcode } from '#shared/postal.ts'
import type { Reading } from '#shared/reading.ts'
import type { FieldFinding } from '#shared/result.ts'
import type { RuleFinding } from '#shared/i18n/index.ts'
import { familyNameToSort, sortKey } from '#shared/swedish-text.ts'
import type { Patch } from '#core/db/writer.ts'

/** The fields of a person as the window or the command line hands them in; all may be left out. */
export type PersonFields = NonNullable<InputOf<typeof people.update>['changes']>

/** What is not known of a person who has just been registered from a list. */
export const unknownDetails = { pronoun: null, formerName: null, language: null, interpreterLanguage: null, contactPersonId: null, contactPersonNote: null, deceasedOn: null, countryCode: null, contactName: null, contactRelation: null, contactPhone: null, contactEmail: null } as const

/** Another reason than those of the list is told in words. */
export function untoldReason({ reasonKind, reason }: { reasonKind: string | null; reason: string | null }): FieldFinding | undefined {
  return reasonKind === 'other' && reason === null ? { path: 'reason', rule: 'common.required' } : undefined
}

/** Persons sort by family name without its particle and then given name, in Swedish order. */
export function personSortKey(givenName: string, familyName: string): string {
  return sortKey(`${familyNameToSort(familyName)} ${givenName}`)
}

/**
 * Brings what was typed into its stored form: identity number in twelve digits, phones, e-mail and postcode in normal form.
 * @param heldCountry the country she lives in already, which holds where nothing is said of it
 * @returns the columns to write, and a finding for every field that cannot be read
 */
export function normalisePerson(fields: PersonFields, today: LocalDate, heldCountry: string | null = null): { patch: Patch<'persons'>; findings: FieldFinding[] } {
  const findings: FieldFinding[] = []

  function read<T>(path: string, reading: Reading<T>): T | undefined {
    if ('finding' in reading) findings.push({ path, ...reading.finding })
    return reading.value
  }

  const patch: Record<string, unknown> = { ...fields }
  if (fields.isProtected !== undefined) patch['isProtected'] = fields.isProtected ? 1 : 0
  if (fields.careOf) patch['careOf'] = readCareOf(fields.careOf)
  const countryCode = fields.countryCode === undefined ? heldCountry : fields.countryCode && (read('countryCode', readCountry(fields.countryCode)) ?? null)
  if (fields.countryCode !== undefined) patch['countryCode'] = countryCode
  if (fields.postcode) {
    const postcode = read('postcode', readPostcode(fields.postcode, countryCode))
    patch['postcode'] = postcode?.postcode ?? null
    if (postcode?.town && !fields.town) patch['town'] = postcode.town
  }
  for (const field of ['email', 'contactEmail'] as const) {
    const typed = fields[field]
    if (typed) patch[field] = read(field, readEmail(typed)) ?? null
  }
  for (const field of ['phone', 'otherPhone', 'contactPhone'] as const) {
    const typed = fields[field]
    if (typed) patch[field] = read(field, readPhone(typed))?.written ?? null
  }
  if (fields.municipalityCode) {
    const municipality = findMunicipality(fields.municipalityCode)
    if (!municipality) findings.push({ path: 'municipalityCode', rule: 'common.notAChoice' })
    patch['municipalityCode'] = municipality?.code ?? null
  }
  // Only Sweden has municipalities.
  if (countryCode !== null) patch['municipalityCode'] = null
  if (fields.identityNumber) {
    const identity = read('identityNumber', readIdentityNumber(fields.identityNumber, today))
    patch['identityNumber'] = identity?.number ?? null
    if (identity?.birthDate && !fields.birthDate) patch['birthDate'] = identity.birthDate
    if (identity?.birthDate && fields.birthDate && identity.birthDate !== fields.birthDate) findings.push({ path: 'birthDate', rule: 'people.birthDateDiffers' })
  }
  if (fields.birthDate && fields.birthDate > today) findings.push({ path: 'birthDate', rule: 'people.bornInFuture' })
  return { patch: patch, findings }
}

/** Of two to contact instead the one just chosen stands: a person of the register, or an outsider. */
export function oneContact({ contactPersonId, contactName }: Patch<'persons'>): Patch<'persons'> {
  if (contactPersonId) return { contactName: null, contactRelation: null, contactPhone: null, contactEmail: null }
  return contactName ? { contactPersonId: null } : {}
}

/** An outsider who is to be reached has a name. */
export function contactFinding({ contactName, contactRelation, contactPhone, contactEmail }: Patch<'persons'>): FieldFinding | undefined {
  return !contactName && (contactRelation ?? contactPhone ?? contactEmail) ? { path: 'contactName', rule: 'common.required' } : undefined
}

/** How a guardian who is not in the register is reached, in its stored form. Of one who is, the register knows that. */
export function normaliseGuardian({ name, phone, email }: Outsider, isInRegister: boolean): { patch: Outsider; findings: FieldFinding[] } {
  if (isInRegister) return { patch: { name: null, phone: null, email: null }, findings: [] }
  const [number, address] = [phone === null ? undefined : readPhone(phone), email === null ? undefined : readEmail(email)]
  const findings: FieldFinding[] = [
    ...(name === null ? [{ path: 'name', rule: 'guardians.nobodyNamed' } as const] : []),
    ...(number && 'finding' in number ? [{ path: 'phone', ...number.finding }] : []),
    ...(address && 'finding' in address ? [{ path: 'email', ...address.finding }] : []),
  ]
  return { patch: { name, phone: number?.value?.written ?? null, email: address?.value ?? null }, findings }
}

/** One who is not in the register, as far as she is reached. */
export interface Outsider {
  readonly name: string | null
  readonly phone: string | null
  readonly email: string | null
}

/** How a further way to reach a person is stored, or why it cannot be read. */
export function normaliseContact({ kind, value }: { kind: ContactDetail['kind']; value: string }): { kind: ContactDetail['kind']; value: string } | { findings: FieldFinding[] } {
  if (kind === 'other') return { kind, value }
  if (kind === 'email') {
    const reading = readEmail(value)
    return 'finding' in reading ? { findings: [{ path: 'value', ...reading.finding }] } : { kind, value: reading.value }
  }
  const reading = readPhone(value)
  return 'finding' in reading ? { findings: [{ path: 'value', ...reading.finding }] } : { kind: reading.value.isMobile ? 'mobile' : 'phone', value: reading.value.written }
}

/** The last day on which a person is under age. */
export function lastDayUnderAge(birthDate: LocalDate): LocalDate {
  return addDays(addYears(birthDate, 18), -1)
}

/** Whether a person is under 18 on a day. Nobody is whose birth date is not known. Source: föräldrabalken 9 kap. 1 §. */
export function isMinor(birthDate: LocalDate | null, on: LocalDate): boolean {
  return birthDate !== null && on <= lastDayUnderAge(birthDate)
}

/** Under this age nothing is sent to the child alone. Source: lag (2018:218) 2 kap. 4 §, consent to services online. */
const ageOfOwnContact = 13

/** A guardian as far as the rules for the young ask. */
export interface GuardianConsents extends Period {
  readonly participationConsentOn: LocalDate | null
  readonly contactConsentOn: LocalDate | null
}

/**
 * What is missing for one who is under age on a day: a guardian, and for a child under 13 also the consents, of every guardian that
 * she has, for they decide together. Source: föräldrabalken 6 kap. 13 §. One who has a guardian and no birth date is treated as the youngest.
 */
export function childFindings(birthDate: LocalDate | null, guardians: readonly GuardianConsents[], on: LocalDate): RuleFinding[] {
  const current = guardians.filter((guardian) => activeOn(guardian, on))
  if (current.length === 0) return isMinor(birthDate, on) ? [{ rule: 'guardians.missing' }] : []
  if (birthDate !== null && !isUnderOwnContact(birthDate, on)) return []
  const without = (consent: 'participationConsentOn' | 'contactConsentOn') => current.filter((guardian) => { const given = guardian[consent]; return given === null || given > on }).length
  const [participation, total] = [without('participationConsentOn'), current.length]
  const ofSome: RuleFinding = { rule: 'guardians.participationConsentOfSomeMissing', params: { count: participation, total } }
  return [
    ...(participation === 0 ? [] : [total > 1 ? ofSome : { rule: 'guardians.participationConsentMissing' } as const]),
    ...(without('contactConsentOn') === 0 ? [] : [{ rule: 'guardians.contactConsentMissing' } as const]),
  ]
}

/** Whether a child is so young on a day that nothing is sent to her alone, and that all her guardians must agree to her taking part. */
export function isUnderOwnContact(birthDate: LocalDate, on: LocalDate): boolean {
  return on < addYears(birthDate, ageOfOwnContact)
}

/** Why nothing is written to the child herself on a day; nothing where it may be. From 13 years on she is written to, also where no guardian is known. */
export function ownContactFinding(birthDate: LocalDate | null, guardians: readonly GuardianConsents[], on: LocalDate): RuleFinding | undefined {
  if (birthDate !== null && !isUnderOwnContact(birthDate, on)) return undefined
  return childFindings(birthDate, guardians, on).find(({ rule }) => rule === 'guardians.missing' || rule === 'guardians.contactConsentMissing')
}

/** Reads a bank account for its stored form; findings name the field they concern. */
export function normaliseAccount(input: { clearingNumber: string; accountNumber: string }): { clearingNumber: string; accountNumber: string } | { findings: FieldFinding[] } {
  const reading = readBankAccount(input.clearingNumber, input.accountNumber)
  if ('finding' in reading) return { findings: [{ path: reading.finding.rule.startsWith('numbers.clearing') ? 'clearingNumber' : 'accountNumber', ...reading.finding }] }
  return { clearingNumber: reading.value.clearing, accountNumber: reading.value.account }
}
