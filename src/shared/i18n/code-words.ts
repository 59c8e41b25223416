import { messages, type Language } from './index.ts'

/** Where the words of a code lie among the sentences: of a column of one table, or of a column that means the same everywhere. */
const codeWords: Readonly<Record<string, string | readonly string[]>> = {
  gender: 'people.gender', preferredChannel: 'mailings.channel', channel: 'mailings.channel', answer: 'mailings.answer', way: 'mailings.way', 'memberships.kind': 'people.membershipKind',
  'membershipFeeExemptions.category': 'memberships.category', 'membershipFeeWithdrawals.category': 'memberships.withdrawalCategory', 'memberships.endReasonKind': 'memberships.endReasonKind', 'memberships.startReasonKind': 'memberships.startReasonKind', 'seats.kind': 'bodies.seatKind', 'nominations.result': 'bodies.nomination.result', resignationChannel: 'mailings.channel', deputiesInvited: 'bodies.deputies.invited', deputiesPaid: 'bodies.deputies.paid', every: 'meetings.series.every', 'attendances.role': 'meetings.role', 'attendances.status': 'meetings.status', 'assignments.role': 'bodies.role', paymentMethod: 'memberships.method',
  'claimLines.kind': 'claims.line', 'recognitions.kind': 'claims.recognitionKind', 'auditTeamMembers.role': 'audits.role', 'sessionAttendances.status': 'trainings.attendance',
  'sensitiveFacts.kind': 'sensitive.kind', 'sensitiveFacts.value': ['sensitive.need', 'sensitive.perspective'], legalBasis: 'sensitive.legalBasis', 'personOrganisationLinks.type': 'affiliations.type', 'contactDetails.kind': 'contacts.kind',
  'claims.kind': 'mailings.extract.claimKind', taxRule: 'mailings.extract.taxRule',
  memberCountRule: 'memberships.countRule', rolesJson: 'session.roles', visibleToRolesJson: 'session.roles', 'membershipFeeRates.kind': 'people.membershipKind', 'membershipConfirmations.method': 'memberships.confirmationMethod',
  'incomingPaymentFiles.format': 'memberships.format', obstacle: 'memberships.obstacle', setAsideReason: 'memberships.setAsideReason', 'savedViews.sort': 'journal.fields', 'personExports.format': 'views.formats',
  'listExports.format': 'views.formats', 'organisations.kind': 'organisations.kind', 'associationSupport.kind': 'support.kind', model: 'tariffs.model', 'statutoryFigures.kind': 'tariffs.figureKind',
  smallPayment: 'payouts.smallPaymentReading', knownToPass: 'payouts.knownToPassReading', retroactiveRate: 'payouts.retroactiveRateReading', payer: 'bodies.payer', travelRule: 'bodies.travelRule',
  'bodies.kind': 'bodies.kind', 'bodies.method': 'bodies.method', 'bodies.level': 'bodies.level', 'panels.method': 'bodies.method', drawRule: 'panels.drawRule', mixJson: 'panels.mix', 'trainings.kind': 'trainings.kind',
  subjectTable: 'journal.tables', 'customFields.subject': 'customFields.subject', valueType: 'customFields.type', 'competences.kind': 'competences.heldKind', 'competences.code': ['bodies.method', 'competences.languages'],
  'competences.level': 'competences.fields', partOfDay: 'competences.partOfDay', travelMeansJson: 'competences.travelMeans', 'mailings.kind': 'mailings.kind', 'consultations.kind': 'consultations.kind', 'barriers.kind': 'barriers.kind', 'events.method': 'bodies.method', 'events.level': 'bodies.level', 'eventBookings.role': 'events.role', reasonsJson: 'events.reason', audience: 'mailings.audience', outcome: 'proposals.outcome', failure: 'mailings.failure',
  standardText: 'mailings.standardText', letterWindow: 'mailings.window', security: 'mailings.server.securityChoice',
}

/** A code as it stands in the register, in words, where the sentences have a word for it. */
export function codeWord(language: Language, table: string, column: string, code: string): string | undefined {
  const groups = codeWords[`${table}.${column}`] ?? codeWords[column] ?? []
  return [groups].flat().map((group) => wordAt(language, [...group.split('.'), code])).find((word) => word !== undefined)
}

function wordAt(language: Language, path: readonly string[]): string | undefined {
  let place: unknown = messages[language]
  for (const part of path) place = typeof place === 'object' && place !== null ? (place as Record<string, unknown>)[part] : undefined
  return typeof place === 'string' ? place : undefined
}
