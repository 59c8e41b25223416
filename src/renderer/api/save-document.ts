import { useCallback } from 'react'
import { useTranslations } from '#renderer/ui/i18n.ts'
import { notify } from '#renderer/ui/notifications.ts'
import { bridgeValue } from './errors.ts'
import { useErrorSentence } from './use-error-sentence.ts'

/** A file that the core has made and keeps for a while. */
export interface MadeDocument {
  readonly documentId: string
  readonly name: string
}

/**
 * Gives the function that takes a made file out of the app: the desktop app asks where to put it and offers to show it,
 * a browser downloads it.
 */
export function useSaveDocument(): (document: MadeDocument) => Promise<void> {
  const t = useTranslations('ui')
  const sayError = useErrorSentence()
  return useCallback(
    async ({ documentId, name }) => {
      const bridge = window.talan
      if (!bridge) return download(documentId, name)
      try {
        const saved = bridgeValue(await bridge.saveDocument({ documentId }))
        if (!saved) return
        notify({ text: t('fileSaved', { name: saved.name }), action: { label: t('showInFolder'), run: async () => void bridgeValue(await bridge.showSaved({ file: saved.file })) } })
      } catch (error) {
        notify({ text: sayError(error), tone: 'need' })
      }
    },
    [t, sayError],
  )
}

function download(documentId: string, name: string): void {
  const link = document.createElement('a')
  link.href = `/documents/${documentId}`
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
}
