import { readFileSync } from 'node:fs'
import Excel from 'exceljs'
import { finished } from '#test/support/events.ts'
import type { Imported } from './import.ts'
import { timeOf } from './measure.ts'
import { makeBenchWorld } from './world.ts'

async function talan(bytes: Uint8Array<ArrayBuffer>, rows: number): Promise<number> {
  const world = await makeBenchWorld()
  try {
    const file = new File([bytes], 'medlemmar.xlsx')
    let fresh = 0
    const time = await timeOf(async () => {
      fresh = (await finished(world.client.imports.run({ file }))).fresh
    })
    if (fresh !== rows) throw new Error(`Only ${fresh} of ${rows} rows were imported`)
    return time
  } finally {
    await world.close()
  }
}

const [way, file, rows] = process.argv.slice(2)
const bytes = new Uint8Array(readFileSync(file as string))
const imported: Imported = { milliseconds: way === 'talan' ? await talan(bytes, Number(rows)) : await timeOf(() => new Excel.Workbook().xlsx.load(bytes.buffer)) }
console.log(JSON.stringify(imported))
