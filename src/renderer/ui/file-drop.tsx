import { FileUp } from 'lucide-react'
import { DropZone, FileTrigger, isFileDropItem, Text } from 'react-aria-components'
import { Button } from './button.tsx'
import styles from './file-drop.module.css'
import { useTranslations } from './i18n.ts'

export interface FileDropProps {
  /** What to choose: "Medlemslistan". */
  label: string
  /** Which kinds of file, and how large. */
  help?: string
  /** Endings with their dot: `['.xlsx', '.csv']`. */
  accept: readonly string[]
  onFile: (file: File) => void
  isDisabled?: boolean
}

/** Takes one file, by button or by dropping it. */
export function FileDrop({ label, help, accept, onFile, isDisabled = false }: FileDropProps) {
  const t = useTranslations('ui')
  return (
    <DropZone
      aria-label={t('dropZone')}
      className={styles.zone}
      isDisabled={isDisabled}
      onDrop={async ({ items }) => {
        const item = items.find(isFileDropItem)
        if (item) onFile(await item.getFile())
      }}
    >
      <FileUp aria-hidden />
      <Text slot="label">{label}</Text>
      {help && <p className={styles.help}>{help}</p>}
      <FileTrigger acceptedFileTypes={accept} onSelect={(files) => files?.[0] && onFile(files[0])}>
        <Button isDisabled={isDisabled}>{t('chooseFile')}</Button>
      </FileTrigger>
      <p className={styles.help}>{t('dropHere')}</p>
    </DropZone>
  )
}
