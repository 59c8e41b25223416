/**
 * Headings that Swedish member lists use, for each field that an import understands.
 * Sources: the export and import templates of IdrottOnline, MyClub, Memlist, Cardskipper and WeUnite (2020–2026), and common usage.
 * Compared without case, accents, spaces and signs; a part in brackets may be missing.
 */

export const importFields = [
  'memberNumber', 'givenName', 'familyName', 'fullName', 'identityNumber', 'birthDate', 'gender', 'careOf', 'street', 'streetMore', 'country', 'postcode', 'town',
  'municipality', 'email', 'phone', 'otherPhone', 'membershipKind', 'memberSince', 'memberUntil', 'feePaid', 'feeAmount', 'isProtected', 'status',
  'organisation', 'note',
] as const
/** What a column of a list can be read as. */
export type ImportField = (typeof importFields)[number]

/** Headings per field; of two columns with the same field, the one whose heading stands first here is taken. */
export const importHeadings: Readonly<Record<ImportField, readonly string[]>> = {
  memberNumber: [
    'Medlemsnummer', 'Medlemsnr', 'Medlems nr', 'Medl.nr', 'Medlems-ID', 'Medlem nr', 'OrganisationMemberId', 'IdrottsID', 'Kundnummer', 'Kundnr', 'Nummer', 'Nr', 'ID',
  ],
  givenName: ['Förnamn', 'Tilltalsnamn', 'Förnamn (tilltalsnamn)', 'Firstname', 'First name', 'Given name', 'Alt. förnamn', 'Alternativt förnamn'],
  familyName: ['Efternamn', 'Släktnamn', 'Lastname', 'Last name', 'Surname', 'Family name'],
  fullName: [
    'Namn', 'Efternamn, Förnamn', 'Efternamn Förnamn', 'Förnamn Efternamn', 'För- och efternamn', 'Fullständigt namn', 'Hela namnet', 'Medlemsnamn', 'Medlemmens namn',
    'Medlem', 'Name', 'Full name', 'Kundnamn', 'Person',
  ],
  identityNumber: [
    'Personnummer', 'Personnr', 'Pers.nr', 'Persnr', 'P-nr', 'Pnr', 'Personnummer (ÅÅÅÅMMDD-XXXX)', 'Födelsedat./Personnr.', 'Födelsedatum/Personnummer', 'Person-/orgnr',
    'Person nr', 'Samordningsnummer', 'LMA/Samordningsnummer', 'Personal identity number', 'SSN',
  ],
  birthDate: ['Födelsedatum', 'Födelsedatum (YYYY-MM-DD)', 'Födelsedag', 'Födelsedat.', 'Födelsetid', 'Född', 'Födelseår', 'Birthdate', 'Date of birth'],
  gender: ['Kön', 'Juridiskt kön', 'Eget kön', 'Kön (flicka/pojke)', 'Kön (W/M)', 'Man/Kvinna', 'K/M', 'Gender', 'Sex'],
  careOf: ['c/o', 'Co-adress', 'c/o adress', 'CO', 'Kontaktadress - c/o adress', 'Folkbokföring - c/o adress'],
  street: [
    'Gatuadress', 'Adress', 'Gata', 'Utdelningsadress', 'Bostadsadress', 'Hemadress', 'Adress 1', 'Adressrad 1', 'Kontaktadress - Gatuadress', 'Folkbokföring - Gatuadress',
    'Address', 'Street', 'Street address',
  ],
  streetMore: ['Adress 2', 'Adressrad 2', 'Lägenhetsnummer', 'Lägenhetsnr', 'Lgh', 'Lgh nr'],
  country: ['Land', 'Landskod', 'Kontaktadress - Land', 'Folkbokföring - Land', 'Country', 'Country code'],
  postcode: ['Postnummer', 'Postnr', 'Post nr', 'Postkod', 'Kontaktadress - Postnummer', 'Folkbokföring - Postnummer', 'Zip', 'Zip code', 'Postcode', 'Postal code'],
  town: ['Postort', 'Ort', 'Stad', 'Bostadsort', 'Kontaktadress - Postort', 'Folkbokföring - Postort', 'City', 'Town', 'Postadress'],
  municipality: ['Kommun', 'Hemkommun', 'Kommunkod', 'Folkbokföring - Kommun', 'Folkbokföring - Kommunkod', 'Municipality'],
  email: [
    'E-post', 'Epost', 'E-postadress', 'E-mail', 'Email', 'E-mailadress', 'Mail', 'Mailadress', 'Mejl', 'Mejladress', 'E-post kontakt', 'E-post privat', 'Epost medlem',
    'E-post arbete',
  ],
  phone: [
    'Mobiltelefon', 'Mobil', 'Mobilnummer', 'Mobilnr', 'Mobil nr', 'Mobiltel', 'Telefon mobil', 'Tel mobil', 'Tel. mobil', 'Mobiltelefon medlem', 'CellPhone1', 'SMS-nummer',
    'Mobile', 'Mobile phone',
  ],
  otherPhone: [
    'Telefon', 'Tel', 'Telefonnummer', 'Telefonnr', 'Tfn', 'Hemtelefon', 'Telefon bostad', 'Telefon hem', 'Tel hem', 'Hemtelefon medlem', 'Telefon arbete', 'Tel arbete',
    'Arbetstelefon', 'Phone',
  ],
  membershipKind: ['Medlemstyp', 'Medlemskategori', 'Medlemsform', 'Medlemskap', 'Avgiftstyp', 'Kategori', 'Typ', 'Typ av medlemskap', 'Membership'],
  memberSince: [
    'Medlem sedan', 'Medlem från', 'Medlem fr.o.m.', 'Inträdesdatum', 'Inträde', 'Inträdde', 'Blev medlem', 'Gick med', 'Inskriven', 'Datum registrerad', 'Registreringsdatum',
    'Startdatum', 'Giltig från', 'Från', 'Member since',
  ],
  memberUntil: ['Medlem till', 'Medlem t.o.m.', 'Utträdesdatum', 'Utträde', 'Utträdde', 'Utgått', 'Avslutad', 'Slutdatum', 'Giltig till', 'Till', 'Member until'],
  feePaid: [
    'Betald', 'Betalt', 'Betalat', 'Avgift betald', 'Avgiften betald', 'Betald avgift', 'Medlemsavgift betald', 'Betald medlemsavgift', 'Betaldatum', 'Betalningsdatum',
    'Inbetalt', 'Inbetald', 'Betald år', 'Betalt år', 'Betalningsstatus', 'Status betalning', 'Paid',
  ],
  feeAmount: ['Avgift', 'Medlemsavgift', 'Årsavgift', 'Belopp', 'Inbetalt belopp', 'Fee'],
  isProtected: [
    'Skyddad', 'Skydd', 'Skyddad identitet', 'Skyddade personuppgifter', 'Skyddade uppgifter', 'Skyddad adress', 'Skyddad folkbokföring', 'Skyddat', 'Sekretess',
    'Sekretessmarkering', 'Hemlig adress', 'Protected identity',
  ],
  status: ['Status', 'Medlemsstatus', 'Avliden'],
  organisation: ['Företagsnamn', 'Företag', 'Organisation', 'Firma'],
  note: ['Anteckning', 'Anteckningar', 'Kommentar', 'Notering', 'Övrig medlemsinfo', 'Övrigt', 'Anmärkning', 'Info', 'Note'],
}
