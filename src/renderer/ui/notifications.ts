import { UNSTABLE_ToastQueue as ToastQueue } from 'react-aria-components'
import { useSyncExternalStore } from 'react'
import { machineNow, type Instant } from '#shared/dates.ts'

/** A short message about something that has happened. */
export interface Notification {
  /** A ready sentence: "Anna Åberg flyttades till papperskorgen." */
  readonly text: string
  /** `need` when somebody has to act on it. */
  readonly tone?: 'info' | 'need'
  /** A button in the message: "Ångra", "Öppna". */
  readonly action?: { readonly label: string; run: () => void | Promise<void> }
}

export interface KeptNotification extends Notification {
  readonly at: Instant
  readonly id: number
}

/** Messages stay at least this long, in milliseconds, and longer while they are hovered or focused. */
const shownFor = 20_000
const keptAtMost = 50

/** The messages on the screen now. */
export const toasts = new ToastQueue<KeptNotification>({ maxVisibleToasts: 3 })

let kept: readonly KeptNotification[] = []
let nextId = 1
const listeners = new Set<() => void>()

function keep(next: readonly KeptNotification[]) {
  kept = next
  for (const listener of listeners) listener()
}

/**
 * Says that something has happened. The message is also kept in the list of notifications until sign-out.
 * It takes the place of the one before, so that messages do not pile up over what one works with; those that need somebody stay.
 */
export function notify(notification: Notification): void {
  clearTheWay()
  const entry: KeptNotification = { ...notification, at: machineNow(), id: nextId++ }
  keep([entry, ...kept].slice(0, keptAtMost))
  const key = toasts.add(entry.action ? { ...entry, action: { ...entry.action, run: () => runOnce(entry, key) } } : entry, { timeout: shownFor })
}

/** Takes the messages off the screen that need nobody, so that they do not hide what one works with. They stay in the list. */
export function clearTheWay(): void {
  for (const shown of toasts.visibleToasts) if (shown.content.tone !== 'need') toasts.close(shown.key)
}

/** Runs a message's action and takes the message off the screen; it cannot be run twice. */
export async function runOnce(entry: KeptNotification, key?: string): Promise<void> {
  const isStillThere = kept.some((other) => other.id === entry.id && other.action)
  if (key) toasts.close(key)
  if (!isStillThere) return
  keep(kept.map((other) => (other.id === entry.id ? withoutAction(other) : other)))
  await entry.action?.run()
}

function withoutAction({ action: _done, ...rest }: KeptNotification): KeptNotification {
  return rest
}

/** Forgets all messages: on sign-out and lock, since they may name people. */
export function forgetNotifications(): void {
  toasts.clear()
  keep([])
}

/** The messages of this session, newest first. */
export function useNotifications(): readonly KeptNotification[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => kept,
  )
}
