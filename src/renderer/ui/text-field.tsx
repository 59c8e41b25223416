import { Eye, EyeOff, Search, X } from 'lucide-react'
import { useState, type Ref } from 'react'
import { Button, Input, SearchField as AriaSearchField, TextArea, TextField as AriaTextField } from 'react-aria-components'
import { classes } from './classes.ts'
import { FieldHelp, FieldLabel, FieldMessage, FieldWarning, type FieldProps, type FieldWidth } from './field.tsx'
import styles from './field.module.css'
import { useTranslations } from './i18n.ts'

export interface TextFieldProps extends FieldProps {
  value: string
  onChange: (value: string) => void
  onBlur?: (() => void) | undefined
  /** A ready sentence: what is worth knowing of what is written, though it may be saved. Null while there is nothing to say. */
  warning?: string | null | undefined
  /** Suits the length of what is to be written. */
  width?: FieldWidth
  /** Several lines. */
  multiline?: boolean
  /** Stands outside the field, after it: "kr", "km". */
  unit?: string
  type?: 'text' | 'email' | 'tel' | 'url' | 'password'
  inputMode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel'
  autoComplete?: string
  autoFocus?: boolean
  name?: string
  /** Figures stand in columns: account and identity numbers. */
  figures?: boolean
  inputRef?: Ref<HTMLInputElement & HTMLTextAreaElement> | undefined
}

/** One line (or some lines) of text. */
export function TextField({ label, help, error, isRequired, width = 'wide', multiline = false, unit, figures, inputRef, onBlur, type, warning, ...rest }: TextFieldProps) {
  const t = useTranslations('ui')
  const [isShown, setShown] = useState(false)
  const isPassword = type === 'password'
  return (
    <AriaTextField
      {...rest}
      {...(type && { type: isPassword && isShown ? 'text' : type })}
      {...(onBlur && { onBlur })}
      validationBehavior="aria"
      isRequired={isRequired ?? false}
      isInvalid={error !== undefined}
      className={classes(styles.field, styles[width])}
    >
      <FieldLabel label={label} isRequired={isRequired} />
      <FieldHelp>{help}</FieldHelp>
      <div className={styles.row}>
        <div className={classes(styles.control, isPassword && styles.withButton)}>
          {multiline ? (
            <TextArea ref={inputRef} className={styles.input} />
          ) : (
            <Input ref={inputRef} className={classes(styles.input, figures && styles.figures)} />
          )}
          {isPassword && (
            <Button className={styles.inside} aria-label={t(isShown ? 'hideCharacters' : 'showCharacters')} onPress={() => setShown(!isShown)}>
              {isShown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
            </Button>
          )}
        </div>
        {unit && <span className={styles.unit}>{unit}</span>}
      </div>
      {warning !== undefined && <FieldWarning warning={error ? undefined : (warning ?? undefined)} />}
      <FieldMessage error={error} />
    </AriaTextField>
  )
}

export interface SearchFieldProps {
  label: string
  value: string
  onChange: (value: string) => void
  placeholder?: string
  autoFocus?: boolean
}

/** Searches a list while typing. Ctrl+F moves here from anywhere on the page. Escape empties it. */
export function SearchField({ label, placeholder, ...rest }: SearchFieldProps) {
  const t = useTranslations('ui')
  return (
    <AriaSearchField {...rest} className={classes(styles.field, styles.medium)}>
      <FieldLabel label={label} />
      <div className={classes(styles.control, styles.withButton)}>
        <Search aria-hidden className={styles.leading} />
        <Input className={styles.input} data-list-search {...(placeholder && { placeholder })} />
        {rest.value !== '' && (
          <Button className={styles.inside} aria-label={t('clearSearch')}>
            <X aria-hidden />
          </Button>
        )}
      </div>
    </AriaSearchField>
  )
}
