import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { backups } from '#contract/session.ts'
import { api, client, useErrorSentence } from '#renderer/api/index.ts'
import { forgetSession } from '#renderer/api/session.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { Button, ButtonGroup, EmptyState, ErrorState, FormDialog, Loading, notify, Section, SimpleTable, TextField, useForm, useFormat, useTranslations } from '#renderer/ui/index.ts'

type Backup = Awaited<ReturnType<typeof client.backups.list>>[number]

/** The backups there are, making one now, and going back to one. */
export function BackupsPart() {
  const t = useTranslations('administration')
  const format = useFormat()
  const sayError = useErrorSentence()
  const { data, error, refetch } = useQuery(api.backups.list.queryOptions())
  const [isMaking, setMaking] = useState(false)
  const [restoring, setRestoring] = useState<Backup>()

  async function make() {
    setMaking(true)
    try {
      await client.backups.make()
      await refetch()
      notify({ text: t('backupMade') })
    } catch (failure) {
      notify({ text: sayError(failure), tone: 'need' })
    } finally {
      setMaking(false)
    }
  }

  if (error) return <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>
  if (!data) return <Loading />
  return (
    <Section
      title={t('backups')}
      actions={
        <ButtonGroup>
          <Button variant="primary" isPending={isMaking} onPress={make}>
            {t('makeBackup')}
          </Button>
          {data.length > 0 && <TakeOutList list="backups" query={{}} />}
        </ButtonGroup>
      }
    >
      <p>{t('backupsHelp')}</p>
      <SimpleTable
        label={t('backups')}
        rows={data}
        rowId={(backup) => backup.name}
        empty={<EmptyState title={t('noBackups')} />}
        columns={[
          { id: 'madeAt', header: t('madeAt'), cell: (backup) => format.dateTime(backup.madeAt), isRowHeader: true },
          { id: 'size', header: t('size'), cell: (backup) => t('megabytes', { size: format.number(Math.ceil(backup.bytes / 100_000) / 10) }), align: 'end' },
          {
            id: 'restore', header: t('restore'),
            cell: (backup) => (
              <Button size="small" onPress={() => setRestoring(backup)}>
                {t('restore')}
              </Button>
            ),
          },
        ]}
      />
      {restoring && <RestoreDialog backup={restoring} onClose={() => setRestoring(undefined)} />}
    </Section>
  )
}

const reasonSchema = z.strictObject({ reason: inputSchema(backups.restore).shape.reason })

function RestoreDialog({ backup, onClose }: { backup: Backup; onClose(): void }) {
  const t = useTranslations('administration')
  const format = useFormat()
  const queryClient = useQueryClient()
  const form = useForm({
    schema: reasonSchema,
    defaultValues: { reason: '' },
    async save({ reason }) {
      await client.backups.restore({ name: backup.name, reason })
      await forgetSession(queryClient)
    },
  })
  return (
    <FormDialog
      title={t('restoreQuestion', { at: format.dateTime(backup.madeAt) })}
      onClose={onClose}
      form={form}
      saveLabel={t('restore')}
      intro={<p>{t('restoreHelp')}</p>}
    >
      <TextField label={t('restoreReason')} {...form.text('reason')} />
    </FormDialog>
  )
}
