import { useQuery } from '@tanstack/react-query'
import { Columns3, FileOutput, FileUp, ListChecks, ShieldCheck, UserPlus } from 'lucide-react'
import { useState } from 'react'
import { isCustomKey } from '#contract/custom-fields.ts'
import { personSorts } from '#contract/people.ts'
import type { ChosenColumn, PersonColumn, PersonRow } from '#contract/person-columns.ts'
import { api, client, useCan } from '#renderer/api/index.ts'
import {
  Button, ButtonGroup, EmptyState, FilterBar, FilteredGrid, LinkButton, Page, SearchField, StatusChip, useFormat, useTranslations, type GridColumn,
} from '#renderer/ui/index.ts'
import { useCustomValueText } from '#renderer/features/custom-fields/custom-facts.tsx'
import { BulkDialog } from './bulk-dialog.tsx'
import { useColumnWords, useOwnFields } from './column-words.ts'
import { ColumnsDialog } from './columns-dialog.tsx'
import { FilterChips } from './filter-chips.tsx'
import { useChoiceWords } from './filter-words.ts'
import { ProtectedListDialog } from './protected-dialogs.tsx'
import { rememberColumns, useRegisterState, type RegisterAddress } from './register-state.ts'
import { TakeOutDialog } from './take-out-dialog.tsx'
import { ViewsMenu } from './views-menu.tsx'

type Dialog = 'columns' | 'bulk' | 'takeOut' | 'protected'

const nobody: ReadonlySet<string> = new Set()

/** The register of persons: search, filter, sort, open, and take out. */
export function PeoplePage() {
  const t = useTranslations('people')
  const words = useTranslations('views')
  const bulk = useTranslations('bulk')
  const { address, change, columns } = useRegisterState()
  const { text, filter, sort, descending } = address
  const canWrite = useCan('people.write')
  const canExport = useCan('people.export')
  const canMail = useCan('mailings.write')
  const mailings = useTranslations('mailings')
  const [dialog, setDialog] = useState<Dialog>()
  const { selected, setSelected, selectAll } = useSelection(address)
  const { data: found } = useQuery(api.people.list.queryOptions({ input: { text, filter, columns: [], limit: 1 } }))
  const shown = { text, filter, sort, descending, columns }
  const picked = selected.size > 0 && { ids: [...selected] }
  const count = selected.size > 0 ? selected.size : (found?.total ?? 0)
  const canSelect = canExport || canWrite

  return (
    <Page title={t('title')} windowTitle={t('title')} actions={<PageActions onListProtected={() => setDialog('protected')} />}>
      <FilterBar>
        <SearchField label={t('searchLabel')} value={text} onChange={(next) => change({ text: next })} />
        <ButtonGroup>
          <ViewsMenu
            shown={shown}
            open={address.view}
            onOpen={(view) => change(view ? { view: view.id, text: view.text, filter: view.filter, columns: view.columns, sort: view.sort, descending: view.descending } : { view: undefined })}
          />
          <Button icon={Columns3} onPress={() => setDialog('columns')}>
            {words('chooseColumns')}
          </Button>
          {canSelect && <Button onPress={selectAll}>{words('selectAll')}</Button>}
          {canSelect && selected.size > 0 && <Button onPress={() => setSelected(nobody)}>{words('clearSelection')}</Button>}
          {canWrite && count > 0 && (
            <Button icon={ListChecks} onPress={() => setDialog('bulk')}>
              {bulk('change')}
            </Button>
          )}
          {canExport && (found?.total ?? 0) > 0 && (
            <Button icon={FileOutput} onPress={() => setDialog('takeOut')}>
              {words('takeOut')}
            </Button>
          )}
          {canMail && (found?.total ?? 0) > 0 && <LinkButton href={`/mailings/new?text=${encodeURIComponent(JSON.stringify(text))}&filter=${encodeURIComponent(JSON.stringify(filter))}`}>{mailings('newMailing')}</LinkButton>}
        </ButtonGroup>
        <FilterChips filter={filter} onChange={(next) => change({ filter: next })} />
      </FilterBar>
      <FilteredGrid<PersonRow, RegisterAddress>
        label={t('title')}
        query="people.list"
        state={{ ...address, columns }}
        onStateChange={change}
        unfiltered={{ text: '', filter: filter.length === 0 ? filter : [] }}
        fetchPage={(page, signal) => client.people.list({ text, filter, columns, ...page }, { signal })}
        href={(row) => `/people/${row.id}`}
        countLabel={(count) => t('count', { count })}
        columns={useColumns(columns)}
        {...(canSelect && { selected, onSelectionChange: setSelected })}
        empty={
          <EmptyState title={t('empty')} actions={canWrite && <LinkButton href="/people/new">{t('newPerson')}</LinkButton>}>
            {t('emptyHelp')}
          </EmptyState>
        }
      />
      {dialog === 'protected' && <ProtectedListDialog onClose={() => setDialog(undefined)} />}
      {dialog === 'columns' && (
        <ColumnsDialog
          columns={columns}
          onClose={() => setDialog(undefined)}
          onChoose={(chosen) => {
            rememberColumns(chosen)
            change({ columns: chosen })
            setDialog(undefined)
          }}
        />
      )}
      {dialog === 'bulk' && <BulkDialog persons={{ text, filter, ...picked }} count={count} onClose={() => setDialog(undefined)} />}
      {dialog === 'takeOut' && (
        <TakeOutDialog persons={{ ...shown, ...picked }} count={count} onClose={() => setDialog(undefined)} />
      )}
    </Page>
  )
}

function PageActions({ onListProtected }: { onListProtected(): void }) {
  const t = useTranslations('people')
  const duplicates = useTranslations('duplicates')
  const canWrite = useCan('people.write')
  const canImport = useCan('people.import')
  const canOpenProtected = useCan('people.openProtected')
  return (
    <ButtonGroup>
      {canWrite && (
        <LinkButton href="/people/new" variant="primary" icon={UserPlus}>
          {t('newPerson')}
        </LinkButton>
      )}
      {canImport && (
        <LinkButton href="/people/import" icon={FileUp}>
          {t('import')}
        </LinkButton>
      )}
      {canWrite && <LinkButton href="/people/duplicates">{duplicates('title')}</LinkButton>}
      {canOpenProtected && (
        <Button icon={ShieldCheck} onPress={onListProtected}>
          {t('listProtected')}
        </Button>
      )}
    </ButtonGroup>
  )
}

/** Who is selected. What is searched for or filtered by begins a new selection, so that nobody out of sight is in it. */
function useSelection({ text, filter }: RegisterAddress) {
  const about = JSON.stringify([text, filter])
  const [selection, setSelection] = useState<{ about: string; ids: ReadonlySet<string> }>({ about, ids: nobody })
  const setSelected = (ids: ReadonlySet<string>) => setSelection({ about, ids })
  return {
    selected: selection.about === about ? selection.ids : nobody,
    setSelected,
    selectAll: async () => setSelected(new Set(await client.people.listIds({ text, filter }))),
  }
}

const sortable = new Set<string>(personSorts)

/** How wide a column is at least; the rest are as wide as their headings mostly are. */
const widths: { readonly [Column in ChosenColumn]?: string } = {
  membershipKind: 'minmax(12rem, 1fr)', town: 'minmax(7rem, 1fr)', email: 'minmax(15rem, 1.5fr)', municipalityCode: 'minmax(8rem, 1fr)', street: 'minmax(12rem, 1fr)', bodies: 'minmax(14rem, 2fr)',
  onBehalfOf: 'minmax(12rem, 1fr)', birthDate: '8.25rem', phone: '8.5rem', county: 'minmax(10rem, 1fr)', preferredChannel: '10rem', latestFeeYear: '10rem', mandateEndsOn: '10rem',
}

/** Columns that an easy view leaves out of the usual ones. */
const extras: ReadonlySet<ChosenColumn> = new Set(['birthDate', 'email', 'municipalityCode'])

function useColumns(columns: readonly ChosenColumn[]): readonly GridColumn<PersonRow>[] {
  const people = useTranslations('people')
  const format = useFormat()
  const choiceWords = useChoiceWords()
  const heading = useColumnWords()
  const { fieldNamed } = useOwnFields()
  const sayCustom = useCustomValueText()
  const cell = (row: PersonRow, column: PersonColumn) => {
    const value = row[column]
    if (value === null || value === undefined) return ''
    if (column === 'membershipKind') return <StatusChip tone="good">{choiceWords('membershipKind', String(value))}</StatusChip>
    if (column === 'gender' || column === 'preferredChannel' || column === 'county') return choiceWords(column, String(value))
    if (column === 'countryCode') return choiceWords('country', String(value))
    if (column === 'municipalityCode') return choiceWords('municipality', String(value))
    return typeof value === 'number' && column !== 'latestFeeYear' ? format.number(value) : String(value)
  }
  const cellIn = (row: PersonRow, column: ChosenColumn) => {
    if (!isCustomKey(column)) return cell(row, column)
    const field = fieldNamed(column)
    const value = (field && row.customValues?.[field.id]) ?? null
    return typeof value === 'string' ? value : ((field && sayCustom(field.type, value)) ?? '')
  }
  return [
    { id: 'name', header: people('fields.name'), cell: (row) => row.name, isRowHeader: true, isSortable: true, width: 'minmax(11rem, 2fr)' },
    ...columns.map((column) => ({
      id: column, header: heading(column), cell: (row: PersonRow) => cellIn(row, column), isSortable: sortable.has(column), isExtra: extras.has(column), width: widths[column] ?? '9.5rem',
    })),
  ]
}
