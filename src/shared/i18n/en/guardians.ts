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
  protectedWays: 'The contact details are on the person’s own page.',
  helpPerson: 'Choose a person in the register, or enter name, telephone and e-mail. What is sent to the child goes to the guardian.',
  fields: { person: 'Person in the register', name: 'Name', contact: 'Contact details', contactNote: 'About the contact', startsOn: 'From', endsOn: 'To', status: 'Status', consents: 'Consents' },
  status: { future: 'Starts later', current: 'Now', ended: 'Former' },
  consent: { participation: 'Agrees to participation', photo: 'Agrees to pictures', contact: 'Agrees to contact with the child' },
  consentShort: { participation: 'participation', photo: 'pictures', contact: 'contact' },
  consentHelp: 'Enter the date consent was given. Leave empty if there is none.',
  noConsents: 'none',
  warning: 'Under 18',
  guardian: 'Guardian:',
  rules: {
    missing: 'A guardian is missing. Register one before the child is invited.',
    participationConsentMissing: 'A child under 13 may only take part with the guardian’s consent. It is missing.',
    participationConsentOfSomeMissing: 'A child under 13 may only take part if all guardians consent. {count} of {total} consents are missing.',
    contactConsentMissing: 'A child under 13 is only contacted through the guardian. Consent to anything else is missing.',
    nobodyNamed: 'Choose a person or write a name.',
    childIsOfAge: 'The person has turned 18 and has no guardian.',
    guardianHasDied: 'The person has died and cannot become a guardian. Choose somebody else.',
    guardianUnderAge: 'The guardian must be another person, aged 18 or over.',
  },
} as const satisfies Shape<typeof sv>
