import type { organisations as sv } from '../sv/organisations.ts'
import type { Shape } from '../shape.ts'

export const organisations = {
  title: 'Organisations',
  newOrganisation: 'New organisation',
  register: 'Register organisation',
  edit: 'Edit details',
  created: 'The organisation is registered.',
  count: '{count, plural, =0 {No organisations} one {1 organisation} other {# organisations}}',
  searchLabel: 'Search by name',
  noneFits: 'No organisation fits. It is registered under Organisations.',
  empty: 'No organisations yet',
  emptyHelp: 'Register the regions, municipalities, units and associations that you work with.',
  kind: {
    association: 'Association', region: 'Region', municipality: 'Municipality', unit: 'Unit', authority: 'Authority', funder: 'Funder', studyAssociation: 'Study association',
    employer: 'Employer', other: 'Other',
  },
  allKinds: 'All kinds',
  fields: {
    kind: 'Kind', name: 'Name', organisationNumber: 'Organisation number', parentId: 'Belongs to', municipalityCode: 'Municipality', email: 'E-mail', phone: 'Telephone',
    contactName: 'Contact', note: 'Note',
  },
  children: 'Organisations below',
  bodies: 'Bodies',
  noChildren: 'No organisations below.',
  noBodies: 'No bodies.',
  rules: {
    parentIsItself: 'An organisation cannot belong to itself. Choose another.',
    parentIsBelow: 'The chosen organisation lies below this one. Choose another.',
  },
} as const satisfies Shape<typeof sv>
