import { Fragment, type ReactNode } from 'react'

/** A telephone number that can be called by a press. */
export function Telephone({ number }: { number: string }) {
  return <a href={`tel:${number.replace(/[^\d+]/gu, '')}`}>{number}</a>
}

/** How somebody is reached: by telephone and by e-mail, as far as they are known, and as has been noted. */
export function Ways({ phone, email, note = null }: { phone: string | null; email: string | null; note?: string | null }) {
  return <Listed>{[phone !== null && <Telephone number={phone} />, email !== null && <a href={`mailto:${email}`}>{email}</a>, note]}</Listed>
}

/** What there is of these, with commas between. */
export function Listed({ children }: { children: readonly ReactNode[] }) {
  return children.filter(Boolean).map((child, index) => (
    <Fragment key={index}>
      {index > 0 && ', '}
      {child}
    </Fragment>
  ))
}
