import { useQuery } from '@tanstack/react-query'
import type { OrganisationNode } from '#contract/organisations.ts'
import { api, useErrorSentence } from '#renderer/api/index.ts'
import { ErrorState, Loading, StatusChip, TextLink, useTranslations } from '#renderer/ui/index.ts'
import styles from './organisations.module.css'

/** All organisations, each under the one it lies under. */
export function OrganisationTree() {
  const sayError = useErrorSentence()
  const { data, error, refetch } = useQuery(api.organisations.tree.queryOptions({ input: {} }))
  if (error) return <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>
  if (!data) return <Loading />
  return <Branches nodes={data} parentId={null} />
}

function Branches({ nodes, parentId }: { nodes: readonly OrganisationNode[]; parentId: string | null }) {
  const t = useTranslations('organisations')
  const branches = nodes.filter((node) => node.parentId === parentId)
  if (branches.length === 0) return null
  return (
    <ul role="list" className={styles.branches}>
      {branches.map((node) => (
        <li key={node.id}>
          <TextLink href={`/organisations/${node.id}`}>{node.name}</TextLink> <span className={styles.detail}>{t(`kind.${node.kind}`)}</span>{' '}
          {node.isEnded && <StatusChip tone="muted">{t('ended')}</StatusChip>}
          <Branches nodes={nodes} parentId={node.id} />
        </li>
      ))}
    </ul>
  )
}
