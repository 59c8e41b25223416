import { useEffect, useRef } from 'react'
import { Dialog } from './dialog.tsx'
import { useTranslations } from './i18n.ts'
import { TextField } from './text-field.tsx'
import { Stack } from './surfaces.tsx'

/** Puts a text on the clipboard; false where the computer does not let the window do it. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

/** What could not be put on the clipboard, marked so that one keystroke copies it. */
export function CopyByHandDialog({ text, onClose }: { text: string; onClose: () => void }) {
  const t = useTranslations('ui.copyByHand')
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [])
  return (
    <Dialog title={t('title')} isOpen onClose={onClose}>
      <Stack>
        <TextField label={t('text')} help={t('help')} value={text} onChange={() => undefined} isReadOnly multiline inputRef={field} />
      </Stack>
    </Dialog>
  )
}
