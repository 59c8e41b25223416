import { useEffect, useEffectEvent } from 'react'
import { useSignOut } from '#renderer/api/session.ts'
import { useTranslations } from '#renderer/ui/i18n.ts'
import { notify } from '#renderer/ui/notifications.ts'

const minute = 60_000
const signsOfLife = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'focusin'] as const

/** Locks when nobody has touched the window for a number of minutes, and says so one minute before. */
export function useIdleLock(minutes: number | undefined): void {
  const t = useTranslations('ui.shell')
  const signOut = useSignOut()
  const warn = useEffectEvent(() => notify({ text: t('lockSoon'), tone: 'need' }))
  const lockNow = useEffectEvent(() => void signOut())

  useEffect(() => {
    if (!minutes) return undefined
    let warning: ReturnType<typeof setTimeout> | undefined
    let lock: ReturnType<typeof setTimeout> | undefined
    const stop = () => {
      clearTimeout(warning)
      clearTimeout(lock)
    }
    const begin = () => {
      stop()
      if (minutes > 1) warning = setTimeout(() => warn(), (minutes - 1) * minute)
      lock = setTimeout(() => lockNow(), minutes * minute)
    }
    begin()
    for (const sign of signsOfLife) window.addEventListener(sign, begin, { passive: true })
    return () => {
      stop()
      for (const sign of signsOfLife) window.removeEventListener(sign, begin)
    }
  }, [minutes])
}
