import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ImportRan } from '#contract/imports.ts'
import { api, client, useErrorSentence } from '#renderer/api/index.ts'
import { Banner, Button, ButtonGroup, LinkButton, Section, Stack, useTranslations } from '#renderer/ui/index.ts'
import { ReasonTable } from './row-groups.tsx'

/** What an import did. */
export interface DoneImport {
  readonly batchId: string
  readonly fresh: number
  readonly changed: number
  readonly leftOut: ImportRan['leftOut']
}

/** The last step: what was done, how to take it back, and which rows to mend. */
export function ImportResult({ done, onAnother }: { done: DoneImport; onAnother: () => void }) {
  const t = useTranslations('imports.done')
  const queryClient = useQueryClient()
  const sayError = useErrorSentence()
  // The import can also be taken back by the menu's undo, or in another window.
  const { data: inForce, isFetchedAfterMount } = useQuery({ ...api.imports.list.queryOptions(), refetchOnMount: 'always' })
  const isUndone = isFetchedAfterMount && inForce?.every(({ id }) => id !== done.batchId)
  const [isUndoing, setUndoing] = useState(false)
  const [failure, setFailure] = useState<string>()

  async function undo() {
    setUndoing(true)
    setFailure(undefined)
    try {
      await client.imports.undo({ id: done.batchId })
      await queryClient.invalidateQueries()
    } catch (error) {
      setFailure(sayError(error))
    } finally {
      setUndoing(false)
    }
  }

  const actions = (
    <ButtonGroup>
      <LinkButton href="/people" variant="primary">
        {t('toPeople')}
      </LinkButton>
      {!isUndone && (
        <Button isPending={isUndoing} onPress={undo}>
          {t('undo')}
        </Button>
      )}
      <Button onPress={onAnother}>{t('another')}</Button>
    </ButtonGroup>
  )

  return (
    <Stack>
      <output>
        {isUndone ? (
          <Banner tone="done" title={t('undone')} actions={actions} />
        ) : (
          <Banner tone="done" title={t('title')} actions={actions}>
            {t('counts', { fresh: done.fresh, changed: done.changed })}
          </Banner>
        )}
      </output>
      {failure && <Banner tone="error">{failure}</Banner>}
      {!isUndone && <LeftOut rows={done.leftOut} />}
    </Stack>
  )
}

function LeftOut({ rows }: { rows: ImportRan['leftOut'] }) {
  const t = useTranslations('imports.done')
  if (rows.length === 0) return null
  return (
    <Section title={t('leftOut')}>
      <p>{t('leftOutHelp')}</p>
      <ReasonTable label={t('leftOut')} rows={rows} />
    </Section>
  )
}
