import { ChevronLeft, ChevronRight } from 'lucide-react'
import { Button } from './button.tsx'
import { useFormat } from './format.ts'
import { useTranslations } from './i18n.ts'
import styles from './pager.module.css'

interface PagerProps {
  /** From 0. */
  page: number
  pages: number
  onPage: (page: number) => void
}

/** The way between the pages of a long table; nothing where there is but one. */
export function Pager({ page, pages, onPage }: PagerProps) {
  const t = useTranslations('ui.table')
  const format = useFormat()
  if (pages <= 1) return null
  return (
    <nav aria-label={t('pageNavigation')} className={styles.pager} data-print="hide">
      <Button icon={ChevronLeft} isDisabled={page === 0} onPress={() => onPage(page - 1)}>
        {t('previousPage')}
      </Button>
      <output>{t('page', { page: format.number(page + 1), pages: format.number(pages) })}</output>
      <Button icon={ChevronRight} isDisabled={page >= pages - 1} onPress={() => onPage(page + 1)}>
        {t('nextPage')}
      </Button>
    </nav>
  )
}
