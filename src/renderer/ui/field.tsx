import { Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { FieldError, Label, Text } from 'react-aria-components'
import styles from './field.module.css'
import { useTranslations } from './i18n.ts'

export type FieldWidth = 'narrow' | 'medium' | 'wide'

/** What every field has in common. */
export interface FieldProps {
  /** Always visible, above the field. */
  label: string
  /** Help between the label and the field. */
  help?: string | undefined
  /** A ready sentence: what is wrong and how to mend it. */
  error?: string | undefined
  /** `true`: must be filled in. `false`: marked "(valfritt)". Left out: not marked at all, as in filters. */
  isRequired?: boolean | undefined
  isDisabled?: boolean | undefined
  isReadOnly?: boolean | undefined
  /** Where the form's summary of errors finds the field. Set by `form.field(path)`. */
  'data-field'?: string
}

/** The label above a field, with "(valfritt)" where the field may be left empty. */
export function FieldLabel({ label, isRequired, as = 'label' }: Pick<FieldProps, 'label' | 'isRequired'> & { as?: 'label' | 'span' }) {
  const t = useTranslations('common')
  return (
    <Label className={styles.label} elementType={as}>
      <span data-field-label>{label}</span>
      {isRequired === false && <span className={styles.optional}> ({t('optional')})</span>}
    </Label>
  )
}

/** Help text, read together with the field. */
export function FieldHelp({ children }: { children: ReactNode }) {
  return children ? (
    <Text slot="description" className={styles.help} data-field-help>
      {children}
    </Text>
  ) : null
}

/** What is worth knowing of what is written, though it may be saved. Screen readers tell it when they have a moment. */
export function FieldWarning({ warning }: { warning: string | undefined }) {
  return (
    <div role="status" className={styles.status}>
      {warning && (
        <p className={styles.warning}>
          <Info aria-hidden />
          <span>{warning}</span>
        </p>
      )}
    </div>
  )
}

/** The error under a field: an icon and a sentence. */
export function FieldMessage({ error }: { error: string | undefined }) {
  return error ? (
    <FieldError className={styles.error}>
      <TriangleAlert aria-hidden />
      <span>{error}</span>
    </FieldError>
  ) : null
}
