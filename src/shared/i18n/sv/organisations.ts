/** Regions, municipalities, units, associations, funders. */
export const organisations = {
  title: 'Organisationer',
  newOrganisation: 'Ny organisation',
  register: 'Registrera organisation',
  edit: 'Ändra uppgifter',
  created: 'Organisationen är registrerad.',
  count: '{count, plural, =0 {Inga organisationer} one {1 organisation} other {# organisationer}}',
  searchLabel: 'Sök på namn',
  noneFits: 'Ingen organisation stämmer. Den registreras under Organisationer.',
  empty: 'Inga organisationer än',
  emptyHelp: 'Registrera regioner, kommuner, enheter och föreningar som ni arbetar med.',
  kind: {
    association: 'Förening', region: 'Region', municipality: 'Kommun', unit: 'Enhet', authority: 'Myndighet', funder: 'Bidragsgivare', studyAssociation: 'Studieförbund',
    employer: 'Arbetsgivare', other: 'Annan',
  },
  allKinds: 'Alla slag',
  fields: {
    kind: 'Slag', name: 'Namn', organisationNumber: 'Organisationsnummer', parentId: 'Hör till', municipalityCode: 'Kommun', email: 'E-post', phone: 'Telefon',
    contactName: 'Kontaktperson', note: 'Anteckning',
  },
  children: 'Underliggande organisationer',
  bodies: 'Grupper',
  noChildren: 'Inga underliggande organisationer.',
  noBodies: 'Inga grupper.',
  rules: {
    parentIsItself: 'En organisation kan inte höra till sig själv. Välj en annan.',
    parentIsBelow: 'Den valda organisationen ligger under den här. Välj en annan.',
  },
} as const
