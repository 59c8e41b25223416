import { Bell, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import {
  Dialog, DialogTrigger, Heading, Popover, Text,
  UNSTABLE_Toast as AriaToast, UNSTABLE_ToastContent as ToastContent, UNSTABLE_ToastRegion as AriaToastRegion,
} from 'react-aria-components'
import { Button, IconButton } from './button.tsx'
import { classes } from './classes.ts'
import { useFormat } from './format.ts'
import { useTranslations } from './i18n.ts'
import { runOnce, toasts, useNotifications } from './notifications.ts'
import styles from './toast.module.css'

/** Where messages appear. A landmark of its own, reached with F6. */
export function ToastRegion() {
  const t = useTranslations('ui')
  const common = useTranslations('common')
  const [region, setRegion] = useState<HTMLElement | null>(null)
  useRoomBelow(region)
  return (
    <AriaToastRegion ref={setRegion} queue={toasts} aria-label={t('notifications')} className={styles.region} data-print="hide">
      {({ toast }) => (
        <AriaToast toast={toast} className={classes(styles.toast, toast.content.tone === 'need' && styles.need)}>
          <ToastContent className={styles.content}>
            <Text slot="title">{toast.content.text}</Text>
          </ToastContent>
          {toast.content.action && (
            <Button size="small" onPress={() => void toast.content.action?.run()}>
              {toast.content.action.label}
            </Button>
          )}
          <IconButton slot="close" icon={X} label={common('close')} />
        </AriaToast>
      )}
    </AriaToastRegion>
  )
}

/**
 * Makes the page as much longer as the messages are high, so that nothing lies under them that cannot be scrolled clear,
 * and does so for what has the focus.
 */
function useRoomBelow(region: HTMLElement | null): void {
  useEffect(() => {
    if (!region) return undefined
    const { style } = document.documentElement
    const observer = new ResizeObserver(() => {
      style.setProperty('--messages-height', `${window.innerHeight - region.getBoundingClientRect().top}px`)
      const focused = document.activeElement
      if (focused && !region.contains(focused) && isUnder(focused, region)) focused.scrollIntoView({ block: 'nearest' })
    })
    observer.observe(region)
    return () => {
      observer.disconnect()
      style.removeProperty('--messages-height')
    }
  }, [region])
}

/** Whether messages lie over a control. What is as large as a page, or a part of it, is no control. */
function isUnder(element: Element, region: Element): boolean {
  const [own, cover] = [element.getBoundingClientRect(), region.getBoundingClientRect()]
  return own.height < window.innerHeight / 2 && own.bottom > cover.top && own.top < cover.bottom && own.right > cover.left && own.left < cover.right
}

/** The bell: every message of this session, with its action while it can still be used. */
export function NotificationList() {
  const t = useTranslations('ui')
  const format = useFormat()
  const notifications = useNotifications()
  return (
    <DialogTrigger>
      <IconButton icon={Bell} label={t('notificationsCount', { count: notifications.length })} />
      <Popover placement="bottom end" className={styles.popover}>
        <Dialog className={styles.log}>
          <Heading slot="title" level={2}>
            {t('notifications')}
          </Heading>
          {notifications.length === 0 && <p>{t('noNotifications')}</p>}
          <ul className={styles.entries}>
            {notifications.map((entry) => (
              <li key={entry.id} className={styles.entry}>
                <span className={styles.time}>{format.clock(entry.at)}</span>
                <span>{entry.text}</span>
                {entry.action && (
                  <Button size="small" onPress={() => void runOnce(entry)}>
                    {entry.action.label}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
