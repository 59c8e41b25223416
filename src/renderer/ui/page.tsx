import { ChevronRight } from 'lucide-react'
import { createContext, useContext, useEffect, useRef, type ReactNode } from 'react'
import { Link } from 'react-aria-components'
import { useTranslations } from './i18n.ts'
import styles from './page.module.css'

/** What every window title ends with: the association's name. */
export const WindowTitleEnd = createContext('Talan')

export interface Crumb {
  readonly label: string
  readonly href: string
}

/** The way here: from the place in the menu to the page above this one. */
function Breadcrumbs({ items }: { items: readonly Crumb[] }) {
  const t = useTranslations('ui')
  return (
    <nav aria-label={t('breadcrumbs')} data-print="hide">
      <ol className={styles.crumbs}>
        {items.map((item, index) => (
          <li key={item.href} className={styles.crumb}>
            {index > 0 && <ChevronRight aria-hidden />}
            <Link href={item.href}>{item.label}</Link>
          </li>
        ))}
      </ol>
    </nav>
  )
}

export interface PageProps {
  /** The page's only h1. May name a person. */
  title: ReactNode
  /** Stands in the window's title bar and in the computer's list of windows, so it must never name a person. */
  windowTitle: string
  breadcrumbs?: readonly Crumb[]
  /** One sentence that says what the page is for. */
  lead?: ReactNode
  /** Buttons that concern the whole page, the primary one first. */
  actions?: ReactNode
  children: ReactNode
}

/** Every screen: way here, heading, actions, content. Sets the window's title and takes the focus when one arrives. */
export function Page({ title, windowTitle, breadcrumbs, lead, actions, children }: PageProps) {
  const heading = useArrivalFocus(windowTitle)
  const titleEnd = useContext(WindowTitleEnd)

  useEffect(() => {
    document.title = `${windowTitle} – ${titleEnd}`
  }, [windowTitle, titleEnd])

  return (
    <div className={styles.page}>
      <div className={styles.header}>
        {breadcrumbs && breadcrumbs.length > 0 && <Breadcrumbs items={breadcrumbs} />}
        <div className={styles.row}>
          <h1 ref={heading} tabIndex={-1} className={styles.title}>
            {title}
          </h1>
          {actions && <div data-print="hide">{actions}</div>}
        </div>
        {lead && <p className={styles.lead}>{lead}</p>}
      </div>
      {children}
    </div>
  )
}

/** The page whose heading had the focus last, so that data that arrives late does not steal it again. */
let arrivedAt: string | undefined

/** Moves the focus to the heading when another page is shown: at another address, or sign-in instead of a page. */
function useArrivalFocus(windowTitle: string) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    const page = `${location.hash.replace(/\?.*$/u, '')} ${windowTitle}`
    if (arrivedAt === page) return
    const isFirstPage = arrivedAt === undefined
    arrivedAt = page
    if (!isFirstPage) heading.current?.focus()
  }, [windowTitle])
  return heading
}
