/** Signing in, passwords, users and roles. */
export const session = {
  roles: {
    officeWorker: 'Kanslist',
    coordinator: 'Samordnare',
    treasurer: 'Kassör',
    boardMember: 'Styrelseledamot',
    administrator: 'Administratör',
  },
  rules: {
    wrongPassword: 'Namnet eller lösenordet stämmer inte. Försök igen, eller använd återställningskoden.',
    wrongRecoveryCode: 'Återställningskoden stämmer inte. Skriv den som på utskriften.',
    wait: 'För många försök. Vänta {seconds} sekunder och försök igen.',
    passwordTooShort: 'Lösenordet är för kort. Välj minst 12 tecken, till exempel tre ord.',
    passwordContainsName: 'Lösenordet får inte innehålla inloggningsnamnet. Välj ett annat.',
    signInNameTaken: 'Inloggningsnamnet är upptaget. Välj ett annat.',
    userRemoved: 'Användaren är borttagen. Be administratören om en ny.',
    mayNotRestore: 'Bara den som var administratör när kopian gjordes får återställa den. Be föreningens administratör att göra det.',
    lastAdministrator: 'Föreningen måste ha minst en administratör. Utse en till först.',
    notOneself: 'Du kan inte ta bort dig själv. Be en annan administratör.',
  },
} as const
