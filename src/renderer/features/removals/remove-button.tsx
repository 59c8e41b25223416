import { useQuery } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Removable } from '#contract/removals.ts'
import { api, client, useErrorSentence } from '#renderer/api/index.ts'
import { useGo } from '#renderer/app/navigation.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { Button, ConfirmDialog, Dialog, DialogActions, ErrorState, Loading, useTranslations } from '#renderer/ui/index.ts'

export interface RemovableThing {
  readonly kind: Removable
  readonly id: string
  readonly version: number
  readonly name: string
}

const lists = { person: '/people', organisation: '/organisations', body: '/bodies' } as const
const procedures = { person: client.removals.removePerson, organisation: client.removals.removeOrganisation, body: client.removals.removeBody }

/** Removes what the page is about, where nothing is built upon it; says what is, otherwise. */
export function RemoveButton({ thing }: { thing: RemovableThing }) {
  const t = useTranslations('removals')
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <Button icon={Trash2} onPress={() => setAsking(true)}>
        {t('remove')}
      </Button>
      {isAsking && <RemoveDialog thing={thing} onClose={() => setAsking(false)} />}
    </>
  )
}

function RemoveDialog({ thing: { kind, id, version, name }, onClose }: { thing: RemovableThing; onClose(): void }) {
  const t = useTranslations('removals')
  const common = useTranslations('common')
  const sayError = useErrorSentence()
  const go = useGo()
  const { notifyUndoable } = useUndo()
  const { data, error, refetch } = useQuery({ ...api.removals.preview.queryOptions({ input: { kind, id } }), gcTime: 0, retry: false })
  if (!data) {
    return (
      <Dialog title={t('removeTitle', { name })} isOpen onClose={onClose}>
        {error ? <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState> : <Loading />}
      </Dialog>
    )
  }
  if (data.builtUpon.length > 0) {
    return (
      <Dialog title={t('cannotTitle', { name })} isOpen onClose={onClose}>
        <p>{t('builtUpon')}</p>
        <RowCounts counts={data.builtUpon} />
        <p>{t(`advice.${kind}`)}</p>
        <DialogActions>
          <Button variant="primary" autoFocus onPress={onClose}>
            {common('close')}
          </Button>
        </DialogActions>
      </Dialog>
    )
  }
  return (
    <ConfirmDialog
      title={t('removeTitle', { name })}
      isOpen
      onClose={onClose}
      confirmLabel={t('removeNow')}
      isDanger
      describeError={sayError}
      onConfirm={async () => {
        await procedures[kind]({ id, version })
        go(lists[kind])
        await notifyUndoable(t('removed', { name }))
      }}
    >
      <p>{t('confirmText')}</p>
      {data.goesAlong.length > 0 && (
        <>
          <p>{t('goesAlong')}</p>
          <RowCounts counts={data.goesAlong} />
        </>
      )}
    </ConfirmDialog>
  )
}

function RowCounts({ counts }: { counts: readonly { table: string | null; count: number }[] }) {
  const t = useTranslations('removals')
  const journal = useTranslations('journal')
  return (
    <ul>
      {counts.map(({ table, count }) => (
        <li key={table}>{t('counted', { table: table === null ? t('unseen') : journal(`tables.${table as 'persons'}`), count })}</li>
      ))}
    </ul>
  )
}
