import { useMemo, useRef, useState } from 'react'
import {
  get, useForm as useHookForm, useWatch,
  type DefaultValues, type FieldError, type FieldPath, type FieldPathValue, type FieldValues, type Resolver, type UseFormReturn,
} from 'react-hook-form'
import { toNestErrors } from '@hookform/resolvers'
import type { z } from 'zod'
import type { DraftContent } from '#contract/drafts.ts'
import { fieldFindings } from '#renderer/api/errors.ts'
import { useErrorSentence } from '#renderer/api/use-error-sentence.ts'
import { machineNow, type Instant } from '#shared/dates.ts'
import { sentence, type Language, type RuleCode, type RuleParams } from '#shared/i18n/index.ts'
import { findingsOf } from '#shared/input-findings.ts'
import type { FieldFinding } from '#shared/result.ts'
import { useLanguage } from './preferences.ts'
import { whenReleased } from './pressing.ts'
import { isRequiredAt } from './schema-fields.ts'
import { useDraft } from './use-draft.ts'

/** What `form.field(path)` hands to a field component. */
export interface BoundField<Value> {
  readonly value: Value | null
  onChange: (value: unknown) => void
  onBlur: () => void
  readonly error: string | undefined
  readonly isRequired: boolean | undefined
  readonly 'data-field': string
}

/** What `form.text(path)` hands to a `TextField`: an empty text where there is nothing. */
export interface BoundText extends Omit<BoundField<string>, 'value'> {
  readonly value: string
}

/** What `form.flag(path)` hands to a `Checkbox`. */
export interface BoundFlag extends Omit<BoundField<boolean>, 'value' | 'isRequired'> {
  readonly value: boolean
}

/** A field that the last attempt to save found fault with. */
export interface FormFault {
  readonly path: string
  readonly sentence: string
}

export interface TalanForm<Input extends FieldValues> {
  /** For `DateField`, `MoneyField`, `Select`, `RadioGroup`, `CheckboxGroup` and the like. */
  field: <Path extends FieldPath<Input>>(path: Path) => BoundField<NonNullable<FieldPathValue<Input, Path>>>
  /** For `TextField`. */
  text: (path: FieldPath<Input>) => BoundText
  /** For `Checkbox`. */
  flag: (path: FieldPath<Input>) => BoundFlag
  /** The values as they are now, checked or not. */
  readonly values: Input
  /** Changes a field from code. */
  set: <Path extends FieldPath<Input>>(path: Path, value: FieldPathValue<Input, Path>) => void
  /** Checks and saves, and says whether it was saved. While that goes on, asking again is the same saving. */
  submit: () => Promise<boolean>
  /** Puts everything back, or to other values. */
  reset: (values?: Input) => void
  readonly isDirty: boolean
  readonly isSaving: boolean
  /** When it was last saved, while nothing has been changed since. */
  readonly savedAt: Instant | undefined
  /** Fields to mend after a failed save. */
  readonly faults: readonly FormFault[]
  /** What went wrong apart from single fields. */
  readonly failure: string | undefined
  /** Counts failed saves, so that the summary can take the focus each time. */
  readonly failedSaves: number
  /** What had been typed here when the program was locked or died, to go on with or let go of. */
  readonly foundDraft: { readonly savedAt: Instant; resume: () => void; drop: () => void } | undefined
  /** react-hook-form's own, for `useFieldArray`. */
  readonly control: UseFormReturn<Input>['control']
}

export interface FormOptions<Schema extends z.ZodType<unknown, FieldValues>> {
  /** The contract's own schema; its messages are rule codes. */
  schema: Schema
  /** What the schema cannot tell of the values by themselves; asked together with it, so that every fault shows at once. A function of the module. */
  check?: (values: z.input<Schema>) => readonly FieldFinding[]
  defaultValues: DefaultValues<z.input<Schema>>
  /** Saves what the schema has read. Whatever it throws is shown, at the field where the core names one. */
  save: (values: z.output<Schema>) => Promise<unknown>
  /** The form's address, such as `people/new`, where what is typed is kept for the case that the program is locked or dies. Never for forms with passwords. */
  draft?: string
}

type FindingError = FieldError & { params?: RuleParams | undefined }

/**
 * A form over one schema of the contract. Faults show after leaving a field and on save; nothing typed is ever lost.
 *
 * @example
 * const form = useForm({ schema, defaultValues, save: (values) => client.people.create(values) })
 * <Form form={form}><TextField label={t('givenName')} {...form.text('givenName')} /></Form>
 */
export function useForm<Schema extends z.ZodType<unknown, FieldValues>>({ schema, check, defaultValues, save, draft: draftForm }: FormOptions<Schema>): TalanForm<z.input<Schema>> {
  type Input = z.input<Schema>
  const language = useLanguage()
  const errorSentence = useErrorSentence()
  const resolver = useMemo(() => resolverOf<Schema>(schema, check), [schema, check])
  const hook = useHookForm<Input, unknown, z.output<Schema> & FieldValues>({ defaultValues, resolver, mode: 'onTouched', shouldFocusError: false })
  const values = useWatch({ control: hook.control }) as Input
  const { errors, isDirty, dirtyFields, isSubmitting, isSubmitted } = hook.formState
  const draft = useDraft(draftForm, isDirty ? Object.fromEntries(Object.keys(dirtyFields).map((name) => [name, values[name] as unknown])) : undefined)
  const shownPaths = useRef(new Set<string>())
  const [failure, setFailure] = useState<string>()
  const [otherFaults, setOtherFaults] = useState<readonly FormFault[]>([])
  const [failedSaves, setFailedSaves] = useState(0)
  const [shownOrder, setShownOrder] = useState<readonly string[]>([])
  const [savedAt, setSavedAt] = useState<Instant>()
  const saving = useRef<Promise<boolean>>(undefined)

  function bind(path: FieldPath<Input>) {
    shownPaths.current.add(path)
    const registered = hook.register(path)
    const error: FindingError | undefined = get(errors, path)
    return {
      onChange: (value: unknown) => void registered.onChange({ target: { name: path, value }, type: 'change' }),
      onBlur: () => whenReleased(() => void registered.onBlur({ target: { name: path, value: hook.getValues(path) }, type: 'blur' })),
      error: error && say(error, language),
      isRequired: isRequiredAt(schema, path),
      'data-field': path as string,
    }
  }

  /** Who presses Enter or Ctrl+S twice saves once. */
  function submit(): Promise<boolean> {
    saving.current ??= checkAndSave().finally(() => (saving.current = undefined))
    return saving.current
  }

  async function checkAndSave(): Promise<boolean> {
    setFailure(undefined)
    setOtherFaults([])
    setShownOrder([...shownPaths.current])
    let isSaved = false
    let isRefused = false
    await hook.handleSubmit(
      async (checked) => {
        try {
          await save(checked)
          hook.reset(hook.getValues(), { keepValues: true })
          setSavedAt(machineNow())
          setFailedSaves(0)
          draft.drop()
          isSaved = true
        } catch (error) {
          showRefusal(error)
        }
      },
      () => {
        isRefused = true
      },
    )()
    // Only now the errors are there: the summary that takes the focus must have something to show.
    if (isRefused) setFailedSaves((count) => count + 1)
    return isSaved
  }

  function showRefusal(error: unknown) {
    const findings = fieldFindings(error)
    const [atFields, elsewhere] = partition(findings, (finding) => shownPaths.current.has(finding.path))
    for (const finding of atFields) hook.setError(finding.path as FieldPath<Input>, errorOf(finding))
    setOtherFaults(elsewhere.map((finding) => ({ path: finding.path, sentence: sentence(finding, language) })))
    if (findings.length === 0) setFailure(errorSentence(error))
    setFailedSaves((count) => count + 1)
  }

  function resumeDraft(content: DraftContent) {
    const known = Object.entries(content).filter(([name]) => name in hook.getValues())
    hook.reset({ ...hook.getValues(), ...Object.fromEntries(known) }, { keepDefaultValues: true })
    draft.takeUp()
  }

  const { found } = draft
  const fieldFaults = failedSaves > 0 ? inOrderOf(shownOrder, flatten(errors)).map(({ path, error }) => ({ path, sentence: say(error, language) })) : []
  return {
    field: (path) => ({ ...bind(path), value: get(values, path) ?? null }),
    text: (path) => ({ ...bind(path), value: get(values, path) ?? '' }),
    flag: (path) => {
      const { isRequired: _unmarked, ...rest } = bind(path)
      return { ...rest, value: Boolean(get(values, path)) }
    },
    values,
    set: (path, value) => hook.setValue(path, value, { shouldDirty: true, shouldValidate: isSubmitted }),
    submit,
    reset: (next) => {
      hook.reset(next)
      draft.drop()
      setFailure(undefined)
      setOtherFaults([])
      setFailedSaves(0)
    },
    isDirty,
    isSaving: isSubmitting,
    savedAt: isDirty ? undefined : savedAt,
    faults: [...fieldFaults, ...otherFaults],
    failure,
    failedSaves,
    foundDraft: found && { savedAt: found.savedAt, resume: () => resumeDraft(found.content), drop: draft.drop },
    control: hook.control as UseFormReturn<Input>['control'],
  }
}

/**
 * The form as one with only some of its fields, for a set of fields that several forms have in common. What a form does with its fields it
 * does with some of them; the types of react-hook-form cannot say so, so the cast is here and nowhere else.
 *
 * @example <MeetingFieldset form={partOf(form)} />
 */
export function partOf<Part extends FieldValues, Whole extends Part>(form: TalanForm<Whole>): TalanForm<Part> {
  return form as unknown as TalanForm<Part>
}

function resolverOf<Schema extends z.ZodType<unknown, FieldValues>>(
  schema: Schema,
  check: ((values: z.input<Schema>) => readonly FieldFinding[]) | undefined,
): Resolver<z.input<Schema>, unknown, z.output<Schema> & FieldValues> {
  return async (values, _context, options) => {
    const read = await schema.safeParseAsync(values, { reportInput: true })
    const further = check?.(values) ?? []
    if (read.success && further.length === 0) return { values: read.data as z.output<Schema> & FieldValues, errors: {} }
    const errors: Record<string, FindingError> = {}
    for (const finding of [...(read.error ? findingsOf(read.error.issues) : []), ...further]) errors[finding.path || 'root'] ??= errorOf(finding)
    return { values: {}, errors: toNestErrors<z.input<Schema>>(errors, options) }
  }
}

function errorOf({ rule, params }: FieldFinding): FindingError {
  return { type: rule, message: rule, params }
}

function say(error: FindingError, language: Language): string {
  const rule = error.message as RuleCode
  return sentence(error.params ? { rule, params: error.params } : { rule }, language)
}

/** The errors of nested fields as one list, in the order of the schema. */
function flatten(errors: object, prefix = ''): { path: string; error: FindingError }[] {
  return Object.entries(errors).flatMap(([key, value]: [string, unknown]) => {
    if (typeof value !== 'object' || value === null || key === 'ref') return []
    const path = prefix === '' ? key : `${prefix}.${key}`
    return typeof (value as FindingError).message === 'string' ? [{ path, error: value as FindingError }] : flatten(value, path)
  })
}

/** The fields in the order in which the form shows them. */
function inOrderOf<Field extends { path: string }>(shown: readonly string[], fields: readonly Field[]): Field[] {
  const place = ({ path }: Field) => (shown.includes(path) ? shown.indexOf(path) : shown.length)
  return fields.toSorted((first, second) => place(first) - place(second))
}

function partition<Item>(items: readonly Item[], test: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(test), items.filter((item) => !test(item))]
}
