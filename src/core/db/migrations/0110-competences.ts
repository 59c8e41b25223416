import { makeIndexes, makeTables, type NewIndexes, type NewTables } from './make-tables.ts'
import type { Migration } from './migration.ts'

/** No old row changes: nobody has yet been asked what she can and wants to do. */
const made: NewTables = {
  subjectAreas: { id: 'id', version: 'integer', name: 'text', nameSort: 'text' },
  competences: {
    id: 'id', version: 'integer', personId: 'ref:persons', kind: 'text', code: 'text?', subjectAreaId: 'ref:subjectAreas?', name: 'text?', level: 'text?', startsOn: 'date', endsOn: 'date?',
  },
  availabilities: { id: 'id', version: 'integer', personId: 'ref:persons', weekday: 'integer', partOfDay: 'text' },
  plannedAbsences: { id: 'id', version: 'integer', personId: 'ref:persons', startsOn: 'date', endsOn: 'date' },
  travelLimits: {
    id: 'id', version: 'integer', personId: 'ref:persons', travelMeansJson: 'json', maxKilometres: 'integer?', maxTravelMinutes: 'integer?', maxWeeklyHours: 'integer?',
  },
  panels: {
    id: 'id', version: 'integer', name: 'text', question: 'text?', drawnOn: 'date', size: 'integer', drawRule: 'text', seed: 'text', mixJson: 'json', quotasJson: 'json',
    subjectAreaId: 'ref:subjectAreas?', method: 'text?', meetsOn: 'date?', poolCount: 'integer',
  },
  panelMembers: {
    id: 'id', version: 'integer', panelId: 'ref:panels', personId: 'ref:persons', position: 'integer', replacesMemberId: 'ref:panelMembers?', askedOn: 'date?', answer: 'text?', answeredOn: 'date?',
  },
}

const indexed: NewIndexes = [
  ['subjectAreas', ['nameSort']],
  ['competences', ['personId']],
  ['competences', ['subjectAreaId']],
  ['competences', ['kind', 'code']],
  ['availabilities', ['personId']],
  ['plannedAbsences', ['personId']],
  ['travelLimits', ['personId']],
  ['panels', ['subjectAreaId']],
  ['panels', ['drawnOn']],
  ['panelMembers', ['panelId']],
  ['panelMembers', ['personId']],
  ['panelMembers', ['replacesMemberId']],
]

/** What people can and want to do, when and how far, and the panels drawn among them. */
export const competences: Migration = {
  number: 110,
  name: 'competences and panels',
  async up(database, kind) {
    await makeTables(database, kind, made)
    await makeIndexes(database, { indexed })
  },
}
