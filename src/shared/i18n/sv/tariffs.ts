const figure =
  '{figure, select, priceBaseAmount {prisbasbeloppet} mileageOwnCar {milersättningen} employerContribution {arbetsgivaravgiften} youthContribution {ungdomsavgiften} sideIncomeTax {skatten på sidoinkomst} smallPaymentLimit {100-kronorsgränsen} reportLimit {gränsen för redovisning} yearlyLimit {1 000-kronorsgränsen} other {beloppet}}'

/** Tariffs and the figures that laws and authorities decide. */
export const tariffs = {
  rules: {
    figureMissing: `Det saknas ett belopp för {year}: ${figure}. Lägg till det under Arvoden och belopp.`,
    figurePreliminary: `Beloppet för {year} är preliminärt: ${figure}. Kontrollera och bekräfta det innan du betalar ut.`,
    figureOverlaps: `Det finns redan en rad som gäller samtidigt: ${figure}, från {startsOn}. Ändra datum eller födelseår.`,
    figureNeedsAmount: 'Fyll i ett belopp i kronor för den här uppgiften.',
    figureNeedsRate: 'Fyll i en procentsats för den här uppgiften.',
    versionMissing: 'Arvodesreglerna {tariff} gäller inte den {date}. Lägg till regler för det datumet.',
    versionsOverlap: 'Det finns redan regler som gäller från {startsOn}. Ändra datumen så att de inte krockar.',
    amountMissing: 'Arvodesreglerna {tariff} saknar {tariffClass, select, short {belopp för kort möte} half {belopp för halvdag} full {belopp för heldag} other {belopp per timme}} den {date}. Fyll i det.',
    limitsOutOfOrder: 'Gränsen för halvdag måste vara längre än gränsen för kort möte.',
    checkedInFuture: 'Dagen du kontrollerade beloppet kan inte ligga i framtiden.',
    meetingWithoutLength: 'Mötet har ingen längd. Fyll i när det började och slutade.',
  },
} as const
