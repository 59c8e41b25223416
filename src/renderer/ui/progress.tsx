import { ProgressBar } from 'react-aria-components'
import { Button } from './button.tsx'
import { classes } from './classes.ts'
import { useFormat } from './format.ts'
import { useTranslations } from './i18n.ts'
import styles from './progress.module.css'

export interface ProgressProps {
  /** What is being done: "Läser in filen". */
  label: string
  /** How many are done; left out while it is not known. */
  done?: number | undefined
  total?: number | undefined
  /** Stops the work; shown as "Avbryt". */
  onCancel?: (() => void) | undefined
}

/** Work that takes more than a second: what, how much is done, and a way to stop it. */
export function Progress({ label, done, total, onCancel }: ProgressProps) {
  const t = useTranslations('ui')
  const common = useTranslations('common')
  const format = useFormat()
  const isKnown = done !== undefined && total !== undefined && total > 0
  const amount = isKnown ? t('amountDone', { done: format.number(done), total: format.number(total) }) : ''
  return (
    <div className={styles.progress}>
      <ProgressBar
        className={styles.bar}
        aria-label={label}
        isIndeterminate={!isKnown}
        {...(isKnown && { value: done, maxValue: total, valueLabel: amount })}
      >
        {({ percentage }) => (
          <>
            <div className={styles.head}>
              <span>{label}</span>
              <span className={styles.amount}>{amount}</span>
            </div>
            <div className={styles.track}>
              <div className={classes(styles.fill, !isKnown && styles.indeterminate)} style={isKnown ? { inlineSize: `${percentage}%` } : undefined} />
            </div>
          </>
        )}
      </ProgressBar>
      {onCancel && (
        <div>
          <Button size="small" onPress={onCancel}>
            {common('cancel')}
          </Button>
        </div>
      )}
    </div>
  )
}
