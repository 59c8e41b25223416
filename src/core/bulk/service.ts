import type { InputOf } from '#contract/base.ts'
import { bulkObstacles, type bulk, type BulkChange, type BulkCounts } from '#contract/bulk.ts'
import { municipalityByCode } from '#shared/postal.ts'
import { Conflict, ValidationFailure } from '#shared/result.ts'
import type { Call } from '#core/call.ts'
import type { Patch, ReadDb, Writer } from '#core/db/writer.ts'
import { readCustomValue, writeCustomValueOfMany } from '#core/custom-fields/index.ts'
import { noteDeath, selectedIds } from '#core/people/index.ts'
import { tagNamed } from '#core/tags/index.ts'
import { readChosen } from './queries.ts'
import { outcomeOf, type BulkPerson } from './rules.ts'

type Edit = InputOf<typeof bulk.preview>

interface Plan {
  readonly counts: BulkCounts
  readonly changed: readonly BulkPerson[]
}

/** What a change of many would do. Nothing is written. @throws RuleViolation where the filter asks for what the user may not read */
export async function previewBulk(call: Call, edit: Edit): Promise<BulkCounts> {
  const change = await completed(call, edit.change)
  return (await planBulk(call.store.db, await chosenIds(call, edit), change)).counts
}

/** Sets one thing on many persons in one transaction. @throws Conflict when it would do otherwise than the preview said */
export async function runBulk(call: Call, { expected, ...edit }: InputOf<typeof bulk.run>): Promise<BulkCounts> {
  const change = await completed(call, edit.change)
  const ids = await chosenIds(call, edit)
  return call.store.transact(call.act(), async (writer) => {
    const { counts, changed } = await planBulk(writer.db, ids, change)
    if (expected !== undefined && expected !== counts.changed) throw new Conflict()
    if (changed.length > 0) await carryOut(call, writer, change, changed)
    return counts
  })
}

/** Those who were picked, each once; otherwise all who fit. */
async function chosenIds(call: Call, { ids, text, filter }: Edit): Promise<readonly string[]> {
  return ids ? [...new Set(ids)] : selectedIds(call, { text, filter })
}

/** A change as it is made. @throws ValidationFailure where something is missing in it, or is no choice */
async function completed(call: Call, change: BulkChange): Promise<BulkChange> {
  if (change.kind === 'municipality' && !municipalityByCode(change.municipalityCode)) throw new ValidationFailure([{ path: 'municipalityCode', rule: 'common.notAChoice' }])
  if (change.kind === 'endMembership' && change.reasonKind === 'other' && change.reason === null) throw new ValidationFailure([{ path: 'reason', rule: 'common.required' }])
  if (change.kind !== 'customField') return change
  const { value } = await readCustomValue(call.store.db, call, { subject: 'person', ...change })
  return { ...change, value }
}

async function planBulk(db: ReadDb, ids: readonly string[], change: BulkChange): Promise<Plan> {
  const chosen = await readChosen(db, ids, change)
  const groups = Map.groupBy(chosen, (person) => outcomeOf(change, person))
  const countOf = (outcome: (typeof bulkObstacles)[number]) => (outcome === 'gone' ? ids.length - chosen.length : (groups.get(outcome)?.length ?? 0))
  const changed = groups.get('changed') ?? []
  return {
    changed,
    counts: {
      chosen: ids.length, changed: changed.length, already: groups.get('already')?.length ?? 0,
      leftOut: bulkObstacles.map((obstacle) => ({ obstacle, count: countOf(obstacle) })).filter(({ count }) => count > 0),
    },
  }
}

async function carryOut(call: Call, writer: Writer, change: BulkChange, persons: readonly BulkPerson[]): Promise<void> {
  switch (change.kind) {
    case 'preferredChannel':
      return setOnPersons(writer, persons, { preferredChannel: change.preferredChannel })
    case 'municipality':
      return setOnPersons(writer, persons, { municipalityCode: change.municipalityCode })
    case 'town':
      return setOnPersons(writer, persons, { town: change.town })
    case 'blankGender':
      return setOnPersons(writer, persons, { gender: null })
    case 'addTag': {
      const { id: tagId } = await tagNamed(writer, change.name)
      await writer.insertMany('taggings', persons.map(({ id: subjectId }) => ({ tagId, subjectTable: 'persons', subjectId })))
      return
    }
    case 'removeTag':
      for (const { taggingId } of persons) if (taggingId !== undefined) await writer.delete('taggings', taggingId)
      return
    case 'endMembership':
      for (const { id, membership } of persons) {
        if (!membership) continue
        await writer.update('memberships', membership.id, { endsOn: change.endsOn, endReasonKind: change.reasonKind, endReason: change.reason })
        if (change.reasonKind === 'deceased') await noteDeath(writer, id, change.endsOn)
      }
      return
    case 'note': {
      const written = { text: change.text, writtenOn: call.clock.today(), writtenByUserId: call.user.id, followUpOn: null, assignedToUserId: null, doneAt: null, doneByUserId: null }
      await writer.insertMany('notes', persons.map(({ id: subjectId }) => ({ subjectTable: 'persons', subjectId, ...written })))
      return
    }
    case 'customField': {
      const { field, value } = await readCustomValue(writer.db, call, { subject: 'person', ...change })
      await writeCustomValueOfMany(writer, field, persons.map(({ id }) => id), value)
    }
  }
}

async function setOnPersons(writer: Writer, persons: readonly BulkPerson[], patch: Patch<'persons'>): Promise<void> {
  for (const { id } of persons) await writer.update('persons', id, patch)
}
