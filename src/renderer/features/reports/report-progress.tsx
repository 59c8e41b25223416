import { Download, FolderOpen, SquareArrowOutUpRight } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useErrorSentence } from '#renderer/api/index.ts'
import { bridgeValue } from '#renderer/api/errors.ts'
import { useSaveDocument } from '#renderer/api/save-document.ts'
import { Banner, Button, ButtonGroup, Card, notify, Progress, useTranslations } from '#renderer/ui/index.ts'
import type { SavedDocument } from '#shared/bridge.ts'
import type { FinishedReport, ReportRun } from './report-run.ts'

/** The making of a file: how far it has got and a way to stop it, then what to do with it. */
export function ReportProgress({ state, stop }: Pick<ReportRun, 'state' | 'stop'>) {
  const t = useTranslations('reports')
  if (state.kind === 'idle') return null
  if (state.kind === 'stopped') return <Banner tone="info">{t('cancelled')}</Banner>
  if (state.kind === 'finished') return <Finished key={state.documentId} report={state} />
  return (
    <Card title={t('making')}>
      <Progress label={t(`stages.${state.stage}`)} done={state.done} total={state.total} onCancel={stop} />
    </Card>
  )
}

function Finished({ report }: { report: FinishedReport }) {
  const t = useTranslations('reports')
  const firstButton = useRef<HTMLButtonElement>(null)
  useEffect(() => firstButton.current?.focus(), [])
  return (
    <Card title={t('finished')}>
      <p role="status">{t('finishedHelp', { fileName: report.name })}</p>
      {window.talan ? <SaveHere report={report} firstButton={firstButton} /> : <DownloadHere report={report} firstButton={firstButton} />}
    </Card>
  )
}

interface FileActionsProps {
  report: FinishedReport
  firstButton: React.RefObject<HTMLButtonElement | null>
}

/** In a browser: the browser keeps the file where it keeps such files. */
function DownloadHere({ report, firstButton }: FileActionsProps) {
  const t = useTranslations('reports')
  const saveDocument = useSaveDocument()
  return (
    <ButtonGroup>
      <Button ref={firstButton} variant="primary" icon={Download} onPress={() => saveDocument(report)}>
        {t('download')}
      </Button>
    </ButtonGroup>
  )
}

/** In the desktop app: save where one wants, then open the file or the folder it lies in. */
function SaveHere({ report, firstButton }: FileActionsProps) {
  const t = useTranslations('reports')
  const sayError = useErrorSentence()
  const [saved, setSaved] = useState<SavedDocument>()

  async function ask<Value>(answer: Promise<Parameters<typeof bridgeValue<Value>>[0]> | undefined): Promise<Value | undefined> {
    try {
      return answer && bridgeValue(await answer)
    } catch (error) {
      notify({ text: sayError(error), tone: 'need' })
      return undefined
    }
  }

  async function save() {
    const document = await ask(window.talan?.saveDocument({ documentId: report.documentId }))
    if (document) setSaved(document)
  }

  return (
    <>
      {saved && <p role="status">{t('saved')}</p>}
      <ButtonGroup>
        <Button ref={firstButton} variant={saved ? 'secondary' : 'primary'} icon={Download} onPress={save}>
          {t('save')}
        </Button>
        {saved && (
          <Button variant="primary" icon={SquareArrowOutUpRight} onPress={async () => void (await ask(window.talan?.openSaved({ file: saved.file })))}>
            {t('open')}
          </Button>
        )}
        {saved && (
          <Button icon={FolderOpen} onPress={async () => void (await ask(window.talan?.showSaved({ file: saved.file })))}>
            {t('showInFolder')}
          </Button>
        )}
      </ButtonGroup>
    </>
  )
}
