/** The choices of a body's fields, on their own so that persons can be filtered by them. */

/** Ways of influence (facts.md 6.4), in the order a drop-down shows them. */
export const methods = [
  'council', 'managementRepresentation', 'externalWorkingGroup', 'internalWorkingGroup', 'referenceGroup', 'followUp', 'staffTraining', 'patientTraining', 'focusGroup',
  'peerSupport', 'politicianDialogue', 'futureWorkshop', 'openForum', 'dialogueCafe', 'patientForum', 'userAudit', 'lecture', 'hjarnkoll', 'studyCircle', 'consultationReply',
  'steeringDocument', 'other',
] as const
export const levels = ['individual', 'unit', 'system'] as const
export const seatKinds = ['ordinary', 'deputy'] as const
