import type { DuplicateReason } from '#contract/duplicates.ts'
import { useFormat, useTranslations } from '#renderer/ui/index.ts'

const same: readonly DuplicateReason[] = ['sameName', 'sameBirthDate', 'sameEmail', 'samePhone', 'sameAddress']

/** Why two may be the same person, in words: "samma namn och födelsedatum". */
export function useReasonWords(): (reasons: readonly DuplicateReason[]) => string {
  const t = useTranslations('duplicates')
  const format = useFormat()
  return (reasons) => {
    const equal = reasons.filter((reason) => same.includes(reason)).map((reason) => t(`reason.${reason}`))
    const alike = reasons.filter((reason) => !same.includes(reason)).map((reason) => t(`reason.${reason}`))
    return format.list([...alike, ...(equal.length > 0 ? [t('same', { what: format.list(equal) })] : [])])
  }
}
