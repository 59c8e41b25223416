import { Check, Minus } from 'lucide-react'
import type { ReactNode } from 'react'
import { Checkbox as AriaCheckbox, CheckboxField, CheckboxButton, CheckboxGroup as AriaCheckboxGroup, Radio, RadioGroup as AriaRadioGroup, Switch as AriaSwitch } from 'react-aria-components'
import type { Choice } from './choice-field.tsx'
import { classes } from './classes.ts'
import { FieldHelp, FieldLabel, FieldMessage, type FieldProps } from './field.tsx'
import fieldStyles from './field.module.css'
import styles from './toggles.module.css'

export interface CheckboxProps {
  /** What is true when it is ticked. */
  children: ReactNode
  value: boolean
  onChange: (value: boolean) => void
  onBlur?: (() => void) | undefined
  help?: string | undefined
  error?: string | undefined
  isDisabled?: boolean
  isReadOnly?: boolean
  isIndeterminate?: boolean
  'data-field'?: string
}

/** One thing that is true or not, saved together with its form. */
export function Checkbox({ children, value, onChange, onBlur, help, error, ...rest }: CheckboxProps) {
  return (
    <CheckboxField
      {...rest}
      {...(onBlur && { onBlur })}
      isSelected={value}
      onChange={onChange}
      validationBehavior="aria"
      isInvalid={error !== undefined}
      className={fieldStyles.field}
    >
      <CheckboxButton className={styles.choice}>
        {({ isSelected, isIndeterminate }) => <TickContent isSelected={isSelected} isIndeterminate={isIndeterminate}>{children}</TickContent>}
      </CheckboxButton>
      <FieldHelp>{help}</FieldHelp>
      <FieldMessage error={error} />
    </CheckboxField>
  )
}

function TickContent({ isSelected, isIndeterminate, children }: { isSelected: boolean; isIndeterminate: boolean; children: ReactNode }) {
  return (
    <>
      <span className={classes(styles.mark, styles.box)}>{isIndeterminate ? <Minus aria-hidden /> : isSelected && <Check aria-hidden />}</span>
      <span className={styles.text}>{children}</span>
    </>
  )
}

export interface CheckboxGroupProps<Id extends string = string> extends FieldProps {
  value: readonly Id[] | null
  onChange: (value: Id[]) => void
  choices: readonly Choice<Id>[]
  onBlur?: (() => void) | undefined
}

/** Any number of a few alternatives. */
export function CheckboxGroup<Id extends string>({ label, help, error, isRequired, value, onChange, choices, onBlur, ...rest }: CheckboxGroupProps<Id>) {
  return (
    <AriaCheckboxGroup
      {...rest}
      {...(onBlur && { onBlur })}
      value={[...(value ?? [])]}
      onChange={(next) => onChange(next as Id[])}
      validationBehavior="aria"
      isInvalid={error !== undefined}
      className={styles.group}
    >
      <FieldLabel label={label} isRequired={isRequired} as="span" />
      <FieldHelp>{help}</FieldHelp>
      <div className={styles.choices}>
        {choices.map((choice) => (
          <AriaCheckbox key={choice.id} value={choice.id} isDisabled={choice.isDisabled ?? false} className={styles.choice}>
            {({ isSelected, isIndeterminate }) => (
              <TickContent isSelected={isSelected} isIndeterminate={isIndeterminate}>
                <ChoiceText {...choice} />
              </TickContent>
            )}
          </AriaCheckbox>
        ))}
      </div>
      <FieldMessage error={error} />
    </AriaCheckboxGroup>
  )
}

function ChoiceText({ label, detail }: Choice) {
  return (
    <>
      {label}
      {detail && <span className={styles.detail}>{detail}</span>}
    </>
  )
}

export interface RadioGroupProps<Id extends string = string> extends FieldProps {
  value: Id | null
  onChange: (value: Id) => void
  choices: readonly Choice<Id>[]
  onBlur?: (() => void) | undefined
}

/** One of a few alternatives, all visible. */
export function RadioGroup<Id extends string>({ label, help, error, isRequired, value, onChange, choices, onBlur, ...rest }: RadioGroupProps<Id>) {
  return (
    <AriaRadioGroup
      {...rest}
      {...(onBlur && { onBlur })}
      value={value}
      onChange={(next) => onChange(next as Id)}
      validationBehavior="aria"
      isRequired={isRequired ?? false}
      isInvalid={error !== undefined}
      className={styles.group}
    >
      <FieldLabel label={label} isRequired={isRequired} as="span" />
      <FieldHelp>{help}</FieldHelp>
      <div className={styles.choices}>
        {choices.map((choice) => (
          <Radio key={choice.id} value={choice.id} isDisabled={choice.isDisabled ?? false} className={styles.choice}>
            <span className={classes(styles.mark, styles.round)} />
            <span className={styles.text}>
              <ChoiceText {...choice} />
            </span>
          </Radio>
        ))}
      </div>
      <FieldMessage error={error} />
    </AriaRadioGroup>
  )
}

export interface SwitchProps {
  children: ReactNode
  value: boolean
  onChange: (value: boolean) => void
  isDisabled?: boolean
}

/** A setting that takes effect at once. */
export function Switch({ children, value, onChange, isDisabled = false }: SwitchProps) {
  return (
    <AriaSwitch isSelected={value} onChange={onChange} isDisabled={isDisabled} className={styles.choice}>
      <span className={styles.track} />
      <span className={styles.text}>{children}</span>
    </AriaSwitch>
  )
}
