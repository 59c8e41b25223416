import Excel from 'exceljs'
import { quantile, ratio, timeOf, type Result } from './measure.ts'
import { makeBenchWorld } from './world.ts'

const givenNames = 'Anna Åsa Örjan Maria Karl Erik Lars Karin Anders Johan Per Eva Kristina Olof Lena Nils Sara Åke Birgitta Mikael'.split(' ')
const familyNames = 'Bergström Lindqvist Sjöman Ekdahl Almgren Björklund Nyström Söderberg Nordin Östman Wester Sandell Stenmark Havel Strömberg'.split(' ')

/** Import of a member list into an empty register, against merely reading the file with exceljs. */
export async function importBench(rows: number, runs: number): Promise<Result[]> {
  const bytes = await memberList(rows)
  const [ours, plain] = [[] as number[], [] as number[]]
  for (let run = 0; run < runs; run += 1) {
    plain.push(await timeOf(() => new Excel.Workbook().xlsx.load(bytes.buffer)))
    ours.push(await importInto(bytes, rows))
  }
  return [{ what: `Import of ${rows} rows`, ours: quantile(ours, 0.5), plain: quantile(plain, 0.5), goals: [ratio(2)], note: 'plainly: exceljs reads the file' }]
}

async function importInto(bytes: Uint8Array<ArrayBuffer>, rows: number): Promise<number> {
  const world = await makeBenchWorld()
  try {
    const file = new File([bytes], 'medlemmar.xlsx')
    let fresh = 0
    const time = await timeOf(async () => {
      fresh = (await world.client.imports.run({ file })).fresh
    })
    if (fresh !== rows) throw new Error(`Only ${fresh} of ${rows} rows were imported`)
    return time
  } finally {
    await world.close()
  }
}

async function memberList(rows: number): Promise<Uint8Array<ArrayBuffer>> {
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
