import { useEffect, useRef, useState, type ReactNode, type Ref } from 'react'
import { Input, TextField as AriaTextField } from 'react-aria-components'
import { classes } from './classes.ts'
import { FieldHelp, FieldLabel, FieldMessage, type FieldProps, type FieldWidth } from './field.tsx'
import styles from './field.module.css'

export interface ParsedFieldProps<Value> extends FieldProps {
  /** What could not be read stays here as the text that was typed, so that nothing is lost and the schema refuses it with its own rule. */
  value: Value | string | null
  onChange: (value: Value | string | null) => void
  onBlur?: (() => void) | undefined
  inputRef?: Ref<HTMLInputElement> | undefined
  /** A button that stands beside the field, in line with what is typed. */
  beside?: ReactNode
}

interface Reading<Value> {
  /** Reads what was typed; undefined when it says nothing. */
  parse: (text: string) => Value | undefined
  /** Writes a value the way the field shows it; text that could not be read comes back as it is. */
  format: (value: Value | string) => string
  width: FieldWidth
  inputMode: 'numeric' | 'decimal' | 'text'
  align?: 'start' | 'end'
  unit?: string | undefined
  placeholder?: string | undefined
  /** Extra button inside the field, such as a calendar. */
  button?: ReactNode
}

/**
 * A field where people type freely and the app reads it: dates, times, amounts.
 * While typing nothing is rewritten; on leaving, what could be read is shown in its plain form.
 */
export function ParsedField<Value>({
  label, help, error, isRequired, value, onChange, onBlur, inputRef, beside,
  parse, format, width, inputMode, align = 'start', unit, placeholder, button, ...rest
}: ParsedFieldProps<Value> & Reading<Value>) {
  const shown = value === null ? '' : format(value)
  const [text, setText] = useState(shown)
  const isTyping = useRef(false)

  useEffect(() => {
    if (!isTyping.current) setText(shown)
  }, [shown])

  function type(next: string) {
    isTyping.current = true
    setText(next)
    const trimmed = next.trim()
    onChange(trimmed === '' ? null : (parse(trimmed) ?? next))
  }

  function leave() {
    isTyping.current = false
    setText(shown)
    onBlur?.()
  }

  return (
    <AriaTextField
      {...rest}
      value={text}
      onChange={type}
      onBlur={leave}
      validationBehavior="aria"
      isRequired={isRequired ?? false}
      isInvalid={error !== undefined}
      className={classes(styles.field, styles[width])}
    >
      <FieldLabel label={label} isRequired={isRequired} />
      <FieldHelp>{help}</FieldHelp>
      <div className={styles.row}>
        <div className={classes(styles.control, button ? styles.withButton : undefined)}>
          <Input
            ref={inputRef}
            inputMode={inputMode}
            autoComplete="off"
            className={classes(styles.input, styles.figures, align === 'end' && styles.number)}
            {...(placeholder && { placeholder })}
          />
          {button}
        </div>
        {unit && <span className={styles.unit}>{unit}</span>}
        {beside}
      </div>
      <FieldMessage error={error} />
    </AriaTextField>
  )
}
