import type { LocalDate } from '#shared/dates.ts'

/** A cell as it stands: what looks like a date in Excel is a date, a number is a number, nothing is null. */
export type Cell = string | number | boolean | { readonly date: LocalDate } | null

export interface Sheet {
  readonly name: string
  /** `rows[0]` is row 1 of the sheet, so that a row can be named as its owner knows it. Cells end with the last filled one. */
  readonly rows: readonly (readonly Cell[])[]
  readonly isHidden: boolean
  /** Columns, from 0, that the file's owner does not see. */
  readonly hiddenColumns: readonly number[]
}

export interface Spreadsheet {
  readonly sheets: readonly Sheet[]
}

export interface ReadingLimits {
  /** Size of the file. */
  readonly bytes: number
  /** Size of all that a workbook unpacks to. */
  readonly unpackedBytes: number
  /** Filled rows of a sheet, and how many more there may be for titles and headings above them. */
  readonly rows: number
  readonly headRows: number
  readonly columns: number
}
