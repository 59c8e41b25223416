import { addColumns } from './make-tables.ts'
import type { Migration } from './migration.ts'

/** Addresses have a country. Empty is Sweden, which all were in before. */
export const addressesAbroad: Migration = {
  number: 230,
  name: 'countries of addresses',
  async up(database, kind) {
    await addColumns(database, kind, { persons: { countryCode: 'text?' }, personAddresses: { countryCode: 'text?' }, organisations: { countryCode: 'text?' } })
  },
}
