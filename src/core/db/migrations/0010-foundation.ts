import { sql, type Kysely } from 'kysely'
import { parseSpec } from '../columns.ts'
import { makeIndexes, makeTables, type NewIndexes, type NewKeys, type NewTables } from './make-tables.ts'
import type { Migration } from './migration.ts'

/** The tables of the first version. */
const tables: NewTables = {
  association: {
    id: 'id', version: 'integer', name: 'text', organisationNumber: 'text?', street: 'text?', postcode: 'text?', town: 'text?', email: 'text?',
    municipalityCode: 'text?', debtorIban: 'text?', debtorBic: 'text?', memberCountRule: 'text', smallCountLimit: 'integer', isDemo: 'flag',
    createdAt: 'instant',
  },
  journalEntries: {
    id: 'id', sequence: 'integer', at: 'instant', userId: 'text?', procedure: 'text', reason: 'text?', undoOfEntryId: 'text?', undoneByEntryId: 'text?',
    hash: 'text',
  },
  journalChanges: {
    entrySequence: 'integer', position: 'integer', tableName: 'text', rowId: 'text', subjectId: 'text?', otherSubjectId: 'text?',
    operation: 'text', beforeJson: 'json?', afterJson: 'json?',
  },

  persons: {
    id: 'id', version: 'integer', memberNumber: 'text?', givenName: 'text', familyName: 'text', nameSort: 'text', birthDate: 'date?', identityNumber: 'text?',
    gender: 'text?', careOf: 'text?', street: 'text?', postcode: 'text?', town: 'text?', municipalityCode: 'text?', email: 'text?', phone: 'text?',
    otherPhone: 'text?', preferredChannel: 'text', note: 'text?', isProtected: 'flag', createdAt: 'instant',
  },
  users: {
    id: 'id', version: 'integer', signInName: 'text', displayName: 'text', personId: 'ref:persons?', rolesJson: 'json', createdAt: 'instant', endedAt: 'instant?',
  },
  memberships: {
    id: 'id', version: 'integer', personId: 'ref:persons', kind: 'text', startsOn: 'date', endsOn: 'date?', endReason: 'text?',
  },
  membershipFees: {
    id: 'id', version: 'integer', personId: 'ref:persons', year: 'integer', amountOre: 'ore?', paidOn: 'date?',
  },
  paymentAccounts: {
    id: 'id', version: 'integer', personId: 'ref:persons', clearingNumber: 'text', accountNumber: 'text', startsOn: 'date', endsOn: 'date?',
  },
  stipendDeclinations: {
    id: 'id', version: 'integer', personId: 'ref:persons', startsOn: 'date', endsOn: 'date?',
  },
  importBatches: {
    id: 'id', version: 'integer', importedAt: 'instant', entryId: 'text', freshCount: 'integer', changedCount: 'integer', unclearCount: 'integer',
    skippedCount: 'integer',
  },

  organisations: {
    id: 'id', version: 'integer', kind: 'text', name: 'text', nameSort: 'text', organisationNumber: 'text?', parentId: 'ref:organisations?',
    municipalityCode: 'text?', email: 'text?', phone: 'text?', contactName: 'text?', note: 'text?', createdAt: 'instant',
  },

  tariffs: {
    id: 'id', version: 'integer', name: 'text', model: 'text', note: 'text?',
  },
  tariffVersions: {
    id: 'id', version: 'integer', tariffId: 'ref:tariffs', startsOn: 'date', endsOn: 'date?', shortBasisPoints: 'basisPoints?', halfBasisPoints: 'basisPoints?',
    fullBasisPoints: 'basisPoints?', hourlyBasisPoints: 'basisPoints?', shortOre: 'ore?', halfOre: 'ore?', fullOre: 'ore?', hourlyOre: 'ore?',
    shortUpToMinutes: 'integer', halfUpToMinutes: 'integer', isLimitInLowerClass: 'flag', isTravelTimeCounted: 'flag', roundingOre: 'ore', source: 'text?',
  },
  statutoryFigures: {
    id: 'id', version: 'integer', kind: 'text', startsOn: 'date', endsOn: 'date?', valueOre: 'ore?', rateBasisPoints: 'basisPoints?', bornFromYear: 'integer?',
    bornToYear: 'integer?', monthlyCapOre: 'ore?', isPreliminary: 'flag', source: 'text', checkedOn: 'date?',
  },

  grants: {
    id: 'id', version: 'integer', funderOrganisationId: 'ref:organisations', name: 'text', reference: 'text?', costCentre: 'text?', amountOre: 'ore?',
    startsOn: 'date', endsOn: 'date', reportDueOn: 'date?', note: 'text?',
  },

  bodies: {
    id: 'id', version: 'integer', hostOrganisationId: 'ref:organisations', name: 'text', nameSort: 'text', kind: 'text', method: 'text', level: 'text',
    targetGroup: 'text?', mandate: 'text?', payer: 'text', tariffId: 'ref:tariffs?', travelRule: 'text', travelRuleReason: 'text?', grantId: 'ref:grants?',
    startsOn: 'date', endsOn: 'date?', createdAt: 'instant',
  },
  seats: {
    id: 'id', version: 'integer', bodyId: 'ref:bodies', kind: 'text', position: 'integer', deputyForSeatId: 'ref:seats?', rank: 'integer?',
    reservedForOrganisationId: 'ref:organisations?', startsOn: 'date', endsOn: 'date?',
  },
  assignments: {
    id: 'id', version: 'integer', seatId: 'ref:seats', bodyId: 'ref:bodies', personId: 'ref:persons', onBehalfOfOrganisationId: 'ref:organisations?', role: 'text',
    startsOn: 'date', endsOn: 'date?', decidedOn: 'date', decisionReference: 'text?', endReason: 'text?', createdAt: 'instant',
  },

  meetings: {
    id: 'id', version: 'integer', bodyId: 'ref:bodies', title: 'text?', heldOn: 'date', startTime: 'time', endTime: 'time', place: 'text?', isDigital: 'flag',
    topic: 'text?', attendanceApprovedAt: 'instant?', attendanceApprovedByUserId: 'ref:users?', cancelledAt: 'instant?', createdAt: 'instant',
  },
  attendances: {
    id: 'id', version: 'integer', meetingId: 'ref:meetings', personId: 'ref:persons', assignmentId: 'ref:assignments?', role: 'text', status: 'text',
    travelMinutes: 'integer', drivenKilometres: 'integer', note: 'text?',
  },

  payouts: {
    id: 'id', version: 'integer', number: 'integer', paidOn: 'date', createdByUserId: 'ref:users', createdAt: 'instant', frozenAt: 'instant?',
    frozenByUserId: 'ref:users?', debtorName: 'text?', debtorOrganisationNumber: 'text?', debtorIban: 'text?', debtorBic: 'text?', messageId: 'text?',
    fileExportedAt: 'instant?', confirmedPaidAt: 'instant?', confirmedPaidByUserId: 'ref:users?',
  },
  claims: {
    id: 'id', version: 'integer', personId: 'ref:persons', meetingId: 'ref:meetings?', bodyId: 'ref:bodies?', grantId: 'ref:grants?', kind: 'text', occurredOn: 'date',
    isStipendDeclined: 'flag', submittedAt: 'instant', approvedAt: 'instant?', approvedByUserId: 'ref:users?', rejectedAt: 'instant?', rejectReason: 'text?',
    payoutId: 'ref:payouts?', createdAt: 'instant',
  },
  claimLines: {
    id: 'id', version: 'integer', claimId: 'ref:claims', position: 'integer', kind: 'text', description: 'text', quantity: 'integer?', amountOre: 'ore',
    isTaxable: 'flag', explanationJson: 'json?',
  },
  recognitions: {
    id: 'id', version: 'integer', personId: 'ref:persons', meetingId: 'ref:meetings?', kind: 'text', recordedOn: 'date', note: 'text?', valueOre: 'ore',
  },
  payoutItems: {
    id: 'id', version: 'integer', payoutId: 'ref:payouts', personId: 'ref:persons', position: 'integer', payeeName: 'text', clearingNumber: 'text',
    accountNumber: 'text', taxableOre: 'ore', taxFreeOre: 'ore', taxOre: 'ore', contributionOre: 'ore', contributionBasisPoints: 'basisPoints',
    contributionBaseOre: 'ore', yearTotalBeforeOre: 'ore', netOre: 'ore', taxRule: 'text', endToEndId: 'text',
  },

  trainings: {
    id: 'id', version: 'integer', name: 'text', nameSort: 'text', kind: 'text', description: 'text?', requiredSessions: 'integer', createdAt: 'instant',
  },
  courseRounds: {
    id: 'id', version: 'integer', trainingId: 'ref:trainings', name: 'text', startsOn: 'date', endsOn: 'date', place: 'text?', grantId: 'ref:grants?', requiredSessions: 'integer',
  },
  trainingSessions: {
    id: 'id', version: 'integer', courseRoundId: 'ref:courseRounds', heldOn: 'date', startTime: 'time', endTime: 'time', topic: 'text', place: 'text?',
  },
  courseParticipants: {
    id: 'id', version: 'integer', courseRoundId: 'ref:courseRounds', personId: 'ref:persons', admittedOn: 'date', completedOn: 'date?', leftOn: 'date?',
  },
  sessionAttendances: {
    id: 'id', version: 'integer', trainingSessionId: 'ref:trainingSessions', courseParticipantId: 'ref:courseParticipants', status: 'text',
  },
  certificates: {
    id: 'id', version: 'integer', number: 'integer', courseParticipantId: 'ref:courseParticipants', personId: 'ref:persons', issuedOn: 'date', snapshotJson: 'json',
  },

  audits: {
    id: 'id', version: 'integer', name: 'text', orderedByOrganisationId: 'ref:organisations', auditedOrganisationId: 'ref:organisations', orderedOn: 'date',
    agreedOn: 'date?', interviewCount: 'integer', reportedOn: 'date?', fedBackOn: 'date?', followedUpOn: 'date?', grantId: 'ref:grants?', note: 'text?',
  },
  auditTeamMembers: {
    id: 'id', version: 'integer', auditId: 'ref:audits', personId: 'ref:persons', role: 'text', startsOn: 'date', endsOn: 'date?',
  },
}

const keys: NewKeys = { journalChanges: ['entrySequence', 'position'] }

/** Columns that no two rows may share. Empty values do not collide. */
const unique: NewIndexes = [
  ['users', ['signInName']],
  ['journalEntries', ['sequence']],
  ['membershipFees', ['personId', 'year']],
  ['attendances', ['meetingId', 'personId']],
  ['claims', ['personId', 'meetingId', 'kind']],
  ['claimLines', ['claimId', 'position']],
  ['recognitions', ['personId', 'meetingId']],
  ['payouts', ['number']],
  ['payouts', ['messageId']],
  ['payoutItems', ['payoutId', 'personId']],
  ['courseParticipants', ['courseRoundId', 'personId']],
  ['sessionAttendances', ['trainingSessionId', 'courseParticipantId']],
  ['certificates', ['number']],
]

/** Columns that lists are filtered and sorted by. */
const indexed: NewIndexes = [
  ['journalChanges', ['rowId']],
  ['organisations', ['nameSort', 'id']],
  ['bodies', ['nameSort', 'id']],
  ['trainings', ['nameSort', 'id']],
  ['statutoryFigures', ['kind', 'startsOn']],
  ['assignments', ['endsOn']],
  ['assignments', ['bodyId', 'startsOn']],
  ['meetings', ['heldOn', 'id']],
  ['meetings', ['bodyId', 'heldOn']],
  ['claims', ['occurredOn', 'id']],
  ['claims', ['payoutId']],
]

export const foundation: Migration = {
  number: 10,
  name: 'foundation',
  async up(database, kind) {
    await makeTables(database, kind, tables, keys)
    await makeIndexes(database, { unique, indexed })
    // Most persons have no identity number, and most changes no such subject: an index over nothing would cost more than it finds.
    for (const column of ['memberNumber', 'identityNumber'] as const) {
      await database.schema.createIndex(`persons_${column}_unique`).unique().on('persons').column(column).where(column, 'is not', null).execute()
    }
    for (const column of ['subjectId', 'otherSubjectId'] as const) {
      await database.schema.createIndex(`journalChanges_${column}`).on('journalChanges').column(column).where(column, 'is not', null).execute()
    }
    // Nearly all meetings are approved in time; those that wait are few, and looked for by day.
    await sql`create index ${sql.ref('meetings_open_heldOn')} on ${sql.table('meetings')} (${sql.ref('heldOn')}) where ${sql.ref('attendanceApprovedAt')} is null`.execute(database)
    await indexForeignKeys(database as unknown as Kysely<unknown>)
    if (kind === 'sqlite') await searchInSqlite(database as unknown as Kysely<unknown>)
    else await searchInPostgres(database as unknown as Kysely<unknown>)
  },
}

/** Every reference is looked up from the other side too: a page's history, an undo, a merge. */
async function indexForeignKeys(database: Kysely<unknown>): Promise<void> {
  const leading = new Set([...unique, ...indexed].map(([table, columns]) => `${table}.${columns[0]}`))
  for (const [table, columns] of Object.entries(tables)) {
    for (const [column, spec] of Object.entries(columns)) {
      if (parseSpec(spec).references && !leading.has(`${table}.${column}`)) {
        await database.schema.createIndex(`${table}_${column}`).on(table).column(column).execute()
      }
    }
  }
}

async function searchInSqlite(database: Kysely<unknown>): Promise<void> {
  const statements = [
    `create table "searchEntries" ("rowId" integer primary key, "entityId" text not null unique, "kind" text not null, "title" text not null, "detail" text not null, "titleSort" text not null, "folded" text not null, "loose" text not null)`,
    `create index "searchEntries_kind_folded" on "searchEntries" ("kind", "folded")`,
    `create virtual table "searchFts" using fts5("folded", "loose", content='searchEntries', content_rowid='rowId', tokenize='unicode61 remove_diacritics 0', prefix='1 2')`,
  ]
  for (const statement of statements) await sql.raw(statement).execute(database)
}

async function searchInPostgres(database: Kysely<unknown>): Promise<void> {
  const statements = [
    'create extension if not exists pg_trgm',
    `create table "searchEntries" ("entityId" text primary key, "kind" text not null, "title" text not null, "detail" text not null, "titleSort" text collate "C" not null, "folded" text not null, "loose" text not null)`,
    `create index "searchEntries_kind_folded" on "searchEntries" ("kind", "folded" text_pattern_ops)`,
    `create index "searchEntries_words" on "searchEntries" using gin ("folded" gin_trgm_ops, "loose" gin_trgm_ops)`,
  ]
  for (const statement of statements) await sql.raw(statement).execute(database)
}
