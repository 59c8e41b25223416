import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { DraftContent } from '#contract/drafts.ts'
import { client } from '#renderer/api/client.ts'
import { getSessionToken } from '#renderer/api/session-token.ts'
import type { Instant } from '#shared/dates.ts'

/** How long after the last key what has been typed is kept, in milliseconds. */
const keptAfter = 1000

/** A draft that was found when the form opened. */
export interface FoundDraft {
  readonly content: DraftContent
  readonly savedAt: Instant
}

export interface Draft {
  /** What had been typed here when the program was locked or died, until one has chosen what becomes of it. */
  readonly found: FoundDraft | undefined
  /** Goes on with what was found: it is what is being typed now. */
  takeUp: () => void
  /** Lets go of the draft: it has been saved, or is not wanted. */
  drop: () => void
}

/** What has been typed within the last second, in each form that is open. */
const waiting = new Set<() => Promise<void>>()

/** Keeps what has just been typed without waiting. Done before the window is locked, when nobody can keep it any more. */
export async function keepDraftsNow(): Promise<void> {
  await Promise.all([...waiting].map((keep) => keep()))
}

/**
 * Keeps what is typed in a form, so that it can be offered again after a lock or a crash. Whoever leaves the form by herself,
 * saved or not, has decided: then the draft is gone. A draft that could not be kept disturbs nobody.
 * @param form the form's address, or nothing for a form that is not kept
 * @param changed the changed fields, or nothing while nothing is changed
 */
export function useDraft(form: string | undefined, changed: Readonly<Record<string, unknown>> | undefined): Draft {
  const [found, setFound] = useState<FoundDraft>()
  const isKept = useRef(false)
  /** One after the other, so that what is let go of is not kept again by a call that came late. */
  const calls = useRef(Promise.resolve())
  const json = changed && JSON.stringify(changed)

  useEffect(() => {
    if (form === undefined) return undefined
    let isGone = false
    client.drafts.find({ form }).then(({ draft }) => !isGone && draft && setFound(draft), ignore)
    return () => {
      isGone = true
    }
  }, [form])

  const keep = useEffectEvent(() => {
    if (form === undefined || json === undefined) return calls.current
    isKept.current = true
    calls.current = calls.current.then(() => client.drafts.keep({ form, content: JSON.parse(json) as DraftContent })).then(ignore, ignore)
    return calls.current
  })
  useEffect(() => {
    if (form === undefined || json === undefined) return undefined
    const keepAtOnce = () => keep()
    waiting.add(keepAtOnce)
    const timer = setTimeout(() => {
      waiting.delete(keepAtOnce)
      void keep()
    }, keptAfter)
    return () => {
      waiting.delete(keepAtOnce)
      clearTimeout(timer)
    }
  }, [form, json])

  function drop() {
    if (form === undefined || (!isKept.current && !found)) return
    isKept.current = false
    setFound(undefined)
    calls.current = calls.current.then(() => client.drafts.drop({ form })).then(ignore, ignore)
  }

  const leave = useEffectEvent(() => {
    // A window that was locked under one's hands is nobody's decision.
    if (isKept.current && getSessionToken() !== undefined) drop()
  })
  useEffect(() => () => leave(), [])

  function takeUp() {
    isKept.current = true
    setFound(undefined)
  }

  return { found, takeUp, drop }
}

function ignore(): void {}
