import { Download } from 'lucide-react'
import { useEffect, useRef, type ReactNode } from 'react'
import { useSaveDocument } from '#renderer/api/save-document.ts'
import { Button, ButtonGroup, Section, useTranslations } from '#renderer/ui/index.ts'

interface FinishedFileProps {
  file: { readonly documentId: string; readonly name: string }
  /** What is in it, said when it is finished. */
  children: ReactNode
  /** More to do with it than saving it. */
  actions?: ReactNode
}

/** A file that has been made: what is in it, and saving it. */
export function FinishedFile({ file, children, actions }: FinishedFileProps) {
  const t = useTranslations('views')
  const saveDocument = useSaveDocument()
  const firstButton = useRef<HTMLButtonElement>(null)
  useEffect(() => firstButton.current?.focus(), [])
  return (
    <Section title={t('finished')} level={3}>
      <p role="status">{children}</p>
      <ButtonGroup>
        <Button ref={firstButton} variant="primary" icon={Download} onPress={() => saveDocument(file)}>
          {t('save')}
        </Button>
        {actions}
      </ButtonGroup>
    </Section>
  )
}
