const perStatement = 500

/** Asks a question about many rows, some hundred at a time, since a statement takes only so many parameters. */
export async function inChunks<Row>(ids: readonly string[], ask: (ids: readonly string[]) => Promise<readonly Row[]>): Promise<Row[]> {
  const distinct = [...new Set(ids)]
  const rows: Row[] = []
  for (let start = 0; start < distinct.length; start += perStatement) rows.push(...(await ask(distinct.slice(start, start + perStatement))))
  return rows
}
