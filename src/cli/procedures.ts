import { isContractProcedure } from '@orpc/contract'
import { z } from 'zod'
import type { ProcedureMeta } from '#contract/base.ts'
import { contract } from '#contract/index.ts'

/** A procedure of the contract, as the command line lists it. */
export interface ListedProcedure {
  /** `people.create` */
  readonly procedure: string
  readonly summary: string
  /** What the user must be allowed to do; `anyone` needs no sign-in, `signedIn` any user. */
  readonly permission: string
  /** The input's shape as JSON Schema. A file is sent with `--file`. */
  readonly input: unknown
}

/** Every procedure of the contract, sorted by name. */
export function listProcedures(): ListedProcedure[] {
  return [...walk(contract, [])].toSorted((a, b) => a.procedure.localeCompare(b.procedure, 'en'))
}

function* walk(node: unknown, path: readonly string[]): Generator<ListedProcedure> {
  if (isContractProcedure(node)) {
    const { meta, inputSchema } = node['~orpc']
    const { summary, permission } = meta as unknown as ProcedureMeta
    yield { procedure: path.join('.'), summary, permission, input: inputSchema instanceof z.ZodType ? shapeOf(inputSchema) : {} }
  } else if (typeof node === 'object' && node !== null) {
    for (const [name, child] of Object.entries(node)) yield* walk(child, [...path, name])
  }
}

function shapeOf(schema: z.ZodType): unknown {
  const { $schema: _dialect, ...shape } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', override: describeFile })
  return shape
}

/** JSON has no files; say so where one is wanted. */
function describeFile({ zodSchema, jsonSchema }: { zodSchema: { _zod: { def: { type: string } } }; jsonSchema: Record<string, unknown> }): void {
  if (zodSchema._zod.def.type === 'file') Object.assign(jsonSchema, { type: 'file', description: '--file' })
}
