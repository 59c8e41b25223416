import { useCallback } from 'react'
import { useLanguage } from '#renderer/ui/preferences.ts'
import { errorSentence } from './errors.ts'

/** Gives the function that says, in the window's language, what went wrong and what to do. */
export function useErrorSentence(): (error: unknown) => string {
  const language = useLanguage()
  return useCallback((error) => errorSentence(error, language), [language])
}
