import { describe, expect, it } from 'vitest'
import type { Cell } from '#core/documents/spreadsheet.ts'
import { findTable } from '#core/people/import-mapping.ts'
import { cleanRows } from '#core/people/import-rows.ts'
import { resultOf } from '#test/support/events.ts'

const today = '2026-11-21'

/** The public column lists, and what of them the register takes. */
const lists: readonly { readonly name: string; readonly columns: readonly string[]; readonly read: Readonly<Record<string, string>> }[] = [
  {
    name: 'MyClub',
    columns: [
      'Förnamn', 'Efternamn', 'För- och efternamn', 'Personnummer', 'Födelsedatum (YYYY-MM-DD)', 'LMA/Samordningsnummer', 'Ålder', 'Kön (flicka/pojke)', 'Kön (W/M)', 'Nationalitet', 'c/o', 'Adress',
      'Postnummer', 'Postort', 'Land', 'Hemtelefon', 'Mobiltelefon', 'Arbetstelefon', 'E-post', 'Medlemstyp', 'MedlemsID', 'Ständig medlem', 'Datum registrerad', 'Senast ändrad',
      'Autogiromedgivande', 'Kommentar', 'Aktiviteter totalt', 'Aktiviteter år 2020', 'Grupper', 'Alla grupper', 'Roller', 'Gruppkategorier', 'Föreningsnamn', 'Familj', 'Allergier', 'Hedersmedlem',
      'Kontakt 1 förnamn', 'Kontakt 1 efternamn', 'Kontakt 1 hemtelefon', 'Kontakt 1 mobiltelefon', 'Kontakt 1 arbetstelefon', 'Kontakt 1 epost',
    ],
    read: {
      'Förnamn': 'givenName', 'Efternamn': 'familyName', 'Personnummer': 'identityNumber', 'Födelsedatum (YYYY-MM-DD)': 'birthDate', 'Kön (W/M)': 'gender', 'c/o': 'careOf', 'Adress': 'street',
      'Postnummer': 'postcode', 'Postort': 'town', 'Hemtelefon': 'otherPhone', 'Mobiltelefon': 'phone', 'E-post': 'email', 'Medlemstyp': 'membershipKind', 'MedlemsID': 'memberNumber',
      'Datum registrerad': 'memberSince', 'Kommentar': 'note',
    },
  },
  {
    name: 'MyClub (importmall)',
    columns: [
      'Förnamn', 'Efternamn', 'Adress', 'Postnummer', 'Postadress', 'Personnummer', 'Hemtelefon medlem', 'Hemtelefon kontaktperson1', 'Hemtelefon kontaktperson2', 'Mobiltelefon medlem',
      'Mobiltelefon kontaktperson1', 'Mobiltelefon kontaktperson2', 'Epost medlem', 'Epost kontaktperson1', 'Epost kontaktperson2', 'Lag', 'Medlemstyp', 'Kön', 'Förnamn kontaktperson1',
      'Efternamn kontaktperson1', 'Förnamn kontaktperson2', 'Efternamn kontaktperson2', 'Extra 1', 'Extra 2', 'Extra 3', 'Extra 4', 'Extra 5',
    ],
    read: {
      'Förnamn': 'givenName', 'Efternamn': 'familyName', 'Adress': 'street', 'Postnummer': 'postcode', 'Postadress': 'town', 'Personnummer': 'identityNumber', 'Hemtelefon medlem': 'otherPhone',
      'Mobiltelefon medlem': 'phone', 'Epost medlem': 'email', 'Medlemstyp': 'membershipKind', 'Kön': 'gender',
    },
  },
  {
    name: 'IdrottOnline',
    columns: [
      'Prova-på', 'Förnamn', 'Alt. förnamn', 'Efternamn', 'Kön', 'Nationalitet', 'IdrottsID', 'Födelsedat./Personnr.', 'Telefon mobil', 'E-post kontakt', 'Kontaktadress - c/o adress',
      'Kontaktadress - Gatuadress', 'Kontaktadress - Postnummer', 'Kontaktadress - Postort', 'Kontaktadress - Land', 'Arbetsadress - c/o adress', 'Arbetsadress - Gatuadress',
      'Arbetsadress - Postnummer', 'Arbetsadress - Postort', 'Arbetsadress - Land', 'Telefon bostad', 'Telefon arbete', 'E-post privat', 'E-post arbete', 'Medlemsnr.', 'Medlem sedan',
      'Medlem t.o.m.', 'Övrig medlemsinfo', 'Familj', 'Fam.Admin', 'Lägg till GruppID', 'Ta bort GruppID',
    ],
    read: {
      'Förnamn': 'givenName', 'Efternamn': 'familyName', 'Kön': 'gender', 'Födelsedat./Personnr.': 'identityNumber', 'Telefon mobil': 'phone', 'E-post kontakt': 'email',
      'Kontaktadress - c/o adress': 'careOf', 'Kontaktadress - Gatuadress': 'street', 'Kontaktadress - Postnummer': 'postcode', 'Kontaktadress - Postort': 'town', 'Telefon bostad': 'otherPhone',
      'Medlemsnr.': 'memberNumber', 'Medlem sedan': 'memberSince', 'Medlem t.o.m.': 'memberUntil', 'Övrig medlemsinfo': 'note',
    },
  },
  {
    name: 'IdrottOnline',
    columns: [
      'Typ', 'Förnamn', 'Alt. förnamn', 'Efternamn', 'IdrottsID', 'Födelsedat./Personnr.', 'Kön', 'Nationalitet', 'Telefon mobil', 'E-post kontakt', 'Kontaktadress - c/o adress',
      'Kontaktadress - Gatuadress', 'Kontaktadress - Postnummer', 'Kontaktadress - Postort', 'Kontaktadress - Land', 'Folkbokföring - c/o adress', 'Folkbokföring - Gatuadress',
      'Folkbokföring - Postnummer', 'Folkbokföring - Postort', 'Folkbokföring - Land', 'Folkbokföring - Kommunkod', 'Folkbokföring - Kommun', 'Arbetsadress - c/o adress',
      'Arbetsadress - Gatuadress', 'Arbetsadress - Postnummer', 'Arbetsadress - Postort', 'Arbetsadress - Land', 'Telefon bostad', 'Telefon arbete', 'E-post privat', 'E-post arbete',
      'Övrig medlemsinfo', 'Grupp/Lag/Arbetsrum/Familj', 'Familj', 'Fam.Admin', 'Medlemsnr.', 'Medlem sedan', 'Medlem t.o.m.', 'Registreringsdatum',
    ],
    read: {
      'Förnamn': 'givenName', 'Efternamn': 'familyName', 'Kön': 'gender', 'Födelsedat./Personnr.': 'identityNumber', 'Telefon mobil': 'phone', 'E-post kontakt': 'email',
      'Kontaktadress - c/o adress': 'careOf', 'Kontaktadress - Gatuadress': 'street', 'Kontaktadress - Postnummer': 'postcode', 'Kontaktadress - Postort': 'town', 'Telefon bostad': 'otherPhone',
      'Folkbokföring - Kommun': 'municipality', 'Medlemsnr.': 'memberNumber', 'Medlem sedan': 'memberSince', 'Medlem t.o.m.': 'memberUntil', 'Övrig medlemsinfo': 'note',
    },
  },
  {
    name: 'Memlist',
    columns: [
      'Medlemsnummer', 'Förnamn', 'Efternamn', 'Eget kön', 'Företagsnamn', 'Orgnummer', 'C/O', 'Gatuadress', 'Postnummer', 'Postort', 'Landskod', 'Kommunkod', 'Regionskod', 'Epost', 'Telefon',
      'Medlemstyp', 'Giltig från', 'Giltig till', 'familjeID', 'Vårdnadshavare ID', 'Avdelning', 'Faktura Förnamn', 'Faktura Efternamn',
    ],
    read: {
      'Medlemsnummer': 'memberNumber', 'Förnamn': 'givenName', 'Efternamn': 'familyName', 'Eget kön': 'gender', 'Företagsnamn': 'organisation', 'C/O': 'careOf', 'Gatuadress': 'street',
      'Postnummer': 'postcode', 'Postort': 'town', 'Kommunkod': 'municipality', 'Epost': 'email', 'Telefon': 'otherPhone', 'Medlemstyp': 'membershipKind', 'Giltig från': 'memberSince', 'Giltig till': 'memberUntil',
    },
  },
  {
    name: 'Cardskipper',
    columns: ['Firstname', 'Lastname', 'Birthdate', 'CellPhone1', 'OrganisationMemberId', 'Från', 'Till'],
    read: {
      'Firstname': 'givenName', 'Lastname': 'familyName', 'Birthdate': 'birthDate', 'CellPhone1': 'phone', 'OrganisationMemberId': 'memberNumber', 'Från': 'memberSince', 'Till': 'memberUntil',
    },
  },
]

function tableOf(columns: readonly string[], ...rows: Cell[][]) {
  const table = findTable({ sheets: [{ name: 'Blad1', rows: [[...columns], ...rows], isHidden: false, hiddenColumns: [] }] })
  if (!table) throw new Error('no headings')
  return table
}

describe.each(lists)('The column list of $name with $columns.length columns', ({ name, columns, read }) => {
  it('is recognised and named, and every column means what it means there', () => {
    const table = tableOf(columns)
    expect(table.templateName).toBe(name)
    expect(Object.fromEntries(table.columns.flatMap(({ heading, target }) => (target ? [[heading, target.field]] : [])))).toEqual(read)
  })

  it('is recognised also in other letters and another order, and with a column of one’s own', () => {
    const table = tableOf([...columns.map((heading) => heading.toUpperCase()).toReversed(), 'Sekretess'])
    expect(table.templateName).toBe(name)
    expect(table.columns.at(-1)?.target).toEqual({ field: 'isProtected' })
  })

  it('never lets a guardian’s or payer’s columns, or anything of health, become the member’s', () => {
    const others = /kontakt ?\d|kontaktperson|faktura|allergier|vårdnadshavare|målsman|arbete/iu
    const row = columns.map((heading): Cell => (others.test(heading) ? 'Förälder' : read[heading] === 'givenName' ? 'Kim' : read[heading] === 'familyName' ? 'Barn' : null))
    const { rows } = resultOf(cleanRows(tableOf(columns, row), today))
    expect(rows.map(({ values, findings }) => [values, findings])).toEqual([[{ givenName: 'Kim', familyName: 'Barn' }, []]])
  })
})

describe('Another list', () => {
  it('is not taken for one of a system', () => {
    expect(tableOf(['Förnamn', 'Efternamn', 'Personnummer', 'E-post', 'Mobil', 'Medlemstyp', 'Adress', 'Postnummer', 'Ort']).templateName).toBeNull()
    expect(tableOf(['Firstname', 'Lastname', 'Email']).templateName).toBeNull()
  })
})
