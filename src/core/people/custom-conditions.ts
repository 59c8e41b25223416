import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely'
import type { CustomType } from '#contract/custom-fields.ts'
import type { LocalDate } from '#shared/dates.ts'
import type { PersonField } from '#core/custom-fields/index.ts'
import type { Database } from '#core/db/schema.ts'
import { boundsOf, escaped, lowered, type Asked } from './conditions.ts'

type Values = ExpressionBuilder<Database, 'customValues'>

/** What a condition says of a value that is there. */
const comparisons: Record<CustomType, (eb: Values, asked: Asked) => Expression<SqlBool>> = {
  text: textIs,
  longText: textIs,
  number: (eb, asked) => numberIs(eb, 'valueNumber', asked),
  money: (eb, asked) => numberIs(eb, 'valueOre', asked),
  date: (eb, { operator, values }) => eb('valueOn', operator === 'before' ? '<' : '>=', values[0] as LocalDate),
  yesNo: (eb, { operator }) => eb('isYes', '=', operator === 'yes' ? 1 : 0),
  choice: (eb, { values }) => eb('valueText', 'in', values as string[]),
  multipleChoice: (eb, { values }) => eb.or(values.map((choice) => hasAmong(String(choice)))),
}

/** What a condition on a custom field says of a person, in SQL. Whoever has no value is empty, and has not chosen anything. */
export function customConditionIs(eb: ExpressionBuilder<Database, 'persons'>, field: PersonField, asked: Asked): Expression<SqlBool> {
  const holders = eb.selectFrom('customValues').select('customValues.subjectId').where('customValues.fieldId', '=', field.id)
  if (asked.operator === 'isEmpty' || asked.operator === 'isFilled') return eb('persons.id', asked.operator === 'isFilled' ? 'in' : 'not in', holders)
  return eb('persons.id', asked.operator === 'isNot' ? 'not in' : 'in', holders.where((values) => comparisons[field.type](values, asked)))
}

function textIs(_eb: Values, { operator, values }: Asked): Expression<SqlBool> {
  const wanted = escaped(String(values[0]).trim().toLowerCase())
  return sql<SqlBool>`${lowered('customValues.valueText')} like ${`${operator === 'contains' ? '%' : ''}${wanted}%`} escape '\\'`
}

function numberIs(eb: Values, column: 'valueNumber' | 'valueOre', asked: Asked): Expression<SqlBool> {
  // A number may be larger than the column holds, which Postgres would refuse to compare it with.
  const compared = (comparison: '=' | '>=' | '<=', value: number) => eb(column, comparison, sql<never>`cast(${value} as bigint)`)
  if (asked.operator === 'is') return eb.or(asked.values.map((value) => compared('=', Number(value))))
  return eb.and(boundsOf(asked).map(([side, value]) => compared(side === 'least' ? '>=' : '<=', value)))
}

/** An alternative stands in the list between quotation marks, and those within it are escaped. `like` would not tell capitals apart. */
function hasAmong(choice: string): Expression<SqlBool> {
  const list = sql.ref('customValues.valueChoicesJson')
  return sql<SqlBool>`replace(${list}, ${JSON.stringify(choice)}, '') <> ${list}`
}
