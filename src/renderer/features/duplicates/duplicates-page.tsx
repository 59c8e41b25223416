import { useQuery } from '@tanstack/react-query'
import { GitCompareArrows, Search, UserRoundX } from 'lucide-react'
import { useEffect, useState } from 'react'
import { api, client, useErrorSentence } from '#renderer/api/index.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { Banner, Button, ButtonGroup, EmptyState, ErrorState, LinkButton, Loading, notify, Page, Progress, SimpleTable, Stack, TextLink, useFormat, useTranslations, type GridColumn } from '#renderer/ui/index.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { useReasonWords } from './reason-words.ts'
import { useDuplicateSearch } from './search-run.ts'

type Found = Awaited<ReturnType<typeof client.duplicates.list>>
type Pair = Found['pairs'][number]

/** Persons who may be registered twice: search, compare, tell apart. */
export function DuplicatesPage() {
  const t = useTranslations('duplicates')
  const people = useTranslations('people')
  const sayError = useErrorSentence()
  const { data, error, refetch } = useQuery(api.duplicates.list.queryOptions({ input: {} }))
  const { state, run, stop } = useDuplicateSearch()
  const [failure, setFailure] = useState<string>()
  const isSearching = state.kind === 'progress'
  const goesOn = data?.isSearching === true && state.kind === 'idle'
  useEffect(() => {
    if (goesOn) void run().catch(() => undefined)
  }, [goesOn, run])

  async function search() {
    setFailure(undefined)
    try {
      await run()
    } catch (thrown) {
      setFailure(sayError(thrown))
    }
  }

  return (
    <Page
      title={t('title')}
      windowTitle={t('title')}
      lead={t('lead')}
      breadcrumbs={[{ label: people('title'), href: '/people' }]}
      actions={
        !isSearching && (
          <Button variant={data?.searchedAt ? 'secondary' : 'primary'} icon={Search} onPress={() => void search()}>
            {data?.searchedAt ? t('searchAgain') : t('search')}
          </Button>
        )
      }
    >
      <Stack>
        {failure && <Banner tone="error">{failure}</Banner>}
        {isSearching && <Progress label={t('searching')} {...(state.total > 0 && { done: state.done, total: state.total })} onCancel={stop} />}
        <div role="status">
          {state.kind === 'stopped' && t('stopped')}
          {/* What has been dismissed or merged since is not counted. */}
          {state.kind === 'finished' && t('found', { count: data?.total ?? state.pairs })}
        </div>
        {error ? <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState> : data ? !isSearching && <FoundPairs found={data} /> : <Loading />}
      </Stack>
    </Page>
  )
}

function FoundPairs({ found }: { found: Found }) {
  const t = useTranslations('duplicates')
  const format = useFormat()
  const columns = useColumns()
  if (!found.searchedAt) return <EmptyState title={t('notSearched')}>{t('notSearchedHelp')}</EmptyState>
  return (
    <>
      <p>
        {t('searchedAt', { at: format.dateTime(found.searchedAt) })} {found.total > found.pairs.length && t('shownFirst', { count: format.number(found.pairs.length) })}
      </p>
      {found.total > 0 && <TakeOutList list="duplicates" query={{}} />}
      <SimpleTable
        label={t('title')}
        columns={columns}
        rows={found.pairs}
        rowId={({ first, second }) => `${first.id} ${second.id}`}
        href={({ first }) => `/people/${first.id}`}
        empty={<EmptyState title={t('none')}>{t('noneHelp')}</EmptyState>}
      />
    </>
  )
}

function useColumns(): readonly GridColumn<Pair>[] {
  const t = useTranslations('duplicates')
  const say = useReasonWords()
  return [
    { id: 'first', header: t('columns.first'), cell: ({ first }) => withNumber(first), isRowHeader: true },
    { id: 'second', header: t('columns.second'), cell: ({ second }) => <TextLink href={`/people/${second.id}`}>{withNumber(second)}</TextLink> },
    { id: 'reasons', header: t('columns.reasons'), cell: ({ reasons }) => say(reasons) },
    { id: 'score', header: t('columns.score'), cell: ({ score }) => t('score', { score: String(score) }) },
    { id: 'decide', header: t('columns.decide'), cell: (pair) => <Decide pair={pair} /> },
  ]
}

/** Two of one name are told apart by their numbers. */
function withNumber({ name, memberNumber }: Pair['first']): string {
  return [name, memberNumber].filter(Boolean).join(', ')
}

function Decide({ pair: { first, second } }: { pair: Pair }) {
  const t = useTranslations('duplicates')
  const sayError = useErrorSentence()
  const { notifyUndoable } = useUndo()
  const names = { first: withNumber(first), second: withNumber(second) }

  async function dismiss() {
    try {
      await client.duplicates.dismiss({ firstPersonId: first.id, secondPersonId: second.id })
      await notifyUndoable(t('dismissed'))
    } catch (error) {
      notify({ text: sayError(error), tone: 'need' })
    }
  }

  return (
    <ButtonGroup>
      <LinkButton size="small" icon={GitCompareArrows} aria-label={t('comparePair', names)} href={`/people/${first.id}/merge?with=${second.id}`}>
        {t('compare')}
      </LinkButton>
      <Button size="small" icon={UserRoundX} aria-label={t('notSamePair', names)} onPress={() => void dismiss()}>
        {t('notSame')}
      </Button>
    </ButtonGroup>
  )
}
