import { Children, Fragment, type ReactNode } from 'react'

const date = /(\d{4}-\d{2}-\d{2})/u

/**
 * Keeps each date in a text whole: a browser breaks a line after any hyphen, and a day in two halves cannot be read.
 *
 * @example <p>{wholeDates('Född 1964-08-23')}</p>
 */
export function wholeDates(content: ReactNode): ReactNode {
  if (typeof content !== 'string' && !Array.isArray(content)) return content
  return Children.map(content, (part: ReactNode) => {
    if (typeof part !== 'string' || !date.test(part)) return part
    // Every other piece is a date; where a piece stands is all that tells it from another.
    return part.split(date).map((piece, index) => (index % 2 === 1 ? <time key={index}>{piece}</time> : <Fragment key={index}>{piece}</Fragment>))
  })
}
