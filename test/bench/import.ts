import { mkdtempSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Excel from 'exceljs'
import { inOwnProcess, quantile, ratio, type Result } from './measure.ts'

/** What `import-child.ts` prints. */
export interface Imported {
  readonly milliseconds: number
}

const givenNames = 'Anna Åsa Örjan Maria Karl Erik Lars Karin Anders Johan Per Eva Kristina Olof Lena Nils Sara Åke Birgitta Mikael'.split(' ')
const familyNames = 'Bergström Lindqvist Sjöman Ekdahl Almgren Björklund Nyström Söderberg Nordin Östman Wester Sandell Stenmark Havel Strömberg'.split(' ')

/**
 * Import of a member list into an empty register, against merely reading the file with exceljs. Each in a process of its own:
 * a list is imported once in a while, by a program that has just been started.
 */
export async function importBench(rows: number, runs: number): Promise<Result[]> {
  const folder = mkdtempSync(join(tmpdir(), 'talan-bench-'))
  try {
    const file = join(folder, 'medlemmar.xlsx')
    await writeFile(file, await memberList(rows))
    const [ours, plain]: [number[], number[]] = [[], []]
    for (let run = 0; run < runs; run += 1) {
      plain.push((await inOwnProcess<Imported>('./import-child.ts', ['plainly', file, String(rows)])).milliseconds)
      ours.push((await inOwnProcess<Imported>('./import-child.ts', ['talan', file, String(rows)])).milliseconds)
    }
    return [{ what: `Import of ${rows} rows`, ours: quantile(ours, 0.5), plain: quantile(plain, 0.5), goals: [ratio(2)], note: 'plainly: exceljs reads the file' }]
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function memberList(rows: number): Promise<Uint8Array> {
  const workbook = new Excel.Workbook()
  const sheet = workbook.addWorksheet('Medlemmar')
  sheet.addRow(['Medlemsnr', 'Förnamn', 'Efternamn', 'Födelsedatum', 'Adress', 'Postnr', 'Ort', 'E-post', 'Mobil', 'Medlem sedan'])
  for (let index = 0; index < rows; index += 1) {
    const [givenName, familyName] = [givenNames[index % givenNames.length] as string, familyNames[Math.floor(index / givenNames.length) % familyNames.length] as string]
    const day = String(1 + (index % 28)).padStart(2, '0')
    // Nobody has both name and day of birth in common with another.
    const birthYear = 1940 + Math.floor(index / (givenNames.length * familyNames.length))
    sheet.addRow([
      10_000 + index, givenName, familyName, `${birthYear}-0${1 + (index % 9)}-${day}`, `Storgatan ${1 + (index % 300)}`, 75_320, 'Uppsala', `medlem.${index}@example.se`,
      `070${String(1_000_000 + index * 7)}`, `2023-0${1 + (index % 9)}-${day}`,
    ])
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}
