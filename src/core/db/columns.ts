import type { Instant, LocalDate, LocalTime } from '#shared/dates.ts'
import type { BasisPoints, Ore } from '#shared/money.ts'

/**
 * The kinds a column can have; a question mark after the kind lets it be empty.
 * `ref:table` is a foreign key. Flags are 0 or 1.
 */
export interface KindTypes {
  id: string
  text: string
  json: string
  date: LocalDate
  time: LocalTime
  instant: Instant
  ore: Ore
  basisPoints: BasisPoints
  integer: number
  flag: 0 | 1
}

export type Kind = keyof KindTypes | `ref:${string}`

type KindType<K> = K extends keyof KindTypes ? KindTypes[K] : K extends `ref:${string}` ? string : never
type SpecType<S> = S extends `${infer K}?` ? KindType<K> | null : KindType<S>

/** The row type of a table described by column specifications. */
export type RowOf<Columns> = { -readonly [Name in keyof Columns]: SpecType<Columns[Name]> }

/** Splits a specification into its kind, whether it may be empty, and the table it refers to. */
export function parseSpec(spec: string): { kind: string; nullable: boolean; references: string | undefined } {
  const nullable = spec.endsWith('?')
  const kind = nullable ? spec.slice(0, -1) : spec
  return { kind, nullable, references: kind.startsWith('ref:') ? kind.slice(4) : undefined }
}
