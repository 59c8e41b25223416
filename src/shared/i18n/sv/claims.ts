/** Claims: stipends and travel out of approved attendance. */
export const claims = {
  rules: {
    ownClaim: 'Du kan inte attestera din egen räkning. Be någon annan göra det.',
    notWaiting: 'Räkningen väntar inte på attest. Läs in listan igen.',
    notRejectable: 'Räkningen är redan avslagen eller ligger i en utbetalning. Den kan inte avslås.',
    notApproved: 'Räkningen är inte attesterad. Attestera den först.',
    alreadyInPayout: 'Räkningen ligger redan i en utbetalning. Den kan inte betalas två gånger.',
    alreadyCreated: 'Mötets närvaro har redan gett räkningar.',
    tariffNotChosen: 'Gruppen saknar arvodesregler. Välj regler på gruppens sida.',
    hostPays: 'Värden betalar arvodet. Kontrollera att värden inte också betalar resan.',
    nobodyPays: 'Ingen betalar arvode för den här gruppen.',
    tariffGivesNothing: 'Gruppens arvodesregler ger inget arvode.',
    stipendDeclined: 'Personen avstår arvode. Ett tack har antecknats i stället.',
    recordedInFuture: 'Dagen kan inte ligga i framtiden.',
    figureChanged: 'Beloppet för {year} har ändrats sedan räkningen gjordes. Räkna om den.',
  },
} as const
