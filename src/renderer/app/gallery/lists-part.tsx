import { useState } from 'react'
import { DataGrid, EmptyState, Section, SimpleTable, Stack, StatusChip, useFormat, type GridSort, type GridWindow } from '#renderer/ui/index.ts'
import { sumOre, type Ore } from '#shared/money.ts'

interface Row {
  readonly id: string
  readonly name: string
  readonly town: string
  readonly amountOre: Ore
}

const names = ['Åsa Öberg', 'Anna Åberg', 'Märta Ärlig', 'Zoë Lind', 'Örjan Berg']
const towns = ['Uppsala', 'Enköping', 'Tierp', 'Östhammar']
const rowCount = 100_000

/** Row number `index` of a list that is only thought of. */
function rowAt(index: number): Row {
  return { id: String(index), name: `${names[index % names.length]} ${index + 1}`, town: towns[index % towns.length] ?? '', amountOre: (index % 977) * 12_345 }
}

async function fetchPage({ offset, limit, sort }: GridWindow) {
  const indexes = Array.from({ length: Math.min(limit, rowCount - offset) }, (_, at) => (sort.descending ? rowCount - 1 - offset - at : offset + at))
  return { rows: indexes.map(rowAt), total: rowCount }
}

/** A list of a hundred thousand rows, an empty one, and a short table with a sum. */
export function ListsPart() {
  const format = useFormat()
  const [sort, setSort] = useState<GridSort>({ column: 'name', descending: false })
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set(['1']))
  const columns = [
    { id: 'name', header: 'Namn', cell: (row: Row) => row.name, isRowHeader: true, isSortable: true, width: 'minmax(14rem, 2fr)' },
    { id: 'town', header: 'Ort', cell: (row: Row) => row.town, isSortable: true },
    { id: 'status', header: 'Läge', cell: () => <StatusChip tone="good">Pågår</StatusChip>, isExtra: true },
    { id: 'amountOre', header: 'Arvode', cell: (row: Row) => format.money(row.amountOre), align: 'end' as const, isSortable: true, width: '10rem' },
  ]
  const few = [0, 1, 2, 3].map(rowAt)
  return (
    <Stack>
      <Section title="Lång lista">
        <DataGrid
          label="Personer"
          columns={columns}
          rowId={(row) => row.id}
          queryKey={['gallery']}
          fetchPage={fetchPage}
          sort={sort}
          onSortChange={setSort}
          href={() => '/gallery'}
          selected={selected}
          onSelectionChange={setSelected}
          countLabel={(total) => `${format.number(total)} personer`}
          empty={null}
        />
      </Section>
      <Section title="Tom lista">
        <DataGrid
          label="Möten"
          columns={columns}
          rowId={(row) => row.id}
          queryKey={['gallery-empty']}
          fetchPage={async () => ({ rows: [], total: 0 })}
          sort={sort}
          onSortChange={setSort}
          empty={<EmptyState title="Inga möten än">Här visas mötena när du har planerat det första.</EmptyState>}
        />
      </Section>
      <Section title="Kort tabell">
        <SimpleTable
          label="Arvoden"
          columns={columns}
          rows={few}
          rowId={(row) => row.id}
          href={() => '/gallery'}
          footer={['Summa', '', '', format.money(sumOre(few.map((row) => row.amountOre)))]}
        />
      </Section>
    </Stack>
  )
}
