import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { client } from '#renderer/api/client.ts'
import { forgetSession, useSessionStatus, useCan, type SessionStatus } from '#renderer/api/session.ts'
import { useErrorSentence } from '#renderer/api/use-error-sentence.ts'
import { Banner, Button, ConfirmDialog, LinkButton, notify, useLanguage, useTranslations } from '#renderer/ui/index.ts'
import type { CoreState } from '#shared/bridge.ts'
import { sentence } from '#shared/i18n/index.ts'

/** What everybody should know on every page: the practice association, old backups, a core that restarts. */
export function Notices() {
  const { data: status } = useSessionStatus()
  return (
    <>
      <CoreNotice />
      {status?.current?.isDemo && <DemoNotice />}
      {status?.backupFault && <BackupFaultNotice fault={status.backupFault} />}
      {status?.isBackupOld && !status.current?.isDemo && <BackupNotice isNever={status.lastBackupAt === null} />}
    </>
  )
}

function DemoNotice() {
  const t = useTranslations('ui.shell')
  const queryClient = useQueryClient()
  const describeError = useErrorSentence()
  const [isAsking, setAsking] = useState(false)

  async function remove() {
    await client.association.removeDemo()
    await forgetSession(queryClient)
  }

  return (
    <>
      <Banner
        tone="info"
        actions={
          <Button size="small" onPress={() => setAsking(true)}>
            {t('removeDemo')}
          </Button>
        }
      >
        {t('demo')}
      </Banner>
      <ConfirmDialog
        title={t('removeDemoTitle')}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        confirmLabel={t('removeDemo')}
        onConfirm={remove}
        isDanger
        describeError={describeError}
      >
        <p>{t('removeDemoText')}</p>
      </ConfirmDialog>
    </>
  )
}

function BackupNotice({ isNever }: { isNever: boolean }) {
  const t = useTranslations('ui.shell')
  const mayBackUp = useCan('backups.manage')
  const queryClient = useQueryClient()
  const sayError = useErrorSentence()
  const [isBusy, setBusy] = useState(false)

  async function makeBackup() {
    setBusy(true)
    try {
      await client.backups.make()
      await queryClient.invalidateQueries()
      notify({ text: t('backupMade') })
    } catch (error) {
      notify({ text: sayError(error), tone: 'need' })
    } finally {
      setBusy(false)
    }
  }

  if (!mayBackUp) return null
  return (
    <Banner
      tone="need"
      title={t(isNever ? 'backupNever' : 'backupOld')}
      actions={
        <Button size="small" isPending={isBusy} onPress={makeBackup}>
          {t('backupMake')}
        </Button>
      }
    />
  )
}

/** That parts of the file are damaged concerns everybody who writes in it; a full disk concerns those who can make backups. */
function BackupFaultNotice({ fault }: { fault: NonNullable<SessionStatus['backupFault']> }) {
  const t = useTranslations('ui.shell')
  const language = useLanguage()
  const mayBackUp = useCan('backups.manage')
  if (!mayBackUp && fault === 'association.backupFailed') return null
  return (
    <Banner tone="error" actions={mayBackUp && <LinkButton href="/users?tab=backups" size="small">{t('toBackups')}</LinkButton>}>
      {sentence({ rule: fault }, language)}
    </Banner>
  )
}

/** Only the desktop app can tell that its core has stopped. */
function CoreNotice() {
  const t = useTranslations('ui.shell')
  const [state, setState] = useState<CoreState>('ready')
  useEffect(() => window.talan?.onCoreState(setState), [])
  if (state === 'ready' || state === 'starting') return null
  if (state === 'restarting') return <Banner tone="info">{t('coreRestarting')}</Banner>
  return (
    <Banner tone="error" actions={<Button onPress={() => void window.talan?.restartCore({})}>{t('coreRestart')}</Button>}>
      {t('coreStopped')}
    </Banner>
  )
}
