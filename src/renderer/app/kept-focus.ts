import { useEffect } from 'react'

/** Time for what closes to give the focus back itself, in milliseconds. */
const patience = 120

const controls = 'a[href], button, input, textarea, select, [tabindex="0"]'
const parts = 'li, ul, ol, table, form, section, [role="grid"], [role="group"], [role="tabpanel"]'
const dialogs = '[aria-modal=true], [role=dialog]'

/** Where a control stood: the parts of the page it was in, innermost first, and the controls of the page before and after it. */
interface Place {
  readonly element: Element
  readonly parts: readonly Element[]
  readonly before: readonly HTMLElement[]
  readonly after: readonly HTMLElement[]
}

/**
 * Keeps a keyboard user's place when what had the focus disappears: a button that is gone once it has been used,
 * the row of a list that no longer belongs there. The focus goes to what opened the dialog that closed, or to the control
 * that stood next in the same part of the page, or to the heading of a section that keeps it, and where nothing of that part is left to the heading of the page.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let last: Element | null = null
    /** Where one was on the page itself, also while a dialog lies above it. */
    let place: Place | undefined
    let timer: number | undefined

    function remember({ target }: FocusEvent) {
      last = target instanceof Element ? target : null
      if (last?.closest(dialogs)) return
      place = last?.closest('main') ? placeOf(last) : undefined
    }

    /** Whoever points beside everything has left on purpose. */
    function forget() {
      last = null
    }

    function rescue() {
      timer = undefined
      if (document.activeElement !== document.body || document.querySelector(dialogs)) return
      const target = (place && nearest(place)) ?? document.querySelector<HTMLElement>('main h1')
      target?.focus()
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

function placeOf(element: Element): Place {
  const around: Element[] = []
  for (let part = element.closest(parts); part; part = part.parentElement?.closest(parts) ?? null) around.push(part)
  const all = [...document.querySelectorAll<HTMLElement>(`main :is(${controls})`)]
  const follows = (one: Element) => (element.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
  const others = all.filter((one) => one !== element)
  return { element, parts: around, before: others.filter((one) => !follows(one)).toReversed(), after: others.filter(follows) }
}

function nearest({ element, parts: around, before, after }: Place): HTMLElement | undefined {
  if (element instanceof HTMLElement && canTakeFocus(element)) return element
  const left = [...after, ...before].filter(canTakeFocus)
  for (const part of around) {
    if (!part.isConnected) continue
    const inPart = part.querySelector<HTMLElement>(':scope > * > [data-keeps-focus]') ?? left.find((one) => part.contains(one))
    if (inPart) return inPart
  }
  return undefined
}

function canTakeFocus(element: HTMLElement): boolean {
  return !isGone(element) && element.checkVisibility()
}

function isGone(element: Element): boolean {
  return !element.isConnected || element.matches(':disabled')
}
