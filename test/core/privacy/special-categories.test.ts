import { describe, expect, it } from 'vitest'
import { sensitiveKinds } from '#contract/sensitive.ts'
import { parseSpec } from '#core/db/columns.ts'
import { tables, type TableName } from '#core/db/schema.ts'

/**
 * Which words and codes about a person may be data of a special category: health, sex life, belief, origin. Source: dataskyddsförordningen
 * article 9.1. A user association can seldom lean on anything but explicit consent, 9.2 a, since 9.2 d is for other aims than health.
 */

/** Made for such data: every row says what it is for, on which ground, since which consent, and until when. A declined stipend of before this was asked for does not, until it is renewed. */
const onGround: readonly TableName[] = ['sensitiveFacts', 'stipendDeclinations']

/** Free words, in which somebody may write what does not belong there. They have no ground of their own. */
const freeWords = new Set([
  'persons.note', 'persons.contactPersonNote', 'persons.contactRelation', 'memberships.startReason', 'memberships.endReason', 'membershipFeeExemptions.note', 'membershipFeeWithdrawals.note', 'incomingPayments.payerText',
  'incomingPayments.setAsideNote', 'contactDetails.label', 'guardians.contact', 'organisationContacts.role', 'assignments.endReason', 'attendances.note', 'claims.rejectReason', 'recognitions.note',
  'notes.text', 'customValues.valueText', 'customValues.valueChoicesJson', 'competences.name', 'mailingAnswers.note', 'meetingAnswers.note', 'assignments.overrideReason', 'nominations.note', 'meetingReports.summary',
])

/** The row itself may tell that somebody has experience of illness, by what she belongs to or has taken. It has no ground of its own. */
const belonging: readonly TableName[] = ['memberships', 'personOrganisationLinks', 'assignments', 'nominations', 'courseParticipants', 'certificates', 'auditTeamMembers', 'eventBookings', 'taggings', 'newsletterConsents']

/** Words and codes about a person that are not of a special category: who she is, how she is reached, what she is paid, what came of it. */
const plain: Readonly<Partial<Record<TableName, readonly string[]>>> = {
  users: ['signInName', 'displayName', 'rolesJson'],
  persons: [
    'memberNumber', 'givenName', 'familyName', 'nameSort', 'identityNumber', 'gender', 'careOf', 'street', 'postcode', 'town', 'municipalityCode', 'countryCode', 'email', 'phone', 'otherPhone',
    'preferredChannel', 'pronoun', 'formerName', 'language', 'interpreterLanguage', 'contactName', 'contactPhone', 'contactEmail',
  ],
  memberships: ['kind', 'startReasonKind', 'endReasonKind'],
  membershipFees: ['reference', 'paymentMethod'],
  membershipFeeExemptions: ['category'],
  membershipFeeWithdrawals: ['category'],
  membershipFeeReferences: ['reference'],
  membershipConfirmations: ['method'],
  incomingPayments: ['currency', 'reference', 'payerName', 'obstacle', 'paymentMethod', 'setAsideReason'],
  membershipFeePayments: ['paymentMethod'],
  paymentAccounts: ['clearingNumber', 'accountNumber'],
  contactDetails: ['kind', 'value'],
  personAddresses: ['careOf', 'street', 'postcode', 'town', 'municipalityCode', 'countryCode'],
  guardians: ['name', 'phone', 'email'],
  personMerges: ['mergedPersonId', 'memberNumber'],
  organisationContacts: ['name', 'phone', 'email'],
  personOrganisationLinks: ['type'],
  assignments: ['role', 'decisionReference', 'resignationChannel'],
  nominations: ['result'],
  attendances: ['role', 'status'],
  meetingAnswers: ['answer', 'channel'],
  meetingReports: ['channel'],
  claims: ['kind'],
  recognitions: ['kind'],
  payoutItems: ['payeeName', 'clearingNumber', 'accountNumber', 'taxRule', 'endToEndId'],
  certificates: ['snapshotJson'],
  auditTeamMembers: ['role'],
  eventBookings: ['role'],
  notes: ['subjectTable', 'subjectId'],
  taggings: ['subjectTable', 'subjectId'],
  customValues: ['subjectId'],
  competences: ['kind', 'code', 'level'],
  availabilities: ['partOfDay'],
  travelLimits: ['travelMeansJson'],
  panelMembers: ['answer'],
  mailingRecipients: ['channel', 'address', 'failure', 'viaName'],
  mailingAnswers: ['answer', 'channel'],
  newsletterConsents: ['way'],
}

/** The journal repeats what the other tables hold, and shows it under the same conditions. */
const repeating: readonly TableName[] = ['journalChanges']

const aboutPersons = (Object.keys(tables) as TableName[]).filter((table) => {
  const columns: Readonly<Record<string, string>> = tables[table]
  return table === 'persons' || 'subjectId' in columns || Object.values(columns).some((spec) => parseSpec(spec).references === 'persons')
})

/** The words and codes of a table: no dates, amounts, flags and references. */
function wordsOf(table: TableName): string[] {
  return Object.entries(tables[table]).flatMap(([column, spec]) => (['text', 'json'].includes(parseSpec(spec).kind) ? column : []))
}

describe('Data of a special category', () => {
  it('has a purpose, a legal basis, a consent and an end in every row of the table made for it', () => {
    for (const table of onGround) {
      const columns: Readonly<Record<string, string>> = tables[table]
      expect([columns['purpose'], columns['legalBasis'], columns['consentedOn'], columns['endsOn']].map((spec) => spec?.replace('?', ''))).toEqual(['text', 'text', 'date', 'date'])
    }
    expect(sensitiveKinds).toEqual(['perspective', 'experienceArea', 'accessNeed', 'benefitLimit'])
  })

  it('is accounted for column by column: of each word and code about a person it is said whether it may be such', () => {
    const unsaid = aboutPersons
      .filter((table) => !onGround.includes(table) && !repeating.includes(table))
      .flatMap((table) => wordsOf(table).filter((column) => !plain[table]?.includes(column) && !freeWords.has(`${table}.${column}`)).map((column) => `${table}.${column}`))
    expect(unsaid).toEqual([])
  })

  it('is spoken of nowhere that is gone or said twice', () => {
    const there = new Set(aboutPersons.flatMap((table) => wordsOf(table).map((column) => `${table}.${column}`)))
    const said = [...freeWords, ...Object.entries(plain).flatMap(([table, columns]) => columns.map((column) => `${table}.${column}`))]
    expect(said.filter((column) => !there.has(column))).toEqual([])
    expect(said.filter((column, index) => said.indexOf(column) !== index)).toEqual([])
    expect(belonging.filter((table) => !aboutPersons.includes(table))).toEqual([])
  })
})
