/** Payouts: what is paid, to whom, with tax and contributions. */
export const payouts = {
  rules: {
    accountMissing: 'Bankkonto saknas. Fyll i clearingnummer och konto på personens sida.',
    accountInvalid: 'Bankkontot stämmer inte. Kontrollera clearingnummer och kontonummer på personens sida.',
    identityNumberMissing: 'Personnummer saknas. Det behövs för skatten, så fyll i det på personens sida.',
    birthYearMissing: 'Födelseår saknas. Det avgör arbetsgivaravgiften, så rätta personnumret.',
    travelUndecided: 'Ingen har bestämt om resan är skattefri. Bestäm det på gruppens sida.',
    crossesYearlyLimit:
      'Årets summa når {totalOre, number, ::currency/SEK scale/0.01} och passerar 1 000 kr. Skatten blir {taxOre, number, ::currency/SEK scale/0.01}. Arbetsgivaravgiften på {contributionBaseOre, number, ::currency/SEK scale/0.01} blir {contributionOre, number, ::currency/SEK scale/0.01}.',
    expectedToCross:
      'Årets summa väntas passera 1 000 kr med räkningar på {expectedOre, number, ::currency/SEK scale/0.01} som inte är betalda. Därför dras skatt redan nu.',
    minorCheckContributions: 'Personen är 15–17 år. Fråga Skatteverket vilken arbetsgivaravgift som gäller.',
    dateInPast: 'Betalningsdagen har passerat. Välj i dag eller en senare dag.',
    notBankDay: 'Banken är stängd den {date}. Välj {before} eller {after}.',
    notBankDayAtNewYear: 'Banken är stängd den {date}. Välj {before} eller {after}. Dagen avgör vilket skatteår som gäller.',
    empty: 'Utbetalningen är tom. Lägg till minst en attesterad räkning.',
    nothingApproved: 'Det finns inga attesterade räkningar att betala.',
    blocked: 'Utbetalningen kan inte låsas. Rätta det som saknas för {count, plural, one {en person} other {# personer}} eller ta bort räkningarna.',
    alreadyFrozen: 'Utbetalningen är låst. Den kan inte ändras.',
    notFrozen: 'Utbetalningen är inte låst. Lås den innan du hämtar filen.',
    alreadyPaid: 'Utbetalningen är redan markerad som betald.',
    debtorIncomplete: 'Föreningens {missing, select, iban {IBAN} bic {BIC} other {organisationsnummer}} saknas. Be administratören fylla i det under Föreningen.',
  },
} as const
