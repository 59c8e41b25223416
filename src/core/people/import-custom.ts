/**
 * Cells that hold the association's own fields.
 */
import type { CustomField, CustomValue } from '#contract/custom-fields.ts'
import type { Cell } from '#core/documents/spreadsheet.ts'
import { fitsField } from '#core/custom-fields/index.ts'
import type { LocalDate } from '#shared/dates.ts'
import { parseKronor } from '#shared/money.ts'
import { foldForSearch } from '#shared/swedish-text.ts'
import { readDateCell, readYesNo, saysNothing } from './import-cells.ts'

type ValueReader = (read: { readonly cell: Cell; readonly text: string; readonly field: CustomField; readonly latest: LocalDate }) => CustomValue | undefined

const readers: Readonly<Record<CustomField['type'], ValueReader>> = {
  text: ({ text }) => text,
  longText: ({ text }) => text,
  number: ({ text }) => (/^[+-]?\d{1,3}(?:\s?\d{3})*(?:[.,]0+)?$/u.test(text) ? Number(text.replace(/\s/gu, '').replace(/[.,]0+$/u, '')) : undefined),
  money: ({ text }) => parseKronor(text),
  date: ({ cell, latest }) => {
    const read = readDateCell(cell, latest)
    return read && 'date' in read ? read.date : undefined
  },
  yesNo: ({ text }) => readYesNo(text),
  choice: ({ text, field }) => choiceNamed(field, text),
  multipleChoice: ({ text, field }) => {
    const whole = choiceNamed(field, text)
    const chosen = whole === undefined ? text.split(/\s*[;,/|\n]\s*/u).filter((part) => part !== '').map((part) => choiceNamed(field, part)) : [whole]
    return chosen.every((choice) => choice !== undefined) ? field.choices.filter((choice) => chosen.includes(choice)) : undefined
  },
}

/** The value that a cell gives a custom field, or nothing where it is not one of the field's. Years of two digits are the latest not after `latest`. */
export function readCustomCell(field: CustomField, cell: Cell, text: string, latest: LocalDate): CustomValue | undefined {
  const value = readers[field.type]({ cell, text, field, latest })
  return value !== undefined && fitsField(field, value) ? value : undefined
}

/** Whether a cell says nothing. A nought is a value here, and so is a word such as "Ingen" where the field has it among its choices. */
export function isBlankCustom(field: CustomField, text: string): boolean {
  return text === '' || (text !== '0' && saysNothing(text) && choiceNamed(field, text) === undefined)
}

function choiceNamed({ choices }: CustomField, text: string): string | undefined {
  return choices.find((choice) => choice === text) ?? choices.find((choice) => foldForSearch(choice) === foldForSearch(text))
}
