import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Check, ChevronDown } from 'lucide-react'
import { useId, useRef, useState, type ReactNode } from 'react'
import { Button, ComboBox as AriaComboBox, Input, ListBox, ListBoxItem, Popover, Select as AriaSelect, SelectValue, Text } from 'react-aria-components'
import { classes } from './classes.ts'
import { FieldHelp, FieldLabel, FieldMessage, type FieldProps, type FieldWidth } from './field.tsx'
import styles from './field.module.css'
import { useTranslations } from './i18n.ts'

/** One alternative of a list. */
export interface Choice<Id extends string = string> {
  readonly id: Id
  readonly label: string
  /** A second, quieter line. */
  readonly detail?: string | undefined
  readonly isDisabled?: boolean
}

interface ChoiceFieldProps<Id extends string> extends FieldProps {
  value: Id | null
  onBlur?: (() => void) | undefined
  width?: FieldWidth
  autoFocus?: boolean
}

export interface SelectProps<Id extends string = string> extends ChoiceFieldProps<Id> {
  choices: readonly Choice<Id>[]
  onChange: (value: Id) => void
}

/** Chooses one of up to about fifteen alternatives. */
export function Select<Id extends string>({ label, help, error, isRequired, value, onChange, choices, width = 'medium', onBlur, isReadOnly, isDisabled, ...rest }: SelectProps<Id>) {
  const t = useTranslations('ui')
  return (
    <AriaSelect
      {...rest}
      {...(onBlur && { onBlur })}
      isDisabled={Boolean(isDisabled ?? isReadOnly)}
      value={value}
      onChange={(key) => onChange(key as Id)}
      placeholder={t('choose')}
      validationBehavior="aria"
      isRequired={isRequired ?? false}
      isInvalid={error !== undefined}
      className={classes(styles.field, styles[width])}
    >
      <FieldLabel label={label} isRequired={isRequired} as="span" />
      <FieldHelp>{help}</FieldHelp>
      <Button className={classes(styles.input, styles.select)}>
        <SelectValue>{({ selectedText, isPlaceholder }) => (isPlaceholder ? t('choose') : selectedText)}</SelectValue>
        <ChevronDown aria-hidden />
      </Button>
      <FieldMessage error={error} />
      <Popover className={styles.popover}>
        <ListBox className={styles.list}>{choices.map(option)}</ListBox>
      </Popover>
    </AriaSelect>
  )
}

export interface FilterSelectProps<Id extends string> {
  label: string
  /** The first alternative, which leaves nothing out: "Alla slag". */
  allLabel: string
  value: Id | undefined
  onChange: (value: Id | undefined) => void
  choices: readonly Choice<Id>[]
  width?: FieldWidth
}

/** Narrows a list to one of its alternatives, or to none. */
export function FilterSelect<Id extends string>({ allLabel, value, onChange, choices, ...rest }: FilterSelectProps<Id>) {
  return (
    <Select<Id | 'all'>
      {...rest}
      value={value ?? 'all'}
      onChange={(id) => onChange(id === 'all' ? undefined : id)}
      choices={[{ id: 'all', label: allLabel }, ...choices]}
    />
  )
}

function option(choice: Choice) {
  return (
    <ListBoxItem key={choice.id} id={choice.id} textValue={choice.label} isDisabled={choice.isDisabled ?? false} className={styles.option}>
      {({ isSelected }) => (
        <>
          {isSelected ? <Check aria-hidden /> : <span />}
          <Text slot="label" className={styles.optionText}>
            {choice.label}
            {choice.detail && <span className={styles.optionDetail}> {choice.detail}</span>}
          </Text>
        </>
      )}
    </ListBoxItem>
  )
}

export interface ComboBoxProps<Id extends string = string> extends ChoiceFieldProps<Id> {
  choices: readonly Choice<Id>[]
  onChange: (value: Id | null) => void
}

/** Chooses one of many alternatives by typing a part of it. What is typed in full is chosen when one goes on, also where nobody pointed at it in the list. */
export function ComboBox<Id extends string>({ label, help, error, isRequired, value, onChange, choices, width = 'medium', onBlur, ...rest }: ComboBoxProps<Id>) {
  const t = useTranslations('ui')
  const typed = useRef('')
  function chooseTyped() {
    const named = choices.filter((choice) => !choice.isDisabled && isSameWord(choice.label, typed.current))
    if (named.length === 1 && named[0] && named[0].id !== value) onChange(named[0].id)
  }
  return (
    <AriaComboBox
      {...rest}
      onBlur={() => {
        chooseTyped()
        onBlur?.()
      }}
      onInputChange={(text) => (typed.current = text)}
      defaultItems={choices}
      value={value}
      onChange={(key) => onChange(key as Id | null)}
      menuTrigger="input"
      allowsEmptyCollection
      validationBehavior="aria"
      isRequired={isRequired ?? false}
      isInvalid={error !== undefined}
      className={classes(styles.field, styles[width])}
    >
      <ChoiceInput label={label} help={help} error={error} isRequired={isRequired} nothing={t('noChoiceFits')} onGoingOn={chooseTyped} />
    </AriaComboBox>
  )
}

function isSameWord(one: string, other: string): boolean {
  return one.localeCompare(other.trim(), undefined, { sensitivity: 'accent' }) === 0
}

interface ChoiceInputProps extends FieldProps {
  nothing: ReactNode
  isGrowing?: boolean
  /** Enter or Tab where no alternative is pointed at, before the field goes back to what is chosen. */
  onGoingOn?: () => void
}

function ChoiceInput({ label, help, error, isRequired, nothing, isGrowing = false, onGoingOn }: ChoiceInputProps) {
  const t = useTranslations('ui')
  return (
    <>
      <FieldLabel label={label} isRequired={isRequired} />
      <FieldHelp>{help}</FieldHelp>
      <div className={classes(styles.control, styles.withButton)}>
        <Input
          className={styles.input}
          onKeyDownCapture={(event) => {
            if (['Enter', 'Tab'].includes(event.key) && !event.currentTarget.hasAttribute('aria-activedescendant')) onGoingOn?.()
          }}
        />
        <Button className={styles.inside} aria-label={t('showChoices')}>
          <ChevronDown aria-hidden />
        </Button>
      </div>
      <FieldMessage error={error} />
      <Popover className={styles.popover}>
        <ListBox<Choice> className={classes(styles.list, isGrowing && styles.growing)} renderEmptyState={() => <p className={styles.nothing}>{nothing}</p>}>
          {option}
        </ListBox>
      </Popover>
    </>
  )
}

export interface SearchPickerProps extends Omit<ChoiceFieldProps<string>, 'value'> {
  /** Who or what is picked now. */
  value: Choice | null
  onChange: (value: Choice | null) => void
  /** Finds alternatives for what was typed, best first, at most some twenty. */
  search: (text: string, signal: AbortSignal) => Promise<readonly Choice[]>
  /** Shown while nothing fits. */
  nothing?: string
}

/** Picks one of thousands: the core searches while one types. */
export function SearchPicker({ label, help, error, isRequired, value, onChange, search, nothing, width = 'medium', onBlur, ...rest }: SearchPickerProps) {
  const t = useTranslations('ui')
  const [typed, setTyped] = useState<string>()
  const wanted = typed?.trim() ?? ''
  const { hits, isSearching } = useHits(wanted, search)
  const items = value && typed === undefined ? [value] : hits

  function pick(key: string | null) {
    setTyped(undefined)
    if (key !== (value?.id ?? null)) onChange(items.find((item) => item.id === key) ?? null)
  }

  function type(text: string) {
    setTyped(text)
    if (text === '' && value) onChange(null)
  }

  return (
    <AriaComboBox
      {...rest}
      items={items}
      inputValue={typed ?? value?.label ?? ''}
      onInputChange={type}
      value={value?.id ?? null}
      onChange={(key) => pick(key as string | null)}
      onBlur={() => {
        setTyped(undefined)
        onBlur?.()
      }}
      menuTrigger="input"
      allowsEmptyCollection
      validationBehavior="aria"
      isRequired={isRequired ?? false}
      isInvalid={error !== undefined}
      className={classes(styles.field, styles[width])}
    >
      <ChoiceInput
        label={label}
        help={help}
        error={error}
        isRequired={isRequired}
        isGrowing
        nothing={isSearching ? t('searching') : wanted === '' ? t('typeToSearch') : (nothing ?? t('noHitsFor', { text: wanted }))}
      />
    </AriaComboBox>
  )
}

/** Picks a person by a part of the name. */
export function PersonPicker(props: SearchPickerProps) {
  const t = useTranslations('ui')
  return <SearchPicker {...props} help={props.help ?? t('personPickerHelp')} nothing={props.nothing ?? t('noPersonFits')} />
}

/** What the core finds; the hits of the text before stay until the new ones are here. */
function useHits(wanted: string, search: SearchPickerProps['search']) {
  const picker = useId()
  const { data = [], isFetching } = useQuery({
    queryKey: [picker, wanted],
    queryFn: ({ signal }) => search(wanted, signal),
    enabled: wanted !== '',
    placeholderData: keepPreviousData,
    gcTime: 0,
  })
  return { hits: wanted === '' ? [] : data, isSearching: isFetching }
}
