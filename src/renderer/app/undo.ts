import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { client } from '#renderer/api/client.ts'
import { useErrorSentence } from '#renderer/api/use-error-sentence.ts'
import { useTranslations } from '#renderer/ui/i18n.ts'
import { notify } from '#renderer/ui/notifications.ts'
import { didKey } from '#shared/i18n/journal-words.ts'

export interface Undo {
  /** Undoes the newest change of one's own. Ctrl+Z. */
  undoLatest: () => Promise<void>
  /** Says that something has been done, with "Ångra" for exactly that change. Call it when the write has been answered. */
  notifyUndoable: (text: string) => Promise<void>
}

/** Taking back what has been done, one step of the journal at a time. */
export function useUndo(): Undo {
  const queryClient = useQueryClient()
  const sayError = useErrorSentence()
  const t = useTranslations('ui.shell')
  const common = useTranslations('common')
  const say = useTranslations()
  return useMemo(() => {
    async function undo({ id: entryId, procedure }: { id: string; procedure: string }) {
      try {
        await client.journal.undo({ entryId })
        await queryClient.invalidateQueries()
        notify({ text: t('undone', { what: say(didKey(procedure)) }) })
      } catch (error) {
        notify({ text: sayError(error), tone: 'need' })
      }
    }

    return {
      async undoLatest() {
        const { entry } = await client.journal.lastUndoable()
        if (entry) await undo(entry)
        else notify({ text: t('nothingToUndo') })
      },
      async notifyUndoable(text) {
        await queryClient.invalidateQueries()
        // What has been saved must not look unsaved because the way back could not be asked for.
        const { entry } = await client.journal.lastUndoable().catch(() => ({ entry: null }))
        notify(entry ? { text, action: { label: common('undo'), run: () => undo(entry) } } : { text })
      },
    }
  }, [queryClient, sayError, t, common, say])
}

/** Does something small at once, such as removing a line: the notice offers to take it back, and what prevents it is said. */
export function useAtOnce(): (work: () => Promise<unknown>, done: string) => Promise<void> {
  const sayError = useErrorSentence()
  const { notifyUndoable } = useUndo()
  return async (work, done) => {
    try {
      await work()
      await notifyUndoable(done)
    } catch (error) {
      notify({ text: sayError(error), tone: 'need' })
    }
  }
}
