import { roles } from '#contract/permissions.ts'
import { addDays, instantOf, type LocalDate } from '#shared/dates.ts'
import { sortKey } from '#shared/swedish-text.ts'
import type { Writer } from '#core/db/writer.ts'
import { namedBodies } from './bodies.ts'
import type { Ledger } from './ledger.ts'
import type { People, PersonKey } from './people.ts'

/** The users who write notes and come back to them. */
export interface Annotators {
  readonly kansli: { readonly id: string }
  readonly samordnare: { readonly id: string }
}

/** Notes and follow-ups, a few tags, and two fields of the association's own. */
export function addAnnotations(ledger: Ledger, { people, users, today }: { people: People; users: Annotators; today: LocalDate }): void {
  const idOf = (key: PersonKey) => people.named.get(key)?.id as string
  ledger.act(addDays(today, -30), (writer) => addTags(writer, idOf))
  ledger.act(addDays(today, -25), (writer) => addFields(writer, idOf))
  ledger.act(addDays(today, -12), async (writer) => {
    const { id: councilId } = await writer.db.selectFrom('bodies').select('id').where('name', '=', namedBodies.council).executeTakeFirstOrThrow()
    const note = { writtenByUserId: users.samordnare.id, followUpOn: null, assignedToUserId: null, doneAt: null, doneByUserId: null } as const
    const onChair = { subjectTable: 'persons', subjectId: idOf('chair') } as const
    await writer.insertMany('notes', [
      { ...note, ...onChair, writtenOn: addDays(today, -40), text: 'Vill gärna hålla i introduktionen för nya representanter.' },
      { ...note, ...onChair, writtenOn: addDays(today, -12), text: 'Fråga om hon kan tala på årsmötet.', followUpOn: addDays(today, -2), assignedToUserId: users.samordnare.id },
      { ...note, subjectTable: 'persons', subjectId: idOf('driver'), writtenOn: addDays(today, -12), text: 'Behöver blankett för milersättning.', followUpOn: addDays(today, 9), assignedToUserId: users.kansli.id },
      {
        ...note, subjectTable: 'persons', subjectId: idOf('deputy'), writtenOn: addDays(today, -35), text: 'Skicka vårens kursprogram.', followUpOn: addDays(today, -20), assignedToUserId: users.kansli.id,
        doneAt: instantOf(addDays(today, -21), '14:10'), doneByUserId: users.kansli.id,
      },
      { ...note, subjectTable: 'bodies', subjectId: councilId, writtenOn: addDays(today, -12), text: 'Stäm av nästa års mötesdagar med regionen.', followUpOn: today, assignedToUserId: users.samordnare.id },
    ])
  })
}

async function addTags(writer: Writer, idOf: (key: PersonKey) => string): Promise<void> {
  const tagged: Readonly<Record<string, readonly PersonKey[]>> = { Föreläser: ['chair', 'deputy'], 'Kan skjutsa': ['driver', 'decliner'], 'Vill vara fadder': ['chair'] }
  for (const [name, keys] of Object.entries(tagged)) {
    const tagId = await writer.insert('tags', { name, nameSort: sortKey(name), archivedAt: null })
    await writer.insertMany('taggings', keys.map((key) => ({ tagId, subjectTable: 'persons', subjectId: idOf(key) })))
  }
}

async function addFields(writer: Writer, idOf: (key: PersonKey) => string): Promise<void> {
  const field = { subject: 'person', isRequired: 0, archivedAt: null } as const
  const shirt = await writer.insert('customFields', {
    ...field, name: 'Tröjstorlek', valueType: 'choice', choicesJson: JSON.stringify(['S', 'M', 'L', 'XL']), visibleToRolesJson: JSON.stringify(roles), position: 1,
  })
  const key = await writer.insert('customFields', {
    ...field, name: 'Har nyckel till lokalen', valueType: 'yesNo', choicesJson: '[]', visibleToRolesJson: JSON.stringify(['officeWorker', 'coordinator', 'administrator']), position: 2,
  })
  const empty = { valueText: null, valueNumber: null, valueOre: null, valueOn: null, isYes: null, valueChoicesJson: null } as const
  await writer.insertMany('customValues', [
    { ...empty, fieldId: shirt, subjectId: idOf('chair'), valueText: 'M' },
    { ...empty, fieldId: shirt, subjectId: idOf('driver'), valueText: 'XL' },
    { ...empty, fieldId: key, subjectId: idOf('chair'), isYes: 1 },
  ])
}
