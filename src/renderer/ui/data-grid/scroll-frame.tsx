import { useEffect, useState, type ReactNode, type RefObject } from 'react'
import { useTranslations } from '../i18n.ts'
import styles from './data-grid.module.css'

/** How what scrolls goes on beyond its place. */
export interface Beyond {
  readonly isWider: boolean
  readonly isTaller: boolean
  /** Whether something is hidden before the left edge, and after the right one. */
  readonly before: boolean
  readonly after: boolean
}

const nothingBeyond: Beyond = { isWider: false, isTaller: false, before: false, after: false }

/**
 * Follows whether something is wider or taller than its place, and how far it has been scrolled sideways.
 * @param isShown whether the scroller is on the page now
 */
export function useBeyond(scroller: RefObject<HTMLElement | null>, isShown = true): Beyond {
  const [beyond, setBeyond] = useState(nothingBeyond)
  useEffect(() => {
    const element = scroller.current
    if (!element || !isShown) return undefined
    function look() {
      if (!element) return
      const next = beyondOf(element)
      setBeyond((last) => (isSame(last, next) ? last : next))
    }
    const observer = new ResizeObserver(look)
    for (const one of [element, ...element.children]) observer.observe(one)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [scroller, isShown])
  return isShown ? beyond : nothingBeyond
}

/** Positions may be fractions of a pixel, and so little hides nothing but the margin of a cell. */
const unseen = 4

function beyondOf({ scrollLeft, scrollWidth, clientWidth, scrollHeight, clientHeight }: HTMLElement): Beyond {
  const isWider = scrollWidth > clientWidth + unseen
  return { isWider, isTaller: scrollHeight > clientHeight, before: isWider && scrollLeft > unseen, after: isWider && scrollLeft + clientWidth < scrollWidth - unseen }
}

function isSame(one: Beyond, other: Beyond): boolean {
  return one.isWider === other.isWider && one.isTaller === other.isTaller && one.before === other.before && one.after === other.after
}

/** Stands around what scrolls sideways: says so in words while it is too wide, and shades the edges that hide something. */
export function ScrollFrame({ beyond, hintId, children }: { beyond: Beyond; hintId: string; children: ReactNode }) {
  const t = useTranslations('ui.table')
  return (
    <div className={styles.wide}>
      {beyond.isWider && (
        <p id={hintId} className={styles.wideHint}>
          {t('wide')}
        </p>
      )}
      <div className={styles.frame} data-before={beyond.before || undefined} data-after={beyond.after || undefined}>
        {children}
      </div>
    </div>
  )
}
