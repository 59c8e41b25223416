import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { takenLists, type ListName, type ListQuery } from '#contract/lists.ts'
import { ButtonGroup, EmptyState, FilteredGrid, LinkButton, Page, type FilteredGridProps, type PageProps } from '#renderer/ui/index.ts'
import { TakeOutList } from './take-out-list.tsx'

interface Kept {
  readonly text?: string
  readonly sort: string
  readonly descending: boolean
}

export interface ListPageProps<Row, State extends Kept, Name extends ListName>
  extends Pick<FilteredGridProps<Row, State>, 'state' | 'onStateChange' | 'unfiltered' | 'fetchPage' | 'href' | 'countLabel' | 'columns'>, Pick<PageProps, 'lead' | 'breadcrumbs'> {
  title: string
  /** The list as it is taken out, by the name it has in the contract. */
  list: Name
  /** The filters in the words of the core, as `fetchPage` sends them; the order is added. */
  filter: Omit<ListQuery<Name>, 'sort' | 'descending'>
  /** Where one more is registered, for those who may. */
  create?: { readonly href: string; readonly label: string; readonly icon: LucideIcon } | false
  /** Other ways from here, after the one that registers. */
  actions?: ReactNode
  /** The fields of the filter: `<FilterBar>`. */
  filters?: ReactNode
  emptyTitle: string
  emptyHelp: string
}

/** A page that is a list: what it is called, registering one more, filters, the rows, and taking them out. */
export function ListPage<Row extends { readonly id: string }, State extends Kept, Name extends ListName>({
  title, lead, breadcrumbs, list, filter, create, actions, filters, emptyTitle, emptyHelp, ...grid
}: ListPageProps<Row, State, Name>) {
  const { sort, descending } = grid.state
  return (
    <Page
      title={title}
      windowTitle={title}
      {...(lead !== undefined && { lead })}
      {...(breadcrumbs && { breadcrumbs })}
      actions={
        (create || actions) && (
          <ButtonGroup>
            {create && (
              <LinkButton href={create.href} variant="primary" icon={create.icon}>
                {create.label}
              </LinkButton>
            )}
            {actions}
          </ButtonGroup>
        )
      }
    >
      {filters}
      <FilteredGrid<Row, State>
        {...grid}
        label={title}
        query={takenLists[list].path}
        actions={<TakeOutList list={list} query={{ ...filter, sort, descending }} />}
        empty={
          <EmptyState title={emptyTitle} actions={create && <LinkButton href={create.href}>{create.label}</LinkButton>}>
            {emptyHelp}
          </EmptyState>
        }
      />
    </Page>
  )
}
