import type { Shape } from '../shape.ts'
import type { guardians as sv } from '../sv/guardians.ts'

/** Guardians of children and young people. */
export const guardians = {
  title: 'Guardians',
  none: 'No guardian is registered.',
  add: 'Add guardian',
  change: 'Change',
  changeThis: 'Change {name}',
  end: 'End',
  endThis: 'End {name}',
  saved: 'Saved.',
  actions: 'Actions',
  helpPerson: 'Choose a person in the register, or write a name.',
  fields: { person: 'Person in the register', name: 'Name', contact: 'Reached at', startsOn: 'From', endsOn: 'To', status: 'State', consents: 'Consents' },
  status: { future: 'Begins later', current: 'Now', ended: 'Former' },
  consent: { participation: 'Agrees to participation', photo: 'Agrees to pictures', contact: 'Agrees to contact with the child' },
  consentShort: { participation: 'participation', photo: 'pictures', contact: 'contact' },
  consentHelp: 'Write the day on which consent was given. Leave empty where there is none.',
  noConsents: 'none',
  warning: 'Under 18',
  rules: {
    missing: 'A guardian is missing. Register one before the child is invited.',
    participationConsentMissing: 'The child is under 13. The guardian’s consent to participation is missing.',
    contactConsentMissing: 'The child is under 13. Contact the guardian only.',
    nobodyNamed: 'Choose a person or write a name.',
    childIsOfAge: 'The person has turned 18 and has no guardian.',
    guardianUnderAge: 'The guardian must be another person who has turned 18.',
  },
} as const satisfies Shape<typeof sv>
