import type { InputOf } from '#contract/base.ts'
import type { customFields, CustomSubject } from '#contract/custom-fields.ts'
import { NotFound, ValidationFailure } from '#shared/result.ts'
import type { Call } from '#core/call.ts'
import type { Row } from '#core/db/schema.ts'
import type { Writer } from '#core/db/writer.ts'
import { readField } from './queries.ts'
import { changeFinding, definitionFindings, keptChoices } from './rules.ts'

type Input<Name extends keyof typeof customFields> = InputOf<(typeof customFields)[Name]>

/** Adds a field; it stands last. @throws ValidationFailure */
export async function createField(call: Call, { subject, ...described }: Input<'create'>): Promise<{ id: string }> {
  const id = await call.store.transact(call.act(), async (writer) => {
    const others = await fieldsAbout(writer, subject)
    refuse(definitionFindings(described, others))
    return writer.insert('customFields', { subject, ...columns(described), position: Math.max(0, ...others.map(({ position }) => position)) + 1, archivedAt: null })
  })
  return { id }
}

/** Changes a field. @throws NotFound, Conflict, ValidationFailure where the values there are would not fit */
export async function updateField(call: Call, { id, version, ...described }: Input<'update'>) {
  await call.store.transact(call.act(), async (writer) => {
    const before = await fieldOf(writer, id)
    const values = await writer.db.selectFrom('customValues').selectAll().where('fieldId', '=', id).execute()
    const misfit = changeFinding(readField(before), described, values)
    const others = (await fieldsAbout(writer, before.subject as CustomSubject)).filter((field) => field.id !== id)
    refuse([...definitionFindings(described, others), ...(misfit ? [misfit] : [])])
    await writer.update('customFields', id, columns(described), version)
  })
  return {}
}

/** Changes places with the field before or after it; the first cannot go up and the last not down. @throws NotFound */
export async function moveField(call: Call, { id, direction }: Input<'move'>) {
  await call.store.transact(call.act(), async (writer) => {
    const field = await fieldOf(writer, id)
    const inUse = (await fieldsAbout(writer, field.subject as CustomSubject)).filter(({ archivedAt }) => archivedAt === null)
    const other = inUse[inUse.findIndex((candidate) => candidate.id === id) + (direction === 'up' ? -1 : 1)]
    if (!other || field.archivedAt !== null) return
    await writer.update('customFields', id, { position: other.position })
    await writer.update('customFields', other.id, { position: field.position })
  })
  return {}
}

/** Hides a field everywhere, or shows it again. Its values are kept. @throws NotFound, Conflict */
export async function setArchived(call: Call, { id, version }: Input<'archive'>, isArchived: boolean) {
  await call.store.transact(call.act(), (writer) => writer.update('customFields', id, { archivedAt: isArchived ? writer.now : null }, version))
  return {}
}

function columns({ name, type, choices, isRequired, visibleToRoles }: Omit<Input<'create'>, 'subject'>) {
  return { name, valueType: type, choicesJson: JSON.stringify(keptChoices(type, choices)), isRequired: isRequired ? 1 : 0, visibleToRolesJson: JSON.stringify([...new Set(visibleToRoles)]) } as const
}

function fieldsAbout(writer: Writer, subject: CustomSubject): Promise<Row<'customFields'>[]> {
  return writer.db.selectFrom('customFields').selectAll().where('subject', '=', subject).orderBy('position').orderBy('id').execute()
}

async function fieldOf(writer: Writer, id: string): Promise<Row<'customFields'>> {
  const row = await writer.db.selectFrom('customFields').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound()
  return row
}

function refuse(findings: ConstructorParameters<typeof ValidationFailure>[0]): void {
  if (findings.length > 0) throw new ValidationFailure(findings)
}
