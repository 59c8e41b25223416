import { useCallback } from 'react'
import { useLanguage } from '#renderer/ui/index.ts'
import { sentence, type RuleFinding } from '#shared/i18n/index.ts'

/** Gives the function that says a finding of a rule in the window's language. */
export function useFindingSentence(): (finding: RuleFinding) => string {
  const language = useLanguage()
  return useCallback((finding) => sentence(finding, language), [language])
}

/** Several findings under one another. */
export function FindingList({ findings }: { findings: readonly RuleFinding[] }) {
  const say = useFindingSentence()
  const [only, ...others] = findings
  if (only && others.length === 0) return <p>{say(only)}</p>
  return (
    <ul>
      {findings.map((finding) => (
        <li key={say(finding)}>{say(finding)}</li>
      ))}
    </ul>
  )
}
