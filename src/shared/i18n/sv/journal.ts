/** The journal: who changed what and when, and undoing it. */
export const journal = {
  rules: {
    cannotBeUndone: 'Det här kan inte ångras. Gör en ny ändring som rättar i stället.',
    alreadyUndone: 'Ändringen är redan ångrad.',
    notOwnChange: 'Du kan bara ångra dina egna ändringar. Be den som gjorde ändringen, eller en administratör.',
    changedSince: 'Något av det har ändrats efteråt. Ångra de senare ändringarna först.',
    builtUpon: 'Andra uppgifter bygger på {count, plural, one {en rad} other {# rader}} av det. Ta bort dem först.',
  },
} as const
