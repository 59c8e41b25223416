import { useRef, type ReactNode } from 'react'
import { useLandmark } from 'react-aria/useLandmark'

interface LandmarkProps {
  kind: 'main' | 'navigation' | 'banner' | 'search'
  label?: string
  className?: string | undefined
  id?: string
  /** Whether it is unfolded, where it can be folded away. */
  isOpen?: boolean
  children: ReactNode
}

const elements = { main: 'main', navigation: 'nav', banner: 'header', search: 'search' } as const

/** A part of the window that F6 and Shift+F6 move between. */
export function Landmark({ kind, label, className, id, isOpen, children }: LandmarkProps) {
  const ref = useRef<HTMLDivElement>(null)
  const { landmarkProps } = useLandmark({ role: kind, ...(label && { 'aria-label': label }) }, ref)
  const Element = elements[kind]
  return (
    <Element {...landmarkProps} ref={ref} className={className} id={id} data-open={isOpen} tabIndex={-1}>
      {children}
    </Element>
  )
}
