import type { organisationKinds } from '#contract/organisations.ts'
import { municipalities } from '#shared/data/municipalities.ts'
import { instantOf, type LocalDate } from '#shared/dates.ts'
import { sortKey } from '#shared/swedish-text.ts'
import { generator } from './generator.ts'
import type { Ledger } from './ledger.ts'

/** The organisations by what the rest of the demo calls them. */
export type OrganisationKey = keyof typeof described | `municipality${string}` | 'abroad'
export type Organisations = ReadonlyMap<OrganisationKey, string>

interface Described {
  readonly kind: (typeof organisationKinds)[number]
  readonly name: string
  readonly parent?: string
  readonly street?: string
  readonly postcode?: string
  readonly town?: string
  readonly countryCode?: string
  readonly email?: string
  readonly targetGroup?: string
}

const described = {
  region: { kind: 'region', name: 'Region Uppsala', street: 'Storgatan 27', postcode: '75331', town: 'Uppsala', email: 'regionen@example.se' },
  psychiatry: { kind: 'unit', name: 'Vuxenpsykiatrin', parent: 'region', street: 'Box 101', postcode: '75105', town: 'Uppsala', email: 'vuxenpsykiatrin@example.se' },
  psychosisClinic: { kind: 'unit', name: 'Psykosmottagningen', parent: 'psychiatry', email: 'psykosmottagningen@example.se', targetGroup: 'Personer med psykossjukdom' },
  recovery: { kind: 'association', name: 'Återhämtning Uppland', street: 'Kungsgatan 12', postcode: '75332', town: 'Uppsala', email: 'aterhamtning@example.se' },
  families: { kind: 'association', name: 'Anhörigföreningen Bryggan', street: 'Nygatan 4', postcode: '75319', town: 'Uppsala', email: 'bryggan@example.se' },
  fund: { kind: 'funder', name: 'Fonden Starkare röst', street: 'Box 220', postcode: '10123', town: 'Stockholm', email: 'fonden@example.se' },
  studyAssociation: { kind: 'studyAssociation', name: 'Studieförbundet Mälardalen', street: 'Svartbäcksgatan 9', postcode: '75320', town: 'Uppsala', email: 'studier@example.se' },
  formerFamilies: { kind: 'association', name: 'Anhörigstödet i Tierp' },
} as const satisfies Record<string, Described>

const abroad: Described = { kind: 'other', name: 'Nordiskt brukarnätverk', street: 'Mannerheimvägen 5', postcode: '00100', town: 'Helsingfors', countryCode: 'FI', email: 'natverket@example.se' }

/** The municipalities that a body works in. */
const municipalityCodes: ReadonlySet<string> = new Set(['0330', '0331', '0360', '0380', '0381', '0382'])

/** The region and units of it, six of the county's municipalities, three other associations, a fund, a study association, and a network abroad. */
export function addOrganisations(ledger: Ledger, on: LocalDate): Organisations {
  const generate = generator('organisations')
  const ids = new Map<OrganisationKey, string>()
  const add = (key: OrganisationKey, { kind, name, parent, street, postcode, town, countryCode, email, targetGroup }: Described, municipalityCode: string | null) => {
    const id = generate.id(on)
    ids.set(key, id)
    ledger.add('organisations', on, {
      id, kind, name, nameSort: sortKey(name), organisationNumber: null, parentId: parent ? (ids.get(parent as OrganisationKey) ?? null) : null, municipalityCode,
      email: email ?? null, street: street ?? null, postcode: postcode ?? null, town: town ?? null, countryCode: countryCode ?? null, phone: null, note: null, targetGroup: targetGroup ?? null, endsOn: null, mergedIntoId: null, createdAt: instantOf(on, '09:30'),
    })
  }
  for (const [key, organisation] of Object.entries(described)) add(key as OrganisationKey, organisation, null)
  for (const { code, name } of municipalities.filter((municipality) => municipalityCodes.has(municipality.code))) {
    add(`municipality${code}`, { kind: 'municipality', name: `${genitive(name)} kommun` }, code)
  }
  add('abroad', abroad, null)
  return ids
}

/** Names that end in a vowel keep it in Swedish: Uppsala kommun, but Enköpings kommun. */
function genitive(name: string): string {
  return /[aeiouyåäö]$/u.test(name) ? name : `${name}s`
}

/** An organisation's id by its key. */
export function idOfOrganisation(organisations: Organisations, key: OrganisationKey): string {
  const id = organisations.get(key)
  if (id === undefined) throw new RangeError('There is no such organisation in the demo')
  return id
}
