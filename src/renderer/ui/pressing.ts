/** Whether a mouse button or a finger is down. */
let isPressing = false

if (typeof document !== 'undefined') {
  document.addEventListener('pointerdown', () => (isPressing = true), { capture: true })
  for (const end of ['pointerup', 'pointercancel'] as const) document.addEventListener(end, () => (isPressing = false), { capture: true })
}

/**
 * Does something now, or when what is being pressed has been let go of. What appears in the middle of a press moves
 * the button from under the pointer, and the press is lost.
 */
export function whenReleased(act: () => void): void {
  if (!isPressing) {
    act()
    return
  }
  const released = new AbortController()
  const { signal } = released
  function after() {
    released.abort()
    // The click comes with the release: it must have arrived first.
    setTimeout(act)
  }
  document.addEventListener('pointerup', after, { capture: true, signal })
  document.addEventListener('pointercancel', after, { capture: true, signal })
}
