import { useEffect, useRef } from 'react'

/** Makes a part of the page ready for paper; gives what puts it back. */
type Prepare = () => Promise<() => void>

const parts = new Set<{ readonly current: Prepare }>()

/** Lets a part of the page fetch what is not on the screen before it is printed, such as the rest of a long list. */
export function useBeforePrint(prepare: Prepare): void {
  const latest = useRef(prepare)
  useEffect(() => {
    latest.current = prepare
  })
  useEffect(() => {
    parts.add(latest)
    return () => void parts.delete(latest)
  }, [])
}

/** Prints the page when every part of it is ready, and puts the parts back afterwards. */
export async function printPage(): Promise<void> {
  const putBack = await Promise.all([...parts].map((part) => part.current()))
  addEventListener('afterprint', () => putBack.forEach((back) => back()), { once: true })
  window.print()
}
