import { useCallback, useRef, useState } from 'react'
import type { ReportEvent } from '#contract/reports.ts'

type Progress = Extract<ReportEvent, { kind: 'progress' }>
export type FinishedReport = Extract<ReportEvent, { kind: 'finished' }>

/** Where the making of a file stands. */
export type ReportState = { readonly kind: 'idle' } | { readonly kind: 'stopped' } | Progress | FinishedReport

export interface ReportRun {
  readonly state: ReportState
  /** Makes the file; resolves when it is there or has been stopped. Throws what the core refuses. */
  run: (start: (signal: AbortSignal) => Promise<AsyncIterable<ReportEvent>>) => Promise<void>
  stop: () => void
}

/** Follows the making of a report, step by step, with a way to stop it. */
export function useReportRun(): ReportRun {
  const [state, setState] = useState<ReportState>({ kind: 'idle' })
  const controller = useRef<AbortController>(undefined)
  const run = useCallback<ReportRun['run']>(async (start) => {
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
