import type { RowOf } from './columns.ts'

/**
 * Every table, its columns and their kinds. The row types come from here; the migrations make the same tables
 * (a test compares the two on both engines). Column suffixes say the kind: `…On` date, `…At` instant, `…Ore` öre.
 */
export const tables = {
  association: {
    id: 'id', version: 'integer', name: 'text', organisationNumber: 'text?', street: 'text?', postcode: 'text?', town: 'text?', email: 'text?',
    municipalityCode: 'text?', debtorIban: 'text?', debtorBic: 'text?', memberCountRule: 'text', smallCountLimit: 'integer', isDemo: 'flag',
    createdAt: 'instant',
  },
  users: {
    id: 'id', version: 'integer', signInName: 'text', displayName: 'text', personId: 'ref:persons?', rolesJson: 'json', createdAt: 'instant', endedAt: 'instant?',
  },

  formDrafts: {
    id: 'id', version: 'integer', userId: 'ref:users', form: 'text', contentJson: 'json', savedAt: 'instant',
  },
  journalEntries: {
    id: 'id', sequence: 'integer', at: 'instant', userId: 'text?', procedure: 'text', reason: 'text?', undoOfEntryId: 'text?', undoneByEntryId: 'text?',
    hash: 'text',
  },
  journalChanges: {
    entrySequence: 'integer', position: 'integer', tableName: 'text', rowId: 'text', subjectId: 'text?', otherSubjectId: 'text?',
    operation: 'text', beforeJson: 'json?', afterJson: 'json?',
  },

  persons: {
    id: 'id', version: 'integer', memberNumber: 'text?', givenName: 'text', familyName: 'text', nameSort: 'text', birthDate: 'date?', identityNumber: 'text?',
    gender: 'text?', careOf: 'text?', street: 'text?', postcode: 'text?', town: 'text?', municipalityCode: 'text?', email: 'text?', phone: 'text?',
    otherPhone: 'text?', preferredChannel: 'text', note: 'text?', isProtected: 'flag', createdAt: 'instant',
    pronoun: 'text?', formerName: 'text?', language: 'text?', interpreterLanguage: 'text?', contactPersonId: 'ref:persons?', contactPersonNote: 'text?',
    deceasedOn: 'date?', countryCode: 'text?', contactName: 'text?', contactRelation: 'text?', contactPhone: 'text?', contactEmail: 'text?',
  },
  memberships: {
    id: 'id', version: 'integer', personId: 'ref:persons', kind: 'text', startsOn: 'date', endsOn: 'date?', endReason: 'text?', endReasonKind: 'text?',
    startReasonKind: 'text?', startReason: 'text?',
  },
  membershipFees: {
    id: 'id', version: 'integer', personId: 'ref:persons', year: 'integer', amountOre: 'ore?', paidOn: 'date?', dueOn: 'date?', reference: 'text?', paidOre: 'ore?',
    paymentMethod: 'text?',
  },
  membershipFeeRates: {
    id: 'id', version: 'integer', kind: 'text', amountOre: 'ore', fromYear: 'integer', toYear: 'integer?', note: 'text?',
  },
  membershipFeeExemptions: {
    id: 'id', version: 'integer', personId: 'ref:persons', year: 'integer', category: 'text', note: 'text?',
  },
  membershipFeeWithdrawals: {
    id: 'id', version: 'integer', feeId: 'ref:membershipFees', personId: 'ref:persons', decidedOn: 'date', category: 'text', note: 'text?',
  },
  membershipFeeReminders: {
    id: 'id', version: 'integer', feeId: 'ref:membershipFees', personId: 'ref:persons', number: 'integer', remindedOn: 'date',
  },
  membershipFeeReferences: {
    id: 'id', version: 'integer', feeId: 'ref:membershipFees', personId: 'ref:persons', reference: 'text',
  },
  membershipConfirmations: {
    id: 'id', version: 'integer', personId: 'ref:persons', year: 'integer', confirmedOn: 'date', method: 'text',
  },
  membershipSettings: {
    id: 'id', version: 'integer', bankgiro: 'text?', bankAccount: 'text?', isFeeConfirmation: 'flag', isNumberAutomatic: 'flag',
  },
  incomingPaymentFiles: {
    id: 'id', version: 'integer', format: 'text', fileHash: 'text', messageId: 'text', receivedAt: 'instant', entryId: 'text', paymentCount: 'integer', totalOre: 'ore',
  },
  incomingPayments: {
    id: 'id', version: 'integer', fileId: 'ref:incomingPaymentFiles', position: 'integer', bookedOn: 'date', amountOre: 'ore', currency: 'text', reference: 'text?',
    payerName: 'text?', payerText: 'text?', obstacle: 'text?', feeId: 'ref:membershipFees?', personId: 'ref:persons?', isSetAside: 'flag', paymentMethod: 'text?',
    setAsideOre: 'ore?', setAsideReason: 'text?', setAsideNote: 'text?', repaidOn: 'date?',
  },
  membershipFeePayments: {
    id: 'id', version: 'integer', feeId: 'ref:membershipFees', personId: 'ref:persons', amountOre: 'ore?', paidOn: 'date', paymentMethod: 'text?', incomingPaymentId: 'ref:incomingPayments?',
  },
  paymentAccounts: {
    id: 'id', version: 'integer', personId: 'ref:persons', clearingNumber: 'text', accountNumber: 'text', startsOn: 'date', endsOn: 'date?',
  },
  stipendDeclinations: {
    id: 'id', version: 'integer', personId: 'ref:persons', startsOn: 'date', endsOn: 'date?', purpose: 'text?', legalBasis: 'text?', consentedOn: 'date?',
  },
  contactDetails: {
    id: 'id', version: 'integer', personId: 'ref:persons', kind: 'text', value: 'text', label: 'text?', position: 'integer',
  },
  personAddresses: {
    id: 'id', version: 'integer', personId: 'ref:persons', careOf: 'text?', street: 'text?', postcode: 'text?', town: 'text?', municipalityCode: 'text?',
    startsOn: 'date?', endsOn: 'date?', countryCode: 'text?',
  },
  experienceAreas: {
    id: 'id', version: 'integer', name: 'text', nameSort: 'text',
  },
  sensitiveFacts: {
    id: 'id', version: 'integer', personId: 'ref:persons', kind: 'text', value: 'text?', detail: 'text?', experienceAreaId: 'ref:experienceAreas?', purpose: 'text', legalBasis: 'text',
    consentedOn: 'date', endsOn: 'date', consentWithdrawnOn: 'date?',
  },
  guardians: {
    id: 'id', version: 'integer', childPersonId: 'ref:persons', guardianPersonId: 'ref:persons?', name: 'text?', contact: 'text?', startsOn: 'date', endsOn: 'date?',
    participationConsentOn: 'date?', photoConsentOn: 'date?', contactConsentOn: 'date?', phone: 'text?', email: 'text?',
  },
  duplicateDismissals: {
    id: 'id', version: 'integer', firstPersonId: 'ref:persons', secondPersonId: 'ref:persons',
  },
  duplicateSearches: {
    id: 'id', version: 'integer', searchedAt: 'instant', pairCount: 'integer', pairsJson: 'json',
  },
  personMerges: {
    id: 'id', version: 'integer', keptPersonId: 'ref:persons', mergedPersonId: 'text', memberNumber: 'text?',
  },
  importBatches: {
    id: 'id', version: 'integer', importedAt: 'instant', entryId: 'text', freshCount: 'integer', changedCount: 'integer', unclearCount: 'integer',
    skippedCount: 'integer',
  },
  importMappings: { id: 'id', version: 'integer', name: 'text', headingsHash: 'text', mappingJson: 'json', savedAt: 'instant' },
  savedViews: {
    id: 'id', version: 'integer', name: 'text', filterJson: 'json', columnsJson: 'json', sort: 'text', isDescending: 'flag', isShared: 'flag', isLocked: 'flag',
    ownerUserId: 'ref:users',
  },
  personExports: {
    id: 'id', version: 'integer', format: 'text', personCount: 'integer', columnsJson: 'json', exportedAt: 'instant',
  },
  listExports: {
    id: 'id', version: 'integer', list: 'text', format: 'text', filterJson: 'json', columnsJson: 'json', rowCount: 'integer', exportedAt: 'instant',
  },

  organisations: {
    id: 'id', version: 'integer', kind: 'text', name: 'text', nameSort: 'text', organisationNumber: 'text?', parentId: 'ref:organisations?',
    street: 'text?', postcode: 'text?', town: 'text?', municipalityCode: 'text?', email: 'text?', phone: 'text?', note: 'text?', createdAt: 'instant',
    targetGroup: 'text?', endsOn: 'date?', mergedIntoId: 'ref:organisations?', countryCode: 'text?',
  },
  organisationPlacements: {
    id: 'id', version: 'integer', organisationId: 'ref:organisations', parentId: 'ref:organisations?', endsOn: 'date',
  },
  organisationContacts: {
    id: 'id', version: 'integer', organisationId: 'ref:organisations', personId: 'ref:persons?', name: 'text?', phone: 'text?', email: 'text?', role: 'text?', startsOn: 'date',
    endsOn: 'date?',
  },
  personOrganisationLinks: {
    id: 'id', version: 'integer', personId: 'ref:persons', organisationId: 'ref:organisations', type: 'text', startsOn: 'date', endsOn: 'date?', isDefault: 'flag',
  },
  associationSupport: {
    id: 'id', version: 'integer', organisationId: 'ref:organisations', kind: 'text', description: 'text', amountOre: 'ore?', hours: 'integer?', givenOn: 'date', grantId: 'ref:grants?',
    followUpDueOn: 'date?', followedUpOn: 'date?', outcome: 'text?', newRepresentativesCount: 'integer?',
  },

  tariffs: {
    id: 'id', version: 'integer', name: 'text', model: 'text', note: 'text?',
  },
  tariffVersions: {
    id: 'id', version: 'integer', tariffId: 'ref:tariffs', startsOn: 'date', endsOn: 'date?', shortBasisPoints: 'basisPoints?', halfBasisPoints: 'basisPoints?',
    fullBasisPoints: 'basisPoints?', hourlyBasisPoints: 'basisPoints?', shortOre: 'ore?', halfOre: 'ore?', fullOre: 'ore?', hourlyOre: 'ore?',
    shortUpToMinutes: 'integer', halfUpToMinutes: 'integer', isLimitInLowerClass: 'flag', isTravelTimeCounted: 'flag', roundingOre: 'ore', source: 'text?',
  },
  statutoryFigures: {
    id: 'id', version: 'integer', kind: 'text', startsOn: 'date', endsOn: 'date?', valueOre: 'ore?', rateBasisPoints: 'basisPoints?', bornFromYear: 'integer?',
    bornToYear: 'integer?', monthlyCapOre: 'ore?', isPreliminary: 'flag', source: 'text', checkedOn: 'date?',
  },
  payoutSettings: {
    id: 'id', version: 'integer', smallPayment: 'text', knownToPass: 'text', retroactiveRate: 'text', isClearingInAccount: 'flag', isSalaryMarked: 'flag',
  },

  grants: {
    id: 'id', version: 'integer', funderOrganisationId: 'ref:organisations', name: 'text', reference: 'text?', costCentre: 'text?', amountOre: 'ore?',
    startsOn: 'date', endsOn: 'date', reportDueOn: 'date?', note: 'text?',
  },

  bodies: {
    id: 'id', version: 'integer', hostOrganisationId: 'ref:organisations', name: 'text', nameSort: 'text', kind: 'text', method: 'text', level: 'text',
    targetGroup: 'text?', mandate: 'text?', payer: 'text', tariffId: 'ref:tariffs?', travelRule: 'text', travelRuleReason: 'text?', grantId: 'ref:grants?',
    startsOn: 'date', endsOn: 'date?', createdAt: 'instant', termMonths: 'integer?', maxTerms: 'integer?',
  },
  seats: {
    id: 'id', version: 'integer', bodyId: 'ref:bodies', kind: 'text', position: 'integer', deputyForSeatId: 'ref:seats?', rank: 'integer?',
    reservedForOrganisationId: 'ref:organisations?', startsOn: 'date', endsOn: 'date?',
  },
  assignments: {
    id: 'id', version: 'integer', seatId: 'ref:seats', bodyId: 'ref:bodies', personId: 'ref:persons', onBehalfOfOrganisationId: 'ref:organisations?', role: 'text',
    startsOn: 'date', endsOn: 'date?', decidedOn: 'date', decisionReference: 'text?', endReason: 'text?', createdAt: 'instant',
    overrideReason: 'text?', resignedOn: 'date?', resignationChannel: 'text?', resignationReceivedByUserId: 'ref:users?',
  },
  nominations: {
    id: 'id', version: 'integer', bodyId: 'ref:bodies', seatId: 'ref:seats', personId: 'ref:persons', organisationId: 'ref:organisations?', nominatedOn: 'date', note: 'text?',
    result: 'text?', resultOn: 'date?', assignmentId: 'ref:assignments?', createdAt: 'instant',
  },

  deputyRules: {
    id: 'id', version: 'integer', bodyId: 'ref:bodies', startsOn: 'date', endsOn: 'date?', deputiesInvited: 'text', deputiesPaid: 'text',
  },
  meetingSeries: { id: 'id', version: 'integer', bodyId: 'ref:bodies', startsOn: 'date', every: 'text', interval: 'integer', untilOn: 'date', createdAt: 'instant' },
  meetings: {
    id: 'id', version: 'integer', bodyId: 'ref:bodies', title: 'text?', heldOn: 'date', startTime: 'time', endTime: 'time', place: 'text?', isDigital: 'flag',
    topic: 'text?', attendanceApprovedAt: 'instant?', attendanceApprovedByUserId: 'ref:users?', cancelledAt: 'instant?', createdAt: 'instant',
    seriesId: 'ref:meetingSeries?', movedFromOn: 'date?', cancelReason: 'text?',
    breakMinutes: 'integer?', link: 'text?', papersSentOn: 'date?', paperCopies: 'integer?',
  },
  attendances: {
    id: 'id', version: 'integer', meetingId: 'ref:meetings', personId: 'ref:persons', assignmentId: 'ref:assignments?', role: 'text', status: 'text',
    travelMinutes: 'integer', drivenKilometres: 'integer', note: 'text?',
  },
  meetingAnswers: {
    id: 'id', version: 'integer', meetingId: 'ref:meetings', personId: 'ref:persons', seatId: 'ref:seats?', answer: 'text', answeredOn: 'date', channel: 'text', note: 'text?',
    recordedByUserId: 'ref:users', createdAt: 'instant',
  },
  proposals: {
    id: 'id', version: 'integer', title: 'text', nameSort: 'text', bodyId: 'ref:bodies', meetingId: 'ref:meetings?', raisedOn: 'date', hopedFor: 'text?', whyItMatters: 'text?',
    answeredOn: 'date?', outcome: 'text?', answer: 'text?', measure: 'text?', measureDueOn: 'date?', changedOn: 'date?', change: 'text?', evidence: 'text?', toldBackOn: 'date?',
    toldBackHow: 'text?', createdAt: 'instant', consultationId: 'ref:consultations?',
  },
  consultations: {
    id: 'id', version: 'integer', title: 'text', nameSort: 'text', kind: 'text', question: 'text?', askedByOrganisationId: 'ref:organisations', bodyId: 'ref:bodies?', receivedOn: 'date',
    answerDueOn: 'date?', responsibleUserId: 'ref:users?', isAnonymous: 'flag', answeredOn: 'date?', answer: 'text?', decidedOn: 'date?', decision: 'text?', toldBackOn: 'date?',
    toldBackHow: 'text?', createdAt: 'instant',
  },
  meetingReports: {
    id: 'id', version: 'integer', meetingId: 'ref:meetings', personId: 'ref:persons?', reportedOn: 'date', channel: 'text', summary: 'text?', recordedByUserId: 'ref:users', createdAt: 'instant',
  },
  meetingReportPoints: {
    id: 'id', version: 'integer', reportId: 'ref:meetingReports', position: 'integer', raised: 'text', outcome: 'text?', answer: 'text?', decision: 'text?', proposalId: 'ref:proposals?',
  },
  barriers: {
    id: 'id', version: 'integer', title: 'text', nameSort: 'text', kind: 'text', bodyId: 'ref:bodies?', hostOrganisationId: 'ref:organisations?', meetingId: 'ref:meetings?', noticedOn: 'date',
    description: 'text?', action: 'text?', actionDueOn: 'date?', removedOn: 'date?', result: 'text?', createdAt: 'instant',
  },
  events: {
    id: 'id', version: 'integer', title: 'text', nameSort: 'text', method: 'text', level: 'text', heldOn: 'date', startTime: 'time?', endTime: 'time?', place: 'text?', description: 'text?',
    reasonsJson: 'json', participantCount: 'integer?', buyerOrganisationId: 'ref:organisations?', feeOre: 'ore?', invoicedOn: 'date?', grantId: 'ref:grants?', createdAt: 'instant',
  },
  eventBookings: { id: 'id', version: 'integer', eventId: 'ref:events', personId: 'ref:persons', role: 'text', bookedOn: 'date' },
  consultationInvitees: {
    id: 'id', version: 'integer', consultationId: 'ref:consultations', askedOn: 'date', personId: 'ref:persons?', organisationId: 'ref:organisations?', panelId: 'ref:panels?',
  },
  viewpoints: {
    id: 'id', version: 'integer', consultationId: 'ref:consultations', inviteeId: 'ref:consultationInvitees?', receivedOn: 'date', text: 'text', voiceCount: 'integer', createdAt: 'instant',
  },

  claims: {
    id: 'id', version: 'integer', personId: 'ref:persons', meetingId: 'ref:meetings?', bodyId: 'ref:bodies?', grantId: 'ref:grants?', kind: 'text', occurredOn: 'date',
    isStipendDeclined: 'flag', submittedAt: 'instant', approvedAt: 'instant?', approvedByUserId: 'ref:users?', rejectedAt: 'instant?', rejectReason: 'text?',
    payoutId: 'ref:payouts?', createdAt: 'instant',
  },
  claimLines: {
    id: 'id', version: 'integer', claimId: 'ref:claims', position: 'integer', kind: 'text', description: 'text', quantity: 'integer?', amountOre: 'ore',
    isTaxable: 'flag', explanationJson: 'json?',
  },
  recognitions: {
    id: 'id', version: 'integer', personId: 'ref:persons', meetingId: 'ref:meetings?', kind: 'text', recordedOn: 'date', note: 'text?', valueOre: 'ore',
  },
  payouts: {
    id: 'id', version: 'integer', number: 'integer', paidOn: 'date', createdByUserId: 'ref:users', createdAt: 'instant', frozenAt: 'instant?',
    frozenByUserId: 'ref:users?', debtorName: 'text?', debtorOrganisationNumber: 'text?', debtorIban: 'text?', debtorBic: 'text?', messageId: 'text?',
    fileExportedAt: 'instant?', confirmedPaidAt: 'instant?', confirmedPaidByUserId: 'ref:users?',
  },
  payoutItems: {
    id: 'id', version: 'integer', payoutId: 'ref:payouts', personId: 'ref:persons', position: 'integer', payeeName: 'text', clearingNumber: 'text',
    accountNumber: 'text', taxableOre: 'ore', taxFreeOre: 'ore', taxOre: 'ore', contributionOre: 'ore', contributionBasisPoints: 'basisPoints',
    contributionBaseOre: 'ore', yearTotalBeforeOre: 'ore', netOre: 'ore', taxRule: 'text', endToEndId: 'text',
  },

  trainings: {
    id: 'id', version: 'integer', name: 'text', nameSort: 'text', kind: 'text', description: 'text?', requiredSessions: 'integer', createdAt: 'instant',
  },
  courseRounds: {
    id: 'id', version: 'integer', trainingId: 'ref:trainings', name: 'text', startsOn: 'date', endsOn: 'date', place: 'text?', grantId: 'ref:grants?', requiredSessions: 'integer',
  },
  trainingSessions: {
    id: 'id', version: 'integer', courseRoundId: 'ref:courseRounds', heldOn: 'date', startTime: 'time', endTime: 'time', topic: 'text', place: 'text?',
  },
  courseParticipants: {
    id: 'id', version: 'integer', courseRoundId: 'ref:courseRounds', personId: 'ref:persons', admittedOn: 'date', completedOn: 'date?', leftOn: 'date?',
  },
  sessionAttendances: {
    id: 'id', version: 'integer', trainingSessionId: 'ref:trainingSessions', courseParticipantId: 'ref:courseParticipants', status: 'text',
  },
  certificates: {
    id: 'id', version: 'integer', number: 'integer', courseParticipantId: 'ref:courseParticipants', personId: 'ref:persons', issuedOn: 'date', snapshotJson: 'json',
  },

  audits: {
    id: 'id', version: 'integer', name: 'text', orderedByOrganisationId: 'ref:organisations', auditedOrganisationId: 'ref:organisations', orderedOn: 'date',
    agreedOn: 'date?', interviewCount: 'integer', reportedOn: 'date?', fedBackOn: 'date?', followedUpOn: 'date?', grantId: 'ref:grants?', note: 'text?',
  },
  auditTeamMembers: {
    id: 'id', version: 'integer', auditId: 'ref:audits', personId: 'ref:persons', role: 'text', startsOn: 'date', endsOn: 'date?',
  },

  notes: {
    id: 'id', version: 'integer', subjectTable: 'text', subjectId: 'text', writtenOn: 'date', writtenByUserId: 'ref:users', text: 'text', followUpOn: 'date?',
    assignedToUserId: 'ref:users?', doneAt: 'instant?', doneByUserId: 'ref:users?',
  },
  tags: { id: 'id', version: 'integer', name: 'text', nameSort: 'text', archivedAt: 'instant?' },
  taggings: { id: 'id', version: 'integer', tagId: 'ref:tags', subjectTable: 'text', subjectId: 'text' },
  customFields: {
    id: 'id', version: 'integer', subject: 'text', name: 'text', valueType: 'text', choicesJson: 'json', isRequired: 'flag', visibleToRolesJson: 'json', position: 'integer', archivedAt: 'instant?',
  },
  customValues: {
    id: 'id', version: 'integer', fieldId: 'ref:customFields', subjectId: 'text', valueText: 'text?', valueNumber: 'integer?', valueOre: 'ore?', valueOn: 'date?',
    isYes: 'flag?', valueChoicesJson: 'json?',
  },

  subjectAreas: { id: 'id', version: 'integer', name: 'text', nameSort: 'text' },
  competences: {
    id: 'id', version: 'integer', personId: 'ref:persons', kind: 'text', code: 'text?', subjectAreaId: 'ref:subjectAreas?', name: 'text?', level: 'text?', startsOn: 'date', endsOn: 'date?',
  },
  availabilities: { id: 'id', version: 'integer', personId: 'ref:persons', weekday: 'integer', partOfDay: 'text' },
  plannedAbsences: { id: 'id', version: 'integer', personId: 'ref:persons', startsOn: 'date', endsOn: 'date' },
  travelLimits: {
    id: 'id', version: 'integer', personId: 'ref:persons', travelMeansJson: 'json', maxKilometres: 'integer?', maxTravelMinutes: 'integer?', maxWeeklyHours: 'integer?',
  },
  panels: {
    id: 'id', version: 'integer', name: 'text', question: 'text?', drawnOn: 'date', size: 'integer', drawRule: 'text', seed: 'text', mixJson: 'json', quotasJson: 'json',
    subjectAreaId: 'ref:subjectAreas?', method: 'text?', meetsOn: 'date?', poolCount: 'integer',
  },
  panelMembers: {
    id: 'id', version: 'integer', panelId: 'ref:panels', personId: 'ref:persons', position: 'integer', replacesMemberId: 'ref:panelMembers?', askedOn: 'date?', answer: 'text?', answeredOn: 'date?',
  },

  mailings: {
    id: 'id', version: 'integer', kind: 'text', subject: 'text', body: 'text', easyBody: 'text?', audience: 'text', filterJson: 'json?', bodyId: 'ref:bodies?',
    courseRoundId: 'ref:courseRounds?', meetingId: 'ref:meetings?', year: 'integer?', createdAt: 'instant', createdByUserId: 'ref:users', preparedAt: 'instant?',
  },
  mailingChoices: { id: 'id', version: 'integer', mailingId: 'ref:mailings', personId: 'ref:persons' },
  mailingRecipients: {
    id: 'id', version: 'integer', mailingId: 'ref:mailings', personId: 'ref:persons', position: 'integer', channel: 'text', address: 'text', viaPersonId: 'ref:persons?',
    sentOn: 'date?', sentByUserId: 'ref:users?', returnedOn: 'date?', attemptedAt: 'instant?', failure: 'text?', viaName: 'text?',
  },
  mailingAnswers: {
    id: 'id', version: 'integer', recipientId: 'ref:mailingRecipients', personId: 'ref:persons', answer: 'text', answeredOn: 'date', channel: 'text', note: 'text?',
    recordedByUserId: 'ref:users', createdAt: 'instant',
  },
  mailingTemplates: {
    id: 'id', version: 'integer', standardText: 'text?', name: 'text', subject: 'text', body: 'text', easyBody: 'text?', startsOn: 'date', endsOn: 'date?',
  },
  mailingSettings: { id: 'id', version: 'integer', letterWindow: 'text' },
  mailServers: {
    id: 'id', version: 'integer', host: 'text', port: 'integer', security: 'text', userName: 'text?', sealedPassword: 'text?', fromAddress: 'text', fromName: 'text', replyTo: 'text?', pauseSeconds: 'integer', smsAddress: 'text?', smsSubject: 'text?',
  },
  mailingAttachments: { id: 'id', version: 'integer', mailingId: 'ref:mailings', name: 'text', mediaType: 'text', byteCount: 'integer', contentBase64: 'text' },
  newsletterConsents: { id: 'id', version: 'integer', personId: 'ref:persons', consentedOn: 'date', way: 'text', withdrawnOn: 'date?' },
} as const satisfies Record<string, Record<string, string>>

export type TableName = keyof typeof tables

/** All tables with their row types, as Kysely reads them. */
export type Database = { [Name in TableName]: RowOf<(typeof tables)[Name]> } & { searchEntries: SearchEntryRow }

/** The search index is written by the search module alone and holds no row of its own to journal. */
export interface SearchEntryRow {
  entityId: string
  kind: string
  title: string
  detail: string
  /** The title's sort key. */
  titleSort: string
  folded: string
  loose: string
}

export type Row<Name extends TableName> = Database[Name]

/**
 * Whom or what a change of a row concerns besides the row itself, so that a person's page can show
 * all that happened to the person. At most two columns per table.
 */
export const subjectColumns: { readonly [Name in TableName]?: readonly [string, string?] } = {
  memberships: ['personId'],
  membershipFees: ['personId'],
  membershipFeeExemptions: ['personId'],
  membershipFeeReminders: ['personId', 'feeId'],
  membershipFeeWithdrawals: ['personId', 'feeId'],
  membershipFeePayments: ['personId', 'feeId'],
  membershipFeeReferences: ['personId', 'feeId'],
  membershipConfirmations: ['personId'],
  incomingPayments: ['personId', 'fileId'],
  paymentAccounts: ['personId'],
  stipendDeclinations: ['personId'],
  duplicateDismissals: ['firstPersonId', 'secondPersonId'],
  personMerges: ['keptPersonId', 'mergedPersonId'],
  contactDetails: ['personId'],
  personAddresses: ['personId'],
  sensitiveFacts: ['personId'],
  guardians: ['childPersonId', 'guardianPersonId'],
  organisationPlacements: ['organisationId', 'parentId'],
  organisationContacts: ['organisationId', 'personId'],
  personOrganisationLinks: ['personId', 'organisationId'],
  associationSupport: ['organisationId', 'grantId'],
  seats: ['bodyId'],
  assignments: ['personId', 'bodyId'],
  nominations: ['personId', 'bodyId'],
  deputyRules: ['bodyId'],
  meetingSeries: ['bodyId'],
  meetings: ['bodyId'],
  attendances: ['personId', 'meetingId'],
  meetingAnswers: ['personId', 'meetingId'],
  proposals: ['bodyId', 'meetingId'],
  meetingReports: ['personId', 'meetingId'],
  meetingReportPoints: ['reportId', 'proposalId'],
  events: ['buyerOrganisationId', 'grantId'],
  eventBookings: ['personId', 'eventId'],
  barriers: ['bodyId', 'hostOrganisationId'],
  consultations: ['askedByOrganisationId', 'bodyId'],
  consultationInvitees: ['consultationId', 'personId'],
  viewpoints: ['consultationId'],
  claims: ['personId', 'meetingId'],
  claimLines: ['claimId'],
  recognitions: ['personId', 'meetingId'],
  payoutItems: ['payoutId', 'personId'],
  tariffVersions: ['tariffId'],
  courseRounds: ['trainingId'],
  trainingSessions: ['courseRoundId'],
  courseParticipants: ['personId', 'courseRoundId'],
  sessionAttendances: ['courseParticipantId', 'trainingSessionId'],
  certificates: ['personId', 'courseParticipantId'],
  auditTeamMembers: ['personId', 'auditId'],
  mailingChoices: ['personId', 'mailingId'],
  mailingAttachments: ['mailingId'],
  mailingRecipients: ['personId', 'mailingId'],
  mailingAnswers: ['personId', 'recipientId'],
  newsletterConsents: ['personId'],
  competences: ['personId'],
  availabilities: ['personId'],
  plannedAbsences: ['personId'],
  travelLimits: ['personId'],
  panelMembers: ['personId', 'panelId'],
  notes: ['subjectId'],
  taggings: ['subjectId', 'tagId'],
  customValues: ['subjectId', 'fieldId'],
}

/** Columns that refer to a row of one of several tables, which no foreign key can. Undo and merging treat them as references. */
export const looseReferences: readonly { readonly table: 'notes' | 'taggings' | 'customValues'; readonly column: 'subjectId'; readonly to: readonly TableName[] }[] = [
  { table: 'notes', column: 'subjectId', to: ['persons', 'organisations', 'bodies', 'meetings', 'claims', 'trainings', 'courseRounds', 'audits', 'grants', 'panels', 'mailings', 'payouts', 'proposals', 'consultations', 'barriers', 'events'] },
  { table: 'taggings', column: 'subjectId', to: ['persons', 'organisations'] },
  { table: 'customValues', column: 'subjectId', to: ['persons', 'organisations', 'bodies'] },
]
