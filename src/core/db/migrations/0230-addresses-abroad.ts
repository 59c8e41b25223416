import { addColumns } from './make-tables.ts'
import type { Migration } from './migration.ts'

/**
 * Addresses have a country. Empty is Sweden, which all were in before. Whom to contact instead, and a guardian, may be somebody who is
 * not in the register and yet is written to: with a name, a telephone and an e-mail. What was noted in words before stays as it is.
 */
export const addressesAbroad: Migration = {
  number: 230,
  name: 'countries of addresses, and contacts outside the register',
  async up(database, kind) {
    const country = { countryCode: 'text?' }
    await addColumns(database, kind, {
      persons: { ...country, contactName: 'text?', contactRelation: 'text?', contactPhone: 'text?', contactEmail: 'text?' },
      personAddresses: country,
      organisations: country,
      guardians: { phone: 'text?', email: 'text?' },
      mailingRecipients: { viaName: 'text?' },
    })
  },
}
