import { Download, X } from 'lucide-react'
import { largestAttachments, type Mailing } from '#contract/mailings.ts'
import { client, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { useSaveDocument } from '#renderer/api/save-document.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { FileDrop, IconButton, notify, Section, Stack, useTranslations } from '#renderer/ui/index.ts'
import styles from './mailings.module.css'

const endings = ['.pdf', '.docx', '.xlsx', '.pptx', '.odt', '.ods', '.odp', '.rtf', '.txt', '.csv', '.ics', '.png', '.jpg', '.jpeg', '.gif', '.mp3']

/** The files that go along with a mailing; while it is a draft they can be added and taken away. */
export function AttachmentsPart({ mailing }: { mailing: Mailing }) {
  const t = useTranslations('mailings')
  const sayError = useErrorSentence()
  const saveDocument = useSaveDocument()
  const { notifyUndoable } = useUndo()
  const canWrite = useCan('mailings.write')
  const isOpen = canWrite && mailing.state === 'draft'
  if (!isOpen && mailing.attachments.length === 0) return null

  async function tryTo(work: () => Promise<void>) {
    try {
      await work()
    } catch (error) {
      notify({ text: sayError(error), tone: 'need' })
    }
  }
  const add = (file: File) =>
    tryTo(async () => {
      await client.mailings.addAttachment({ id: mailing.id, file })
      await notifyUndoable(t('attachments.added'))
    })
  const remove = (id: string, version: number) =>
    tryTo(async () => {
      await client.mailings.removeAttachment({ id, version })
      await notifyUndoable(t('attachments.removed'))
    })
  const open = (id: string) => tryTo(async () => saveDocument(await client.mailings.attachmentDocument({ id })))
  return (
    <Section title={t('sections.attachments')}>
      <Stack>
        {mailing.attachments.length === 0 ? (
          <p>{t('attachments.none')}</p>
        ) : (
          <ul role="list" aria-label={t('sections.attachments')} className={styles.lines}>
            {mailing.attachments.map(({ id, version, name, byteCount }) => (
              <li key={id} className={styles.line}>
                <span className={styles.message}>{t('attachments.size', { name, kilobytes: Math.ceil(byteCount / 1024) })}</span>
                {canWrite && <IconButton icon={Download} label={t('attachments.open', { name })} onPress={() => open(id)} />}
                {isOpen && <IconButton icon={X} label={t('attachments.remove', { name })} onPress={() => remove(id, version)} />}
              </li>
            ))}
          </ul>
        )}
        {isOpen && <FileDrop label={t('attachments.add')} help={t('attachments.help', { megabytes: largestAttachments / 1024 / 1024 })} accept={endings} onFile={(file) => void add(file)} />}
      </Stack>
    </Section>
  )
}
