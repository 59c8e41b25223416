import { useEffect, useEffectEvent, useState } from 'react'

/** What is masked to everybody, and how it is shown to one who says why. */
interface Masked<Read> {
  /** As it is read; nothing while it has not come. */
  readonly read: Read | undefined
  readonly isMasked: (read: Read) => boolean
  /** Shows it for a reason, which the journal keeps. */
  readonly openFor: (reason: string) => Promise<Read>
}

/**
 * Keeps what was opened for a reason on the screen while the window refreshes what it reads, which stays masked.
 * Where that is another afterwards, something has changed: it is then opened anew, for the same reason.
 */
export function useOpening<Read extends object>({ read, isMasked, openFor }: Masked<Read>): { shown: Read | undefined; open(reason: string): Promise<void> } {
  const [opening, setOpening] = useState<{ readonly reason: string; readonly of: Read | undefined; readonly opened: Read }>()
  const current = read && isMasked(read) ? opening : undefined
  const changed = current && current.of !== read ? read : undefined
  const reason = opening?.reason
  const openAnew = useEffectEvent(openFor)
  useEffect(() => {
    if (!changed || reason === undefined) return undefined
    let isLate = false
    openAnew(reason).then(
      (opened) => !isLate && setOpening({ reason, of: changed, opened }),
      () => !isLate && setOpening(undefined),
    )
    return () => {
      isLate = true
    }
  }, [changed, reason])
  return {
    shown: current ? current.opened : read,
    open: async (reason) => setOpening({ reason, of: read, opened: await openFor(reason) }),
  }
}
