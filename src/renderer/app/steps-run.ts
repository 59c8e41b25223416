import { useCallback, useRef, useState } from 'react'

/** What long work tells: how far it has got, and at last what came of it. */
type Step = { readonly kind: 'progress' | 'finished' }

/** Where the work stands. */
export type StepsState<Event extends Step> = { readonly kind: 'idle' } | { readonly kind: 'stopped' } | Event

export interface StepsRun<Event extends Step> {
  readonly state: StepsState<Event>
  /** Begins the work; resolves when it is done or has been stopped. Throws what the core refuses. */
  run: (start: (signal: AbortSignal) => Promise<AsyncIterable<Event>>) => Promise<void>
  stop: () => void
}

/** Follows work that takes long, step by step, with a way to stop it: a file that is made, a list that is imported, a mailing that is sent. */
export function useStepsRun<Event extends Step>(): StepsRun<Event> {
  const [state, setState] = useState<StepsState<Event>>({ kind: 'idle' })
  const controller = useRef<AbortController>(undefined)
  const run = useCallback<StepsRun<Event>['run']>(async (start) => {
    const own = new AbortController()
    controller.current = own
    try {
      for await (const event of await start(own.signal)) setState(event)
      if (own.signal.aborted) setState({ kind: 'stopped' })
    } catch (error) {
      setState({ kind: own.signal.aborted ? 'stopped' : 'idle' })
      if (!own.signal.aborted) throw error
    }
  }, [])
  const stop = useCallback(() => controller.current?.abort(), [])
  return { state, run, stop }
}
