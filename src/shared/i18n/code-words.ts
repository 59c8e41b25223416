import { messages, type Language } from './index.ts'

/** Where the words of a code lie among the sentences: of a column of one table, or of a column that means the same everywhere. */
const codeWords: Readonly<Record<string, string>> = {
  gender: 'people.gender', preferredChannel: 'mailings.channel', channel: 'mailings.channel', answer: 'mailings.answer', way: 'mailings.way', 'memberships.kind': 'people.membershipKind',
  'membershipFeeExemptions.category': 'memberships.category', 'membershipFeeWithdrawals.category': 'memberships.withdrawalCategory', 'memberships.endReasonKind': 'memberships.endReasonKind', 'memberships.startReasonKind': 'memberships.startReasonKind', 'seats.kind': 'bodies.seatKind', 'attendances.role': 'meetings.role', 'attendances.status': 'meetings.status', 'assignments.role': 'bodies.role', paymentMethod: 'memberships.method',
  'claimLines.kind': 'claims.line', 'recognitions.kind': 'claims.recognitionKind', 'auditTeamMembers.role': 'audits.role', 'sessionAttendances.status': 'trainings.attendance',
  'sensitiveFacts.kind': 'sensitive.kind', 'sensitiveFacts.value': 'sensitive.need', legalBasis: 'sensitive.legalBasis', 'personOrganisationLinks.type': 'affiliations.type', 'contactDetails.kind': 'contacts.kind',
  'claims.kind': 'mailings.extract.claimKind', taxRule: 'mailings.extract.taxRule',
}

/** A code as it stands in the register, in words, where the sentences have a word for it. */
export function codeWord(language: Language, table: string, column: string, code: string): string | undefined {
  const group = codeWords[`${table}.${column}`] ?? codeWords[column]
  if (group === undefined) return undefined
  let place: unknown = messages[language]
  for (const part of [...group.split('.'), code]) place = typeof place === 'object' && place !== null ? (place as Record<string, unknown>)[part] : undefined
  return typeof place === 'string' ? place : undefined
}
