import { useCallback, useRef, useState } from 'react'
import type { ReportEvent } from '#contract/reports.ts'

/** What is told while a file is made: how far it has got, and at last the file. */
type Made = { readonly kind: 'progress' | 'finished' }
export type FinishedReport = Extract<ReportEvent, { kind: 'finished' }>

/** Where the making of a file stands. */
export type ReportState<Event extends Made = ReportEvent> = { readonly kind: 'idle' } | { readonly kind: 'stopped' } | Event

export interface ReportRun<Event extends Made = ReportEvent> {
  readonly state: ReportState<Event>
  /** Makes the file; resolves when it is there or has been stopped. Throws what the core refuses. */
  run: (start: (signal: AbortSignal) => Promise<AsyncIterable<Event>>) => Promise<void>
  stop: () => void
}

/** Follows the making of a file, step by step, with a way to stop it. */
export function useReportRun<Event extends Made = ReportEvent>(): ReportRun<Event> {
  const [state, setState] = useState<ReportState<Event>>({ kind: 'idle' })
  const controller = useRef<AbortController>(undefined)
  const run = useCallback<ReportRun<Event>['run']>(async (start) => {
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
