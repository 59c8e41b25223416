import { Check, ChevronDown } from 'lucide-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
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
  onChange(value: Id): void
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
      <Popover className={styles.popover!}>
        <ListBox className={styles.list!}>{choices.map(option)}</ListBox>
      </Popover>
    </AriaSelect>
  )
}

function option(choice: Choice) {
  return (
    <ListBoxItem key={choice.id} id={choice.id} textValue={choice.label} isDisabled={choice.isDisabled ?? false} className={styles.option!}>
      {({ isSelected }) => (
        <>
          {isSelected ? <Check aria-hidden /> : <span />}
          <Text slot="label" className={styles.optionText}>
            {choice.label}
          </Text>
          {choice.detail && (
            <Text slot="description" className={styles.optionDetail}>
              {choice.detail}
            </Text>
          )}
        </>
      )}
    </ListBoxItem>
  )
}

export interface ComboBoxProps<Id extends string = string> extends ChoiceFieldProps<Id> {
  choices: readonly Choice<Id>[]
  onChange(value: Id | null): void
}

/** Chooses one of many alternatives by typing a part of it. */
export function ComboBox<Id extends string>({ label, help, error, isRequired, value, onChange, choices, width = 'medium', onBlur, ...rest }: ComboBoxProps<Id>) {
  const t = useTranslations('ui')
  return (
    <AriaComboBox
      {...rest}
      {...(onBlur && { onBlur })}
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
      <ChoiceInput label={label} help={help} error={error} isRequired={isRequired} nothing={t('noChoiceFits')} />
    </AriaComboBox>
  )
}

function ChoiceInput({ label, help, error, isRequired, nothing }: FieldProps & { nothing: ReactNode }) {
  const t = useTranslations('ui')
  return (
    <>
      <FieldLabel label={label} isRequired={isRequired} />
      <FieldHelp>{help}</FieldHelp>
      <div className={classes(styles.control, styles.withButton)}>
        <Input className={styles.input!} />
        <Button className={styles.inside!} aria-label={t('showChoices', { label })}>
          <ChevronDown aria-hidden />
        </Button>
      </div>
      <FieldMessage error={error} />
      <Popover className={styles.popover!}>
        <ListBox<Choice> className={styles.list!} renderEmptyState={() => <p className={styles.nothing}>{nothing}</p>}>
          {option}
        </ListBox>
      </Popover>
    </>
  )
}

export interface SearchPickerProps extends Omit<ChoiceFieldProps<string>, 'value'> {
  /** Who or what is picked now. */
  value: Choice | null
  onChange(value: Choice | null): void
  /** Finds alternatives for what was typed, best first, at most some twenty. */
  search(text: string, signal: AbortSignal): Promise<readonly Choice[]>
  /** Shown while nothing fits. */
  nothing?: string
}

const searchDelay = 120

/** Picks one of thousands: the core searches while one types. */
export function SearchPicker({ label, help, error, isRequired, value, onChange, search, nothing, width = 'medium', onBlur, ...rest }: SearchPickerProps) {
  const t = useTranslations('ui')
  const [text, setText] = useState(value?.label ?? '')
  const { hits, isSearching } = useHits(text, text !== value?.label, search)
  const items = value && !hits.some((hit) => hit.id === value.id) && text === value.label ? [value, ...hits] : hits

  useEffect(() => setText(value?.label ?? ''), [value?.id, value?.label])

  function pick(key: string | null) {
    const hit = items.find((item) => item.id === key) ?? null
    onChange(hit)
    setText(hit?.label ?? '')
  }

  return (
    <AriaComboBox
      {...rest}
      items={items}
      inputValue={text}
      onInputChange={setText}
      value={value?.id ?? null}
      onChange={(key) => pick(key as string | null)}
      onBlur={() => {
        setText(value?.label ?? '')
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
        nothing={isSearching ? t('searching') : text.trim() === '' ? t('typeToSearch') : (nothing ?? t('noHitsFor', { text }))}
      />
    </AriaComboBox>
  )
}

/** Picks a person by a part of the name. */
export function PersonPicker(props: SearchPickerProps) {
  const t = useTranslations('ui')
  return <SearchPicker {...props} help={props.help ?? t('personPickerHelp')} nothing={props.nothing ?? t('noPersonFits')} />
}

function useHits(text: string, isActive: boolean, search: SearchPickerProps['search']) {
  const [hits, setHits] = useState<readonly Choice[]>([])
  const [isSearching, setSearching] = useState(false)
  const searchNow = useRef(search)
  searchNow.current = search

  useEffect(() => {
    const wanted = text.trim()
    if (!isActive || wanted === '') return
    const stop = new AbortController()
    setSearching(true)
    const timer = setTimeout(() => {
      searchNow.current(wanted, stop.signal).then(
        (found) => {
          if (stop.signal.aborted) return
          setHits(found)
          setSearching(false)
        },
        () => {
          if (!stop.signal.aborted) setSearching(false)
        },
      )
    }, searchDelay)
    return () => {
      stop.abort()
      clearTimeout(timer)
    }
  }, [text, isActive])

  return { hits: isActive && text.trim() !== '' ? hits : [], isSearching }
}
