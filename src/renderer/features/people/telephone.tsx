import { Fragment } from 'react'

/** A telephone number that can be called by a press. */
export function Telephone({ number }: { number: string }) {
  return <a href={`tel:${number.replace(/[^\d+]/gu, '')}`}>{number}</a>
}

/** How somebody is reached: by telephone and by e-mail, as far as they are known, and as has been noted. */
export function Ways({ phone, email, note = null }: { phone: string | null; email: string | null; note?: string | null }) {
  const ways = [phone !== null && <Telephone number={phone} />, email !== null && <a href={`mailto:${email}`}>{email}</a>, note].filter(Boolean)
  return ways.map((way, index) => (
    <Fragment key={index}>
      {index > 0 && ', '}
      {way}
    </Fragment>
  ))
}
