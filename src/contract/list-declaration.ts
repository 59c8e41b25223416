import type { z } from 'zod'
import type { translator } from '#shared/i18n/index.ts'
import type { ProcedureMeta } from './base.ts'
import type { Permission } from './permissions.ts'
import type { PersonRef } from './person-ref.ts'

/** The words of a language, for headings and for codes in words. */
export type Words = ReturnType<typeof translator>

/** What a column holds. `identifier` is text that looks like a number; `ore` is whole öre; `percent` is hundredths of a percent; `dateTime` is an instant, shown in Swedish time. */
export type ListColumnType = 'text' | 'identifier' | 'integer' | 'ore' | 'percent' | 'date' | 'dateTime' | 'boolean'

export interface ListColumn<Row> {
  readonly header: (t: Words) => string
  readonly type: ListColumnType
  /** The row's value as the type wants it; nothing where there is none. Codes are put in words. */
  readonly cell: (row: Row, t: Words) => string | number | boolean | null
}

/** A procedure that reads a list. */
interface Reading {
  readonly '~orpc': { readonly inputSchema?: z.ZodType | undefined; readonly outputSchema?: z.ZodType | undefined; readonly meta: ProcedureMeta }
}
type Answer<Of extends Reading> = z.output<NonNullable<Of['~orpc']['outputSchema']>>
type Window = 'offset' | 'limit'

/** A list that can be taken out: the procedure that the screen reads it by, and its columns by their names. */
export interface List<Query = unknown> {
  /** The procedure's path, `meetings.list`. Filters, order, permission and protected identities are its. */
  readonly path: string
  readonly permission: Permission | 'signedIn'
  /** Whether the procedure hands out its rows a window at a time. */
  readonly isPaged: boolean
  readonly title: (t: Words) => string
  readonly rowsOf: (answer: unknown) => readonly unknown[]
  readonly columns: Readonly<Record<string, ListColumn<unknown>>>
  /** Only for the compiler: what the procedure is asked, apart from which rows. */
  readonly query?: Query
}

interface Declared<Of extends Reading, Row> {
  readonly path: string
  readonly isPaged?: boolean
  readonly title: (t: Words) => string
  readonly rowsOf: (answer: Answer<Of>) => readonly Row[]
  readonly columns: (made: ColumnMakers<Row>) => Readonly<Record<string, ListColumn<Row>>>
}

/** Makes a column of each type: its heading, and a row's value. */
type ColumnMakers<Row> = { readonly [Type in ListColumnType]: (header: ListColumn<Row>['header'], cell: ListColumn<Row>['cell']) => ListColumn<Row> }

function columnMakers<Row>(): ColumnMakers<Row> {
  const makerOf = (type: ListColumnType) => (header: ListColumn<Row>['header'], cell: ListColumn<Row>['cell']): ListColumn<Row> => ({ header, type, cell })
  return {
    text: makerOf('text'), identifier: makerOf('identifier'), integer: makerOf('integer'), ore: makerOf('ore'), percent: makerOf('percent'), date: makerOf('date'), dateTime: makerOf('dateTime'), boolean: makerOf('boolean'),
  }
}

type QueryOf<Of extends Reading> = Omit<z.input<NonNullable<Of['~orpc']['inputSchema']>> & object, Window>

/** Declares a list. The row's type follows from the procedure's answer. */
export function list<Of extends Reading, Row>(of: Of, { path, isPaged = true, title, rowsOf, columns }: Declared<Of, Row>): List<QueryOf<Of>> {
  const { permission } = of['~orpc'].meta
  if (permission === 'anyone') throw new TypeError(`${path} is open to anyone, and no list`)
  // Whoever reads the rows by `rowsOf` has them from the same procedure, so that they fit the columns.
  return { path, isPaged, title, permission, rowsOf: rowsOf as List['rowsOf'], columns: columns(columnMakers<Row>()) as unknown as List['columns'] }
}

/** As on the screen: one with protected identity is named by her number alone. */
export function nameOf({ name, memberNumber }: PersonRef, t: Words): string {
  return name ?? (memberNumber ? t('people.protectedRef', { number: memberNumber }) : t('people.protectedName'))
}

/** Whose row it is: her name, and her number apart. */
export function whose<Row>({ text, identifier }: ColumnMakers<Row>, personOf: (row: Row) => PersonRef | null): Record<'person' | 'memberNumber', ListColumn<Row>> {
  return {
    person: text((t) => t('people.person'), (row, t) => {
      const person = personOf(row)
      return person && nameOf(person, t)
    }),
    memberNumber: identifier((t) => t('people.fields.memberNumber'), (row) => personOf(row)?.memberNumber ?? null),
  }
}
