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
  protectedWays: 'How to reach the person is on the person’s own page.',
  helpPerson: 'Choose a person in the register, or write name, telephone and e-mail. What is sent to the child goes that way.',
  fields: { person: 'Person in the register', name: 'Name', contact: 'Reached at', contactNote: 'To know about the contact', startsOn: 'From', endsOn: 'To', status: 'State', consents: 'Consents' },
  status: { future: 'Begins later', current: 'Now', ended: 'Former' },
  consent: { participation: 'Agrees to participation', photo: 'Agrees to pictures', contact: 'Agrees to contact with the child' },
  consentShort: { participation: 'participation', photo: 'pictures', contact: 'contact' },
  consentHelp: 'Write the day on which consent was given. Leave empty where there is none.',
  noConsents: 'none',
  warning: 'Under 18',
  guardian: 'Guardian:',
  rules: {
    missing: 'A guardian is missing. Register one before the child is invited.',
    participationConsentMissing: 'A child under 13 takes part only with the guardian’s consent. It is missing.',
    participationConsentOfSomeMissing: 'A child under 13 takes part only if all guardians consent. {count} of {total} consents are missing.',
    contactConsentMissing: 'A child under 13 is contacted only through the guardian. Consent to anything else is missing.',
    nobodyNamed: 'Choose a person or write a name.',
    childIsOfAge: 'The person has turned 18 and has no guardian.',
    guardianHasDied: 'The person has died and cannot become a guardian. Choose somebody else.',
    guardianUnderAge: 'The guardian must be another person who has turned 18.',
  },
} as const satisfies Shape<typeof sv>
