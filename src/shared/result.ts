import type { RuleCode, RuleFinding, RuleParams } from './i18n/index.ts'

/** A rule refuses. Thrown by services with the finding that a pure rule returned. */
export class RuleViolation extends Error {
  readonly finding: RuleFinding
  constructor(rule: RuleCode, params?: RuleParams) {
    super(rule)
    this.name = 'RuleViolation'
    this.finding = params ? { rule, params } : { rule }
  }
}

/** Stops where a rule found something. @throws RuleViolation */
export function refuse(finding: RuleFinding | undefined): void {
  if (finding) throw new RuleViolation(finding.rule, finding.params)
}

/** One field's fault, addressed as `lines.0.amount`. */
export interface FieldFinding extends RuleFinding {
  readonly path: string
}

/** What was handed in cannot be used as it is; every field that needs attention is named. */
export class ValidationFailure extends Error {
  readonly fields: readonly FieldFinding[]
  constructor(fields: readonly FieldFinding[]) {
    super(fields.map((field) => `${field.path}: ${field.rule}`).join(', '))
    this.name = 'ValidationFailure'
    this.fields = fields
  }
}

/** The row asked for is not there, or not for this user. */
export class NotFound extends Error {
  constructor() {
    super('not found')
    this.name = 'NotFound'
  }
}

/** Somebody else changed the row since it was read. */
export class Conflict extends Error {
  constructor() {
    super('changed by someone else')
    this.name = 'Conflict'
  }
}
