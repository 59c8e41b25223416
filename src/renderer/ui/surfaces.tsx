import { BellRing, CircleCheck, CircleDashed, CircleDot, type LucideIcon } from 'lucide-react'
import { useId, type ReactNode } from 'react'
import { classes } from './classes.ts'
import { useTranslations } from './i18n.ts'
import styles from './surfaces.module.css'
import { wholeDates } from './whole-dates.tsx'

export interface SectionProps {
  title: string
  /** Buttons that concern the whole section. */
  actions?: ReactNode
  children: ReactNode
  level?: 2 | 3 | 4
  /** The heading takes the focus when a button here is gone once it has been used, before any control that has nothing to do with it. */
  keepsFocus?: boolean
}

/** A part of a page, with a heading that screen readers can jump to. */
export function Section({ title, actions, children, level = 2, keepsFocus = false }: SectionProps) {
  return <Titled {...{ title, actions, children, level, keepsFocus }} className={styles.section} />
}

/** A section on a surface of its own. */
export function Card({ title, actions, children, level = 2, keepsFocus = false }: SectionProps) {
  return <Titled {...{ title, actions, children, level, keepsFocus }} className={styles.card} />
}

function Titled({ title, actions, children, level, keepsFocus, className }: SectionProps & { className: string | undefined }) {
  const id = useId()
  const Title = `h${level ?? 2}` as const
  return (
    <section aria-labelledby={id} className={className} data-print="keep">
      <div className={styles.head}>
        <Title id={id} {...(keepsFocus && { tabIndex: -1, 'data-keeps-focus': true })}>
          {title}
        </Title>
        {actions && <div data-print="hide">{actions}</div>}
      </div>
      {children}
    </section>
  )
}

/** Sections under each other with air between. */
export function Stack({ children }: { children: ReactNode }) {
  return <div className={styles.stack}>{children}</div>
}

/** A text that somebody wrote, on the lines she wrote it on. */
export function Written({ children }: { children: ReactNode }) {
  return <p className={styles.written}>{children}</p>
}

/** Fields under each other. */
export function Fields({ children }: { children: ReactNode }) {
  return <div className={styles.fields}>{children}</div>
}

/** Short fields that belong together, side by side while there is room. */
export function FieldRow({ children }: { children: ReactNode }) {
  return <div className={styles.fieldRow}>{children}</div>
}

/** Cards side by side while there is room. */
export function Columns({ children }: { children: ReactNode }) {
  return <div className={styles.columns}>{children}</div>
}

/** Search, filters and buttons above a list. */
export function FilterBar({ label, children }: { label?: string; children: ReactNode }) {
  const t = useTranslations('ui')
  return (
    <search aria-label={label ?? t('filterBar')} className={styles.toolbar} data-print="hide">
      {children}
    </search>
  )
}

export type StatusTone = 'neutral' | 'good' | 'need' | 'muted'

const statusIcons: Record<StatusTone, LucideIcon> = { neutral: CircleDot, good: CircleCheck, need: BellRing, muted: CircleDashed }

/** A status: always an icon and a word, never a colour alone. `need` only when somebody has to act. */
export function StatusChip({ tone = 'neutral', icon, children }: { tone?: StatusTone; icon?: LucideIcon; children: ReactNode }) {
  const Icon = icon ?? statusIcons[tone]
  return (
    <span className={classes(styles.chip, styles[tone])}>
      <Icon aria-hidden />
      <span>{wholeDates(children)}</span>
    </span>
  )
}

/** One fact of a description list. A missing value is shown as "Uppgift saknas". */
export interface Description {
  readonly label: string
  readonly value: ReactNode
}

/** Facts about one thing: label and value in two columns, under each other where it is narrow. */
export function DescriptionList({ items }: { items: readonly (Description | false | null | undefined)[] }) {
  const t = useTranslations('common')
  return (
    <div className={styles.scope}>
      <dl className={styles.list}>
        {items.map(
          (item) =>
            item && (
              <div key={item.label} className={styles.pair}>
                <dt>{item.label}</dt>
                <dd>{item.value === null || item.value === undefined || item.value === '' ? t('unknown') : wholeDates(item.value)}</dd>
              </div>
            ),
        )}
      </dl>
    </div>
  )
}
