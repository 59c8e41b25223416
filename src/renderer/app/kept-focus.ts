import { useEffect } from 'react'

/** Time for what closes to give the focus back itself, in milliseconds. */
const patience = 120

/**
 * Keeps a keyboard user's place when what had the focus disappears: a button that is gone once it has been used,
 * the row of a list that no longer belongs there. The focus goes to the heading of the page, from where Tab goes on.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let last: Element | null = null
    let timer: number | undefined

    function remember({ target }: FocusEvent) {
      last = target instanceof Element ? target : null
    }

    /** Whoever points beside everything has left on purpose. */
    function forget() {
      last = null
    }

    function rescue() {
      timer = undefined
      if (document.activeElement !== document.body || document.querySelector('[aria-modal=true], [role=dialog]')) return
      document.querySelector<HTMLElement>('main h1')?.focus()
    }

    const observer = new MutationObserver(() => {
      if (timer === undefined && last !== null && isGone(last)) timer = window.setTimeout(rescue, patience)
    })
    observer.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['disabled'] })
    document.addEventListener('focusin', remember)
    document.addEventListener('pointerdown', forget)
    return () => {
      window.clearTimeout(timer)
      observer.disconnect()
      document.removeEventListener('focusin', remember)
      document.removeEventListener('pointerdown', forget)
    }
  }, [])
}

function isGone(element: Element): boolean {
  return !element.isConnected || element.matches(':disabled')
}
