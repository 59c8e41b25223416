import { describe, expect, it } from 'vitest'
import { auditRoles } from '#contract/audits.ts'
import { assignmentRoles, bodyKinds, deputiesInvited, deputiesPaid, nominationResults, payers } from '#contract/bodies.ts'
import { levels, methods, seatKinds } from '#contract/body-choices.ts'
import { recognitionKinds, travelRules } from '#contract/claims.ts'
import { partsOfDay, travelMeans } from '#contract/competence-choices.ts'
import { contactKinds } from '#contract/contacts.ts'
import { customSubjects, customTypes } from '#contract/custom-fields.ts'
import { listFormats } from '#contract/lists.ts'
import { answers, audiences, consentWays, letterWindows, mailingKinds, mailSecurities, standardTexts } from '#contract/mailings.ts'
import { attendanceStatuses, meetingAnswers } from '#contract/meetings.ts'
import { seriesSteps } from '#contract/meeting-series.ts'
import { proposalOutcomes } from '#contract/proposals.ts'
import { confirmationMethods, exemptionCategories, memberCountRules, paymentFormats, paymentMethods, setAsideReasons, withdrawalCategories } from '#contract/memberships.ts'
import { organisationKinds } from '#contract/organisations.ts'
import { drawRules, mixDimensions } from '#contract/panels.ts'
import { knownToPassReadings, retroactiveRateReadings, smallPaymentReadings, taxRules } from '#contract/payouts.ts'
import { personSorts } from '#contract/people.ts'
import { roles } from '#contract/permissions.ts'
import { channels, genders, knownEndReasonKinds, membershipKinds, startReasonKinds } from '#contract/person-choices.ts'
import { accessNeeds, legalBases, perspectives, sensitiveKinds } from '#contract/sensitive.ts'
import { supportKinds } from '#contract/support.ts'
import { figureKinds, tariffModels } from '#contract/tariffs.ts'
import { sessionAttendanceStatuses, trainingKinds } from '#contract/trainings.ts'
import { exportFormats } from '#contract/views.ts'
import { linkTypes } from '#contract/affiliations.ts'
import { codeWord } from '#shared/i18n/code-words.ts'
import { languages } from '#shared/i18n/index.ts'

/** The columns that hold one of a few codes, or several in a list. */
const coded: Readonly<Record<string, readonly string[]>> = {
  'association.memberCountRule': memberCountRules, 'users.rolesJson': roles, 'persons.gender': genders, 'persons.preferredChannel': channels, 'memberships.kind': membershipKinds,
  'memberships.endReasonKind': knownEndReasonKinds, 'memberships.startReasonKind': startReasonKinds, 'membershipFees.paymentMethod': paymentMethods, 'membershipFeeRates.kind': membershipKinds,
  'membershipFeeExemptions.category': exemptionCategories, 'membershipFeeWithdrawals.category': withdrawalCategories, 'membershipConfirmations.method': confirmationMethods,
  'incomingPaymentFiles.format': paymentFormats, 'incomingPayments.setAsideReason': setAsideReasons, 'contactDetails.kind': contactKinds, 'sensitiveFacts.kind': sensitiveKinds,
  'sensitiveFacts.value': [...accessNeeds, ...perspectives], 'sensitiveFacts.legalBasis': legalBases, 'savedViews.sort': personSorts, 'personExports.format': exportFormats, 'listExports.format': listFormats,
  'organisations.kind': organisationKinds, 'personOrganisationLinks.type': linkTypes, 'associationSupport.kind': supportKinds, 'tariffs.model': tariffModels, 'statutoryFigures.kind': figureKinds,
  'payoutSettings.smallPayment': smallPaymentReadings, 'payoutSettings.knownToPass': knownToPassReadings, 'payoutSettings.retroactiveRate': retroactiveRateReadings, 'payoutItems.taxRule': taxRules,
  'bodies.kind': bodyKinds, 'bodies.method': methods, 'bodies.level': levels, 'bodies.payer': payers, 'bodies.travelRule': travelRules, 'seats.kind': seatKinds, 'assignments.role': assignmentRoles, 'assignments.resignationChannel': channels, 'nominations.result': nominationResults, 'deputyRules.deputiesInvited': deputiesInvited, 'deputyRules.deputiesPaid': deputiesPaid,
  'attendances.status': attendanceStatuses, 'recognitions.kind': recognitionKinds, 'trainings.kind': trainingKinds, 'sessionAttendances.status': sessionAttendanceStatuses, 'auditTeamMembers.role': auditRoles,
  'customFields.subject': customSubjects, 'customFields.valueType': customTypes, 'customFields.visibleToRolesJson': roles, 'competences.kind': ['method', 'area', 'language', 'course'], 'competences.code': methods,
  'competences.level': ['can', 'wants'], 'availabilities.partOfDay': partsOfDay, 'travelLimits.travelMeansJson': travelMeans, 'panels.drawRule': drawRules, 'panels.mixJson': mixDimensions, 'panels.method': methods,
  'mailings.kind': mailingKinds, 'mailings.audience': audiences, 'mailingRecipients.channel': channels, 'mailingRecipients.failure': ['unknownRecipient', 'refused', 'later', 'fieldMissing'],
  'mailingAnswers.answer': answers, 'meetingAnswers.answer': meetingAnswers, 'meetingAnswers.channel': channels, 'meetingSeries.every': seriesSteps, 'meetingReports.channel': channels, 'meetingReportPoints.outcome': proposalOutcomes, 'mailingTemplates.standardText': standardTexts, 'mailingSettings.letterWindow': letterWindows, 'mailServers.security': mailSecurities, 'newsletterConsents.way': consentWays,
  'notes.subjectTable': ['persons', 'organisations', 'bodies', 'meetings', 'claims', 'courseRounds', 'audits', 'grants'], 'taggings.subjectTable': ['persons', 'organisations'],
}

describe('A code of the register', () => {
  it.each(languages)('is said in words in %s, whatever column it stands in', (language) => {
    const codes = Object.entries(coded).flatMap(([place, all]) => all.map((code) => ({ place, code })))
    expect(codes.filter(({ place, code }) => codeWord(language, ...(place.split('.') as [string, string]), code) === undefined)).toEqual([])
  })

  it('is said in the language that is read', () => {
    expect(codeWord('sv', 'attendances', 'status', 'present')).toBe('Närvarande')
    expect(codeWord('en', 'attendances', 'status', 'present')).toBe('Present')
    expect(codeWord('sv', 'sensitiveFacts', 'value', 'user')).toBe('Brukare')
    expect(codeWord('sv', 'claims', 'kind', 'meeting')).toBe('Möte')
    for (const rule of taxRules) expect(codeWord('sv', 'payoutItems', 'taxRule', rule)).toMatch(/^\p{Lu}\p{Ll}/u)
  })

  it('is no code where it means something only in another table, or nothing', () => {
    expect(codeWord('sv', 'persons', 'status', 'present')).toBeUndefined()
    expect(codeWord('sv', 'memberships', 'kind', 'constructor')).toBeUndefined()
    expect(codeWord('sv', 'notes', 'text', 'main')).toBeUndefined()
  })
})
