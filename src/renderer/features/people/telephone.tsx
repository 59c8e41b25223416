/** A telephone number that can be called by a press. */
export function Telephone({ number }: { number: string }) {
  return <a href={`tel:${number.replace(/[^\d+]/gu, '')}`}>{number}</a>
}
