import { addColumns, makeIndexes, makeTables } from './make-tables.ts'
import type { Migration } from './migration.ts'

/** What others ask before they decide: who was asked, what came in, and our answer. A proposal may come out of one; of the old ones nobody has said so. */
export const consultations: Migration = {
  number: 330,
  name: 'consultations and viewpoints',
  async up(database, kind) {
    await makeTables(database, kind, {
      consultations: {
        id: 'id', version: 'integer', title: 'text', nameSort: 'text', kind: 'text', question: 'text?', askedByOrganisationId: 'ref:organisations', bodyId: 'ref:bodies?', receivedOn: 'date',
        answerDueOn: 'date?', responsibleUserId: 'ref:users?', isAnonymous: 'flag', answeredOn: 'date?', answer: 'text?', decidedOn: 'date?', decision: 'text?', toldBackOn: 'date?',
        toldBackHow: 'text?', createdAt: 'instant',
      },
      consultationInvitees: {
        id: 'id', version: 'integer', consultationId: 'ref:consultations', askedOn: 'date', personId: 'ref:persons?', organisationId: 'ref:organisations?', panelId: 'ref:panels?',
      },
      viewpoints: {
        id: 'id', version: 'integer', consultationId: 'ref:consultations', inviteeId: 'ref:consultationInvitees?', receivedOn: 'date', text: 'text', voiceCount: 'integer', createdAt: 'instant',
      },
    })
    await addColumns(database, kind, { proposals: { consultationId: 'ref:consultations?' } })
    await makeIndexes(database, {
      indexed: [
        ['consultations', ['receivedOn', 'id']], ['consultations', ['answerDueOn']], ['consultations', ['askedByOrganisationId']], ['consultations', ['bodyId']], ['consultations', ['responsibleUserId']],
        ['consultationInvitees', ['consultationId']], ['consultationInvitees', ['personId']], ['consultationInvitees', ['organisationId']], ['consultationInvitees', ['panelId']],
        ['viewpoints', ['consultationId']], ['viewpoints', ['inviteeId']], ['proposals', ['consultationId']],
      ],
    })
  },
}
