import { ListFilterPlus, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { isAboutSeat, type PersonCondition } from '#contract/person-filters.ts'
import { Button, useTranslations } from '#renderer/ui/index.ts'
import { FilterDialog } from './filter-dialog.tsx'
import { useConditionWords } from './filter-words.ts'
import styles from './register.module.css'

/** The filters in use, each a button that takes it away, and a button that adds one. */
export function FilterChips({ filter, onChange }: { filter: readonly PersonCondition[]; onChange(filter: PersonCondition[]): void }) {
  const t = useTranslations('views')
  const say = useConditionWords(filter)
  const addButton = useRef<HTMLButtonElement>(null)
  const [isAdding, setAdding] = useState(false)

  function change(next: PersonCondition[]) {
    onChange(next)
    // The button that was pressed is gone.
    addButton.current?.focus()
  }

  return (
    <>
      <div className={styles.chips}>
        <Button ref={addButton} icon={ListFilterPlus} onPress={() => setAdding(true)}>
          {t('addFilter')}
        </Button>
        {filter.length > 0 && (
          <ul aria-label={t('filtersInUse')} className={styles.chipList}>
            {filter.map((condition, index) => (
              <li key={JSON.stringify(condition)}>
                <Button size="small" icon={X} aria-label={t('removeFilter', { filter: say(condition) })} onPress={() => change(filter.filter((_, place) => place !== index))}>
                  {say(condition)}
                </Button>
              </li>
            ))}
          </ul>
        )}
        {filter.length > 0 && (
          <Button variant="quiet" size="small" onPress={() => change([])}>
            {t('clearAll')}
          </Button>
        )}
      </div>
      {filter.filter(isAboutSeat).length > 1 && <p className={styles.together}>{t('sameSeat')}</p>}
      {isAdding && (
        <FilterDialog
          onClose={() => setAdding(false)}
          onAdd={(condition) => {
            setAdding(false)
            if (!filter.some((one) => JSON.stringify(one) === JSON.stringify(condition))) onChange([...filter, condition])
          }}
        />
      )}
    </>
  )
}
