/**
 * Public column lists of the systems that Swedish associations leave: which of their columns the register takes, and as what.
 * Sources: MyClub's export and import template, IdrottOnline's export and import template (2020), Memlist's documentation, Cardskipper's documentation.
 * A column of theirs that is not named here is left out, whatever its heading looks like: guardians beside the child, who pays, allergies, groups.
 */
import type { ImportField } from '#shared/data/import-headings.ts'
import { headingKey, type ColumnTarget } from './import-headings.ts'

interface Template {
  /** The system, as people call it. */
  readonly name: string
  /** Headings that no other system has in this company, and how many of them must be there. */
  readonly signature: readonly string[]
  readonly fewest: number
  /** What its columns hold. */
  readonly reads: Readonly<Record<string, ImportField>>
  /** Its other columns, which are left out. */
  readonly leavesOut: readonly string[]
}

const templates: readonly Template[] = [
  {
    name: 'MyClub',
    signature: ['MedlemsID', 'Kön (flicka/pojke)', 'Kön (W/M)', 'LMA/Samordningsnummer', 'Aktiviteter totalt', 'Gruppkategorier', 'Kontakt 1 förnamn', 'Kontakt 1 epost', 'Autogiromedgivande'],
    fewest: 3,
    reads: {
      'Förnamn': 'givenName', 'Efternamn': 'familyName', 'Personnummer': 'identityNumber', 'Födelsedatum (YYYY-MM-DD)': 'birthDate', 'Kön (W/M)': 'gender', 'c/o': 'careOf', 'Adress': 'street',
      'Postnummer': 'postcode', 'Postort': 'town', 'Hemtelefon': 'otherPhone', 'Mobiltelefon': 'phone', 'E-post': 'email', 'Medlemstyp': 'membershipKind', 'MedlemsID': 'memberNumber',
      'Datum registrerad': 'memberSince', 'Kommentar': 'note',
    },
    leavesOut: [
      'För- och efternamn', 'LMA/Samordningsnummer', 'Ålder', 'Kön (flicka/pojke)', 'Nationalitet', 'Land', 'Arbetstelefon', 'Ständig medlem', 'Senast ändrad', 'Autogiromedgivande', 'Aktiviteter totalt',
      'Aktiviteter år 2020', 'Grupper', 'Alla grupper', 'Roller', 'Gruppkategorier', 'Föreningsnamn', 'Familj', 'Allergier', 'Hedersmedlem', 'Kontakt 1 förnamn', 'Kontakt 1 efternamn',
      'Kontakt 1 hemtelefon', 'Kontakt 1 mobiltelefon', 'Kontakt 1 arbetstelefon', 'Kontakt 1 epost',
    ],
  },
  {
    name: 'MyClub (importmall)',
    signature: ['Hemtelefon medlem', 'Mobiltelefon medlem', 'Epost medlem', 'Förnamn kontaktperson1', 'Epost kontaktperson1', 'Mobiltelefon kontaktperson1'],
    fewest: 3,
    reads: {
      'Förnamn': 'givenName', 'Efternamn': 'familyName', 'Adress': 'street', 'Postnummer': 'postcode', 'Postadress': 'town', 'Personnummer': 'identityNumber', 'Hemtelefon medlem': 'otherPhone',
      'Mobiltelefon medlem': 'phone', 'Epost medlem': 'email', 'Medlemstyp': 'membershipKind', 'Kön': 'gender',
    },
    leavesOut: [
      'Hemtelefon kontaktperson1', 'Hemtelefon kontaktperson2', 'Mobiltelefon kontaktperson1', 'Mobiltelefon kontaktperson2', 'Epost kontaktperson1', 'Epost kontaktperson2', 'Lag',
      'Förnamn kontaktperson1', 'Efternamn kontaktperson1', 'Förnamn kontaktperson2', 'Efternamn kontaktperson2', 'Extra 1', 'Extra 2', 'Extra 3', 'Extra 4', 'Extra 5',
    ],
  },
  {
    name: 'IdrottOnline',
    signature: ['IdrottsID', 'Födelsedat./Personnr.', 'Kontaktadress - Gatuadress', 'Kontaktadress - Postort', 'E-post kontakt', 'Fam.Admin', 'Alt. förnamn'],
    fewest: 4,
    reads: {
      'Förnamn': 'givenName', 'Efternamn': 'familyName', 'Kön': 'gender', 'Födelsedat./Personnr.': 'identityNumber', 'Telefon mobil': 'phone', 'Telefon bostad': 'otherPhone',
      'E-post kontakt': 'email', 'Kontaktadress - c/o adress': 'careOf', 'Kontaktadress - Gatuadress': 'street', 'Kontaktadress - Postnummer': 'postcode', 'Kontaktadress - Postort': 'town',
      'Folkbokföring - Kommun': 'municipality', 'Medlemsnr.': 'memberNumber', 'Medlem sedan': 'memberSince', 'Medlem t.o.m.': 'memberUntil', 'Övrig medlemsinfo': 'note',
    },
    leavesOut: [
      'Prova-på', 'Typ', 'Alt. förnamn', 'Nationalitet', 'IdrottsID', 'Kontaktadress - Land', 'Arbetsadress - c/o adress', 'Arbetsadress - Gatuadress', 'Arbetsadress - Postnummer',
      'Arbetsadress - Postort', 'Arbetsadress - Land', 'Telefon arbete', 'E-post privat', 'E-post arbete', 'Familj', 'Fam.Admin', 'Lägg till GruppID', 'Ta bort GruppID',
      'Folkbokföring - c/o adress', 'Folkbokföring - Gatuadress', 'Folkbokföring - Postnummer', 'Folkbokföring - Postort', 'Folkbokföring - Land', 'Folkbokföring - Kommunkod',
      'Grupp/Lag/Arbetsrum/Familj', 'Registreringsdatum', 'Målsman',
    ],
  },
  {
    name: 'Memlist',
    signature: ['Eget kön', 'familjeID', 'Vårdnadshavare ID', 'Faktura Förnamn', 'Faktura Efternamn', 'Landskod', 'Regionskod'],
    fewest: 2,
    reads: {
      'Medlemsnummer': 'memberNumber', 'Förnamn': 'givenName', 'Efternamn': 'familyName', 'Personnummer': 'identityNumber', 'Eget kön': 'gender', 'C/O': 'careOf', 'Gatuadress': 'street',
      'Postnummer': 'postcode', 'Postort': 'town', 'Kommunkod': 'municipality', 'Epost': 'email', 'Telefon': 'otherPhone', 'Medlemstyp': 'membershipKind', 'Giltig från': 'memberSince',
      'Giltig till': 'memberUntil', 'Företagsnamn': 'organisation',
    },
    leavesOut: ['Faktura Förnamn', 'Faktura Efternamn', 'Orgnummer', 'Landskod', 'Regionskod', 'familjeID', 'Vårdnadshavare ID', 'Avdelning'],
  },
  {
    name: 'Cardskipper',
    signature: ['OrganisationMemberId', 'CellPhone1', 'Firstname', 'Lastname', 'Birthdate'],
    fewest: 3,
    reads: {
      'OrganisationMemberId': 'memberNumber', 'Medlemsnummer': 'memberNumber', 'Firstname': 'givenName', 'Lastname': 'familyName', 'Birthdate': 'birthDate', 'CellPhone1': 'phone',
      'Från': 'memberSince', 'Till': 'memberUntil',
    },
    leavesOut: [],
  },
]

/** A public column list that a list's headings are known by, and what its columns hold. */
export interface RecognisedTemplate {
  readonly name: string
  /** What a column holds; null where it is to be left out, nothing where the system has no such column. */
  readonly targetOf: (heading: string) => ColumnTarget | null | undefined
}

const prepared = templates.map(({ name, signature, fewest, reads, leavesOut }) => ({
  name, fewest, signature: signature.map(headingKey),
  targets: new Map<string, ImportField | null>([...leavesOut.map((heading) => [headingKey(heading), null] as const), ...Object.entries(reads).map(([heading, field]) => [headingKey(heading), field] as const)]),
}))

/** The system whose column list these headings are. */
export function recogniseTemplate(headings: readonly string[]): RecognisedTemplate | undefined {
  const found = new Set(headings.map(headingKey))
  const scored = prepared.map((template) => ({ template, score: template.signature.filter((heading) => found.has(heading)).length }))
  const [best] = scored.filter(({ template, score }) => score >= template.fewest).toSorted((a, b) => b.score - a.score)
  if (!best) return undefined
  const { name, targets } = best.template
  const targetOf = (heading: string) => {
    const field = targets.get(headingKey(heading))
    return field ? { field } : field
  }
  return { name, targetOf }
}
