import { addDays, instantOf, type Instant } from '#shared/dates.ts'
import type { Clock } from '#shared/clock.ts'
import { newId } from '#shared/ids.ts'
import type { Engine } from './engine.ts'

/** What somebody has typed in a form and not saved yet. */
export interface FormDraft {
  /** The fields that were changed, as JSON. */
  readonly contentJson: string
  readonly savedAt: Instant
}

/**
 * Unfinished forms. The one thing written beside the journal: a draft is not an act of the association but somebody's unfinished sentence,
 * and a journal that kept it would keep for ever what she chose not to say.
 */
export interface FormDrafts {
  /** A user's draft of a form. */
  find(userId: string, form: string): Promise<FormDraft | undefined>
  /** Keeps a draft in place of the one before, and lets go of everybody's that are too old. */
  keep(userId: string, form: string, contentJson: string): Promise<void>
  drop(userId: string, form: string): Promise<void>
}

/** Drafts older than this many days are let go of. */
const keptDays = 30

/** The drafts of one association’s file. @param ensureWritable throws where nothing may be written any more */
export function formDraftsOf(engine: Engine, clock: Clock, ensureWritable: () => void): FormDrafts {
  const oldest = () => instantOf(addDays(clock.today(), -keptDays), '00:00')
  return {
    find: (userId, form) =>
      engine.reading.selectFrom('formDrafts').select(['contentJson', 'savedAt']).where('userId', '=', userId).where('form', '=', form).where('savedAt', '>=', oldest()).executeTakeFirst(),
    async keep(userId, form, contentJson) {
      ensureWritable()
      const savedAt = clock.now()
      await engine.writing.deleteFrom('formDrafts').where('savedAt', '<', oldest()).execute()
      await engine.writing
        .insertInto('formDrafts')
        .values({ id: newId(), version: 1, userId, form, contentJson, savedAt })
        .onConflict((conflict) => conflict.columns(['userId', 'form']).doUpdateSet({ contentJson, savedAt }))
        .execute()
    },
    async drop(userId, form) {
      ensureWritable()
      await engine.writing.deleteFrom('formDrafts').where('userId', '=', userId).where('form', '=', form).execute()
    },
  }
}
