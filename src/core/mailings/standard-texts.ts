import type { StandardText } from '#contract/mailings.ts'
import type { LocalDate } from '#shared/dates.ts'

/** The day the standard texts got the words they have here. */
export const writtenOn: LocalDate = '2026-11-01'

interface Words {
  readonly name: string
  readonly subject: string
  readonly body: string
  /** In easy Swedish: short sentences, one thing at a time, each on a line of its own. */
  readonly easyBody: string
}

/** The texts that every association begins with, in plain Swedish and in easy Swedish. */
export const standardWords: Readonly<Record<StandardText, Words>> = {
  welcome: {
    name: 'Välkommen som medlem',
    subject: 'Välkommen till {förening}',
    body: `Hej {förnamn}!

Välkommen som medlem i {förening}. Ditt medlemsnummer är {medlemsnummer}.

Som medlem kan du vara med och påverka vård och stöd. Du kan komma på våra möten, gå våra kurser och säga till om du vill representera oss.

Hör av dig om du undrar något, eller om vi ska nå dig på ett annat sätt än i dag.

Hälsningar
{avsändare}
{förening}`,
    easyBody: `Hej {förnamn}!

Välkommen till {förening}.
Nu är du medlem.
Ditt medlemsnummer är {medlemsnummer}.

Du kan komma på våra möten.
Du kan gå våra kurser.
Du kan tala för oss i möten med vården.

Har du frågor?
Hör av dig till oss.

Hälsningar
{avsändare}
{förening}`,
  },
  feeNotice: {
    name: 'Medlemsavgift',
    subject: 'Medlemsavgift för {år}',
    body: `Hej {förnamn}!

Nu är det dags att betala medlemsavgiften för {år}.

Belopp: {avgift}
Betala till: {betalas till}
OCR-nummer: {ocr}
Betala senast: {förfallodag}

Tack för att du är medlem. Har du svårt att betala kan du höra av dig till oss.

Hälsningar
{avsändare}
{förening}`,
    easyBody: `Hej {förnamn}!

Du ska betala medlemsavgift för {år}.

Du ska betala {avgift}.
Betala till {betalas till}.
Skriv numret {ocr} när du betalar.
Betala senast {förfallodag}.

Är det svårt att betala?
Hör av dig till oss.

Hälsningar
{avsändare}
{förening}`,
  },
  feeReminder: {
    name: 'Påminnelse om medlemsavgift',
    subject: 'Påminnelse: medlemsavgift för {år}',
    body: `Hej {förnamn}!

Vi har inte sett din medlemsavgift för {år} än. Den skulle ha betalats senast {förfallodag}.

Belopp: {avgift}
Betala till: {betalas till}
OCR-nummer: {ocr}

Har du redan betalat kan du bortse från det här. Har du svårt att betala, eller vill du inte vara medlem längre? Hör av dig till oss.

Hälsningar
{avsändare}
{förening}`,
    easyBody: `Hej {förnamn}!

Du har inte betalat medlemsavgiften för {år}.
Kanske har du glömt den.

Du ska betala {avgift}.
Betala till {betalas till}.
Skriv numret {ocr} när du betalar.

Har du redan betalat?
Då behöver du inte göra något.

Är det svårt att betala?
Hör av dig till oss.

Hälsningar
{avsändare}
{förening}`,
  },
  meetingInvitation: {
    name: 'Kallelse till möte',
    subject: 'Kallelse: {möte} {mötesdatum}',
    body: `Hej {förnamn}!

Du är kallad till {möte}.

Dag: {mötesdatum}
Tid: {mötestid}
Plats: {mötesplats}

{ersättare}

Svara gärna så snart du kan om du kommer. Säg också till om du behöver något för att kunna delta, till exempel tolk, pauser eller en biljett som vi köper i förväg.

Hälsningar
{avsändare}
{förening}`,
    easyBody: `Hej {förnamn}!

Vi vill att du kommer på ett möte.
Mötet heter {möte}.

Dag: {mötesdatum}
Tid: {mötestid}
Plats: {mötesplats}

Säg till om du kommer.
Säg också till om du behöver hjälp för att komma.
Vi kan köpa biljett åt dig.

Hälsningar
{avsändare}
{förening}`,
  },
  thanks: {
    name: 'Tack',
    subject: 'Tack för din insats',
    body: `Hej {förnamn}!

Tack för att du ger din tid och din erfarenhet. Det du gör märks: när du är med blir besluten bättre för fler.

Vi är glada att du är med oss.

Hälsningar
{avsändare}
{förening}`,
    easyBody: `Hej {förnamn}!

Tack för att du hjälper oss.
Det du vet är viktigt.
När du är med blir vården bättre för fler.

Vi är glada att du är med.

Hälsningar
{avsändare}
{förening}`,
  },
  assignmentCertificate: {
    name: 'Intyg om uppdrag utan arvode',
    subject: 'Intyg om uppdrag',
    body: `Intyg

{förening} intygar att {namn} har haft uppdrag för oss under {år}.

Uppdrag: {uppdrag}
Tid i möten: {timmar} timmar

Uppdraget är ideellt. Inget arvode har betalats för det. Ersättning för resor räknas inte som arvode.

{dagens datum}

{avsändare}
{förening}`,
    easyBody: `Intyg

{namn} har haft uppdrag för {förening} under {år}.

Uppdrag: {uppdrag}
Tid i möten: {timmar} timmar

{namn} har inte fått lön för uppdraget.

{dagens datum}

{avsändare}
{förening}`,
  },
  registerExtract: {
    name: 'Brev med registerutdrag',
    subject: 'Dina uppgifter hos {förening}',
    body: `Hej {förnamn}!

Du har bett att få veta vilka uppgifter vi har om dig. De ligger med det här brevet.

Där ser du uppgifterna, vad de används till och hur länge vi sparar dem. Är något fel rättar vi det. Du kan också be oss ta bort uppgifter som vi inte längre behöver.

Är du inte nöjd kan du klaga hos Integritetsskyddsmyndigheten, imy.se.

Hälsningar
{avsändare}
{förening}`,
    easyBody: `Hej {förnamn}!

Du har frågat vad vi vet om dig.
Det står i papperen här.

Är något fel?
Säg till, så ändrar vi.
Du kan också be oss ta bort uppgifter.

Är du inte nöjd?
Då kan du klaga hos Integritetsskyddsmyndigheten.
Deras webbplats är imy.se.

Hälsningar
{avsändare}
{förening}`,
  },
}
