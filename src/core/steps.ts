import { asExpectedError } from './admission.ts'
import type { ReportFault } from './call.ts'

/**
 * Hands on what is told step by step. What fails on the way comes after the door has answered, and is made one of the contract's errors here.
 * What is cancelled just ends.
 */
export async function* sayWhatFails<Event>(events: AsyncGenerator<Event>, procedure: string, reportFault: ReportFault, signal: AbortSignal | undefined): AsyncGenerator<Event> {
  try {
    yield* events
  } catch (error) {
    if (signal?.aborted) return
    throw asExpectedError(error, procedure, reportFault)
  }
}
