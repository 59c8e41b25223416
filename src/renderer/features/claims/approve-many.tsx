import { useQuery } from '@tanstack/react-query'
import { api, client, useErrorSentence } from '#renderer/api/index.ts'
import { ConfirmDialog, Dialog, Loading, notify, useFormat, useTranslations } from '#renderer/ui/index.ts'
import { sumOre } from '#shared/money.ts'
import { useFindingSentence } from './findings.tsx'

/** As many as one approval takes. */
const most = 500

/** Gives the function that approves claims and says how it went: how many, and why the rest are left. */
export function useApproveMany(): (ids: string[]) => Promise<void> {
  const t = useTranslations('claims')
  const sayError = useErrorSentence()
  const say = useFindingSentence()
  return async (ids) => {
    try {
      const { approved, refused } = await client.claims.approveMany({ ids: ids.slice(0, most) })
      notify({ text: t('approvedMany', { count: approved }) })
      const why = [...new Set(refused.map(say))].join(' ')
      if (refused.length > 0) notify({ text: t('refusedMany', { count: refused.length, why }), tone: 'need' })
    } catch (error) {
      notify({ text: sayError(error), tone: 'need' })
    }
  }
}

/** Asks before everything that waits is approved, with how many and how much. */
export function ApproveAllDialog({ onClose }: { onClose(): void }) {
  const t = useTranslations('claims')
  const format = useFormat()
  const sayError = useErrorSentence()
  const approveMany = useApproveMany()
  const { data } = useQuery(api.claims.list.queryOptions({ input: { state: 'submitted', sort: 'submittedAt', descending: false, limit: most } }))
  if (!data) return <Loading />
  const others = data.rows.filter((row) => !row.isOwn)
  if (others.length === 0) {
    return (
      <Dialog title={t('nothingToApprove')} isOpen onClose={onClose}>
        {data.rows.length > 0 && <p>{t('onlyOwnLeft')}</p>}
      </Dialog>
    )
  }
  return (
    <ConfirmDialog
      title={t('approveAllQuestion', { count: others.length })}
      isOpen
      onClose={onClose}
      confirmLabel={t('approve')}
      onConfirm={() => approveMany(others.map((row) => row.id))}
      describeError={sayError}
    >
      <p>{t('approveAllText', { sum: format.money(sumOre(others.map((row) => row.totalOre))) })}</p>
      {others.length < data.rows.length && <p>{t('ownAreLeft')}</p>}
    </ConfirmDialog>
  )
}
