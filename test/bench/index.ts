/**
 * `npm run bench` builds an association beyond any there is and prints how long Talan takes beside the plainest way of doing the same,
 * measured in the same run. `npm run bench -- --smoke` does it with a hundredth, only to see that everything can be measured;
 * `npm run bench -- search people` does only these of search, people, meetings, seats, report, duplicates, import, export and start.
 */
import { fillLargeWorld, largeSize, smokeSize } from '#test/support/large-world.ts'
import { duplicatesBench } from './duplicates.ts'
import { exportBench } from './export.ts'
import { importBench } from './import.ts'
import { tableOf, timeOf, type Result } from './measure.ts'
import { meetingsListBench } from './meetings-list.ts'
import { peopleListBench } from './people-list.ts'
import { reportBench } from './report.ts'
import { searchBench } from './search.ts'
import { seatsListBench } from './seats-list.ts'
import { startBench } from './start.ts'
import { benchDay, makeBenchWorld } from './world.ts'

const parameters = process.argv.slice(2)
const isSmoke = parameters.includes('--smoke')
const chosen = parameters.filter((parameter) => !parameter.startsWith('--'))
const size = isSmoke ? smokeSize : largeSize
const runs = isSmoke ? 1 : 5
const results: Result[] = []

/** A bench that cannot run does not keep the others from running. */
async function bench(name: string, work: () => Promise<Result[]>): Promise<void> {
  if (chosen.length > 0 && !chosen.includes(name)) return
  console.error(`${name} …`)
  try {
    results.push(...(await work()))
  } catch (error) {
    console.error(error)
    process.exitCode = 1
  }
}

const inLargeWorld = ['search', 'people', 'meetings', 'seats', 'report', 'duplicates']

if (chosen.length === 0 || inLargeWorld.some((name) => chosen.includes(name))) {
  const world = await makeBenchWorld()
  try {
    const seconds = Math.round((await timeOf(() => fillLargeWorld(world.engine, size, benchDay))) / 1000)
    console.error(`${size.persons} persons, ${size.bodies} bodies, ${size.assignments} assignments, ${size.meetings} meetings, ${size.attendances} attendances, made in ${seconds} s`)
    await bench('search', () => searchBench(world, runs * 2 + 1))
    await bench('people', () => peopleListBench(world, isSmoke ? 1 : 3))
    await bench('meetings', () => meetingsListBench(world, runs))
    await bench('seats', () => seatsListBench(world, isSmoke ? 1 : 3))
    await bench('report', () => reportBench(world))
    // Last: it adds persons to the world.
    await bench('duplicates', () => duplicatesBench(world, isSmoke ? 100 : 10_000))
  } finally {
    await world.close()
  }
}
await bench('import', () => importBench(isSmoke ? 100 : 10_000, isSmoke ? 1 : 7))
await bench('export', () => exportBench(isSmoke ? 1_000 : 100_000, isSmoke ? 1 : 3))
await bench('start', () => startBench(isSmoke ? 1 : runs))

// A smoke size says nothing about speed, so nothing is said of goals.
console.log(tableOf(isSmoke ? results.map((result) => ({ ...result, goals: [] })) : results))
