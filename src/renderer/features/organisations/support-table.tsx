import { ListChecks, Pencil } from 'lucide-react'
import { useState } from 'react'
import type { Support } from '#contract/support.ts'
import { useCan } from '#renderer/api/index.ts'
import { Button, ButtonGroup, SimpleTable, StatusChip, TextLink, useFormat, useTranslations, type GridColumn } from '#renderer/ui/index.ts'
import { FollowUpDialog, SupportDialog } from './support-dialogs.tsx'

/** Support that has been given, with what came of it. */
export function SupportTable({ rows, showsOrganisation = false }: { rows: readonly Support[]; showsOrganisation?: boolean }) {
  const t = useTranslations('support')
  const format = useFormat()
  const canWrite = useCan('organisations.write')
  const [open, setOpen] = useState<{ dialog: 'edit' | 'followUp'; support: Support }>()
  const organisation: GridColumn<Support> = {
    id: 'organisation', header: t('fields.organisation'), cell: (row) => <TextLink href={`/organisations/${row.organisation.id}`}>{row.organisation.name}</TextLink>,
  }
  const actions: GridColumn<Support> = {
    id: 'edit', header: t('fields.action'),
    cell: (row) => (
      <ButtonGroup>
        <Button size="small" icon={ListChecks} aria-label={t('followUpNamed', { what: row.description })} onPress={() => setOpen({ dialog: 'followUp', support: row })}>
          {t('followUp')}
        </Button>
        <Button size="small" variant="quiet" icon={Pencil} aria-label={t('changeNamed', { what: row.description })} onPress={() => setOpen({ dialog: 'edit', support: row })}>
          {t('change')}
        </Button>
      </ButtonGroup>
    ),
  }
  return (
    <>
      <SimpleTable
        label={t('title')}
        rows={rows}
        rowId={(row) => row.id}
        empty={<p>{t('none')}</p>}
        columns={[
          { id: 'description', header: t('fields.description'), cell: (row) => row.description, isRowHeader: true },
          ...(showsOrganisation ? [organisation] : []),
          { id: 'givenOn', header: t('fields.givenOn'), cell: (row) => format.date(row.givenOn) },
          {
            id: 'kind', header: t('fields.kind'),
            cell: (row) => (
              <>
                {t(`kind.${row.kind}`)} {row.grant && <TextLink href={`/grants/${row.grant.id}`}>{row.grant.name}</TextLink>}
              </>
            ),
          },
          {
            id: 'size', header: t('fields.size'), align: 'end',
            cell: (row) => [row.amountOre !== null && format.money(row.amountOre), row.hours !== null && t('hours', { count: row.hours })].filter(Boolean).join(', '),
          },
          { id: 'outcome', header: t('fields.outcome'), cell: (row) => <Outcome support={row} /> },
          ...(canWrite ? [actions] : []),
        ]}
      />
      {open?.dialog === 'edit' && <SupportDialog organisation={open.support.organisation} support={open.support} onClose={() => setOpen(undefined)} />}
      {open?.dialog === 'followUp' && <FollowUpDialog support={open.support} onClose={() => setOpen(undefined)} />}
    </>
  )
}

function Outcome({ support }: { support: Support }) {
  const t = useTranslations('support')
  const { followedUpOn, outcome, newRepresentativesCount: count } = support
  if (followedUpOn !== null) return <>{[outcome, count !== null && t('newRepresentatives', { count }), t('followedUpDay', { date: followedUpOn })].filter(Boolean).join(' ')}</>
  if (support.isDue) return <StatusChip tone="need">{t('isDue')}</StatusChip>
  return <>{support.followUpDueOn === null ? t('notFollowedUp') : t('dueOn', { date: support.followUpDueOn })}</>
}
