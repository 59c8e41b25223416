/** What every list and report that leaves the association says about its figures. */
export const documents = {
  fewerThan: 'färre än {limit, number}',
  fewerPersonsThan: 'färre än {limit, number} personer',
  withheld: '–',
  withheldNote: 'Antal under {limit, number} visas inte. ”–” står där en siffra annars skulle avslöja ett sådant antal.',
} as const
