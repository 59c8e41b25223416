import { LoaderCircle, SearchX, Sprout, TriangleAlert, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { classes } from './classes.ts'
import { useTranslations } from './i18n.ts'
import styles from './states.module.css'

interface StateProps {
  icon: LucideIcon
  title: string
  children?: ReactNode
  actions?: ReactNode
  isError?: boolean
}

function State({ icon: Icon, title, children, actions, isError = false }: StateProps) {
  return (
    <div className={classes(styles.state, isError && styles.error)} role={isError ? 'alert' : undefined}>
      <span className={styles.badge}>
        <Icon aria-hidden />
      </span>
      <p className={styles.title}>{title}</p>
      {children && <div className={styles.text}>{children}</div>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  )
}

export interface EmptyStateProps {
  icon?: LucideIcon
  /** "Inga medlemmar än". */
  title: string
  /** What will be here, and when. */
  children?: ReactNode
  /** The one next step, or two. */
  actions?: ReactNode
}

/** A list where nothing has been put yet. */
export function EmptyState({ icon = Sprout, ...rest }: EmptyStateProps) {
  return <State icon={icon} {...rest} />
}

/** A search or filter that nothing matches. */
export function NoHits({ text, onClear }: { text?: string; onClear: () => void }) {
  const t = useTranslations('ui')
  return (
    <State
      icon={SearchX}
      title={text ? t('noHitsFor', { text }) : t('noHits')}
      actions={<Button onPress={onClear}>{t('clearFilter')}</Button>}
    >
      {t('noHitsHelp')}
    </State>
  )
}

export interface ErrorStateProps {
  /** A ready sentence from `useErrorSentence`. */
  children: ReactNode
  onRetry?: () => void
}

/** Something could not be read. Says what, and lets one try again. */
export function ErrorState({ children, onRetry }: ErrorStateProps) {
  const t = useTranslations('ui')
  const common = useTranslations('common')
  return (
    <State icon={TriangleAlert} isError title={t('couldNotRead')} actions={onRetry && <Button onPress={onRetry}>{common('tryAgain')}</Button>}>
      {children}
    </State>
  )
}

/** Says that something is being fetched, once it has taken long enough to be noticed. */
export function Loading() {
  const t = useTranslations('ui')
  return (
    <output className={classes(styles.loading, styles.late)} data-loading>
      <LoaderCircle aria-hidden />
      {t('loading')}
    </output>
  )
}
