import type { Migration } from './migration.ts'
import { foundation } from './0010-foundation.ts'
import { payoutSettings } from './0020-payout-settings.ts'
import { claimLists } from './0030-claim-lists.ts'
import { duplicates } from './0040-duplicates.ts'
import { competences } from './0110-competences.ts'
import { savedViews } from './0050-saved-views.ts'
import { personDetails } from './0060-person-details.ts'
import { affiliations } from './0070-affiliations.ts'
import { membershipFees } from './0080-membership-fees.ts'

import { notesTagsFields } from './0090-notes-tags-fields.ts'
import { mailings } from './0120-mailings.ts'
import { paymentMethodsOfPayments } from './0130-payment-methods.ts'
import { importMappings } from './0140-imports.ts'
import { sendingMail } from './0150-sending-mail.ts'
import { registerDetails } from './0160-register-details.ts'
import { listExports } from './0170-list-exports.ts'
import { formDrafts } from './0180-form-drafts.ts'
import { organisationAddresses } from './0190-organisation-addresses.ts'
import { withdrawnFees } from './0210-withdrawn-fees.ts'

/** All steps in order. */
export const migrations: readonly Migration[] = [foundation, payoutSettings, claimLists, duplicates, savedViews, personDetails, affiliations, membershipFees, notesTagsFields, competences, mailings, paymentMethodsOfPayments, importMappings, sendingMail, registerDetails, listExports, formDrafts, organisationAddresses, withdrawnFees]
