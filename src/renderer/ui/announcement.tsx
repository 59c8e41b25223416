import type { ReactNode } from 'react'
import { VisuallyHidden } from 'react-aria-components'

/** Says to screen readers what has come on the screen. It has to stand there, empty, before there is anything to say. */
export function Announcement({ children }: { children: ReactNode }) {
  return (
    <VisuallyHidden>
      <div role="status">{children}</div>
    </VisuallyHidden>
  )
}
