import { BellRing, CircleCheck, Info, TriangleAlert, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { VisuallyHidden } from 'react-aria-components'
import styles from './banner.module.css'
import { classes } from './classes.ts'
import { useTranslations } from './i18n.ts'
import { wholeDates } from './whole-dates.tsx'

export type BannerTone = 'info' | 'done' | 'need' | 'error'

const icons: Record<BannerTone, LucideIcon> = { info: Info, done: CircleCheck, need: BellRing, error: TriangleAlert }

export interface BannerProps {
  /** `info` explains, `done` confirms, `need` asks for the reader, `error` says what went wrong and how to mend it. */
  tone: BannerTone
  title?: string
  children?: ReactNode
  /** Buttons or links: the one next step. */
  actions?: ReactNode
}

/** A message that belongs to the page and stays until it is no longer true. */
export function Banner({ tone, title, children, actions }: BannerProps) {
  const t = useTranslations('ui')
  const Icon = icons[tone]
  return (
    <div className={classes(styles.banner, styles[tone === 'done' ? 'info' : tone])} role={tone === 'error' ? 'alert' : undefined}>
      <Icon aria-hidden />
      <div className={styles.body}>
        <div className={styles.text}>
          <VisuallyHidden>{t(`tone.${tone}`)}</VisuallyHidden>
          {title && <p className={styles.title}>{wholeDates(title)}</p>}
          {children && <div>{wholeDates(children)}</div>}
        </div>
        {actions && <div>{actions}</div>}
      </div>
    </div>
  )
}
