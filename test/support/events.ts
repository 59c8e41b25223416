/** The last event of a procedure that tells how it goes along: what it came to. */
export async function finished<Event extends { readonly kind: string }>(answer: Promise<AsyncIterable<Event>>): Promise<Extract<Event, { readonly kind: 'finished' }>> {
  let last: Event | undefined
  for await (const event of await answer) last = event
  if (last?.kind !== 'finished') throw new Error('It did not come to its end')
  return last as Extract<Event, { readonly kind: 'finished' }>
}

/** What work that is done a piece at a time comes to. */
export function resultOf<Result>(steps: Generator<unknown, Result>): Result {
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value
}
