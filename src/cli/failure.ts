import type { RuleParams } from '#shared/i18n/index.ts'
import type { messages } from '#shared/i18n/index.ts'

/** A rule of the hosts' own that the command line may have to say. */
export type CliRule = keyof (typeof messages)['sv']['hosts']['rules']

/** The command line cannot do what it was told. Said to the person as the rule's sentence. */
export class CliFailure extends Error {
  readonly rule: CliRule
  readonly params: RuleParams
  /** 2 where the command itself is wrong, 1 where it was right and could not be done. */
  readonly exitCode: 1 | 2
  constructor(rule: CliRule, params: RuleParams = {}, exitCode: 1 | 2 = 2) {
    super(rule)
    this.name = 'CliFailure'
    this.rule = rule
    this.params = params
    this.exitCode = exitCode
  }
}
