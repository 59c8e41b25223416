import { run } from './run.ts'

process.exitCode = await run(process.argv.slice(2), {
  environment: process.env,
  standardInput: process.stdin,
  print: (line) => console.log(line),
  tell: (line) => console.error(line),
})
