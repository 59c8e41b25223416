import { Languages } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, setPreferences, useLanguage, useTranslations } from '#renderer/ui/index.ts'
import styles from './doorstep.module.css'
import { Landmark } from './landmark.tsx'
import { Mark } from './mark.tsx'

/** The frame around everything that happens before sign-in. */
export function Doorstep({ children }: { children: ReactNode }) {
  const t = useTranslations('ui.settings.languages')
  const other = useLanguage() === 'sv' ? 'en' : 'sv'
  return (
    <div className={styles.doorstep}>
      <Landmark kind="banner" className={styles.head}>
        <span className={styles.product}>
          <Mark className={styles.mark} />
          Talan
        </span>
        <Button variant="quiet" icon={Languages} onPress={() => setPreferences({ language: other })}>
          <span lang={other}>{t(other)}</span>
        </Button>
      </Landmark>
      <Landmark kind="main" className={styles.main}>
        <div className={styles.panel}>{children}</div>
      </Landmark>
    </div>
  )
}
