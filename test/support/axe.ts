import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** The rules of WCAG 2.2 A and AA, and what axe holds for good practice. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/**
 * What axe has against the page as it stands: the rule and the places, one a line.
 * @param isListOpen a list of choices is open: it hides the rest of the page on purpose, and axe misses what is hidden
 */
export async function accessibilityFaults(page: Page, { isListOpen = false } = {}): Promise<string[]> {
  // What React Aria has just read aloud lies hidden in its announcer for some seconds; its labels may be gone by then.
  const builder = new AxeBuilder({ page }).withTags(tags).exclude('[data-live-announcer]').setLegacyMode()
  if (isListOpen) builder.disableRules(['aria-hidden-focus', 'page-has-heading-one', 'region'])
  const { violations } = await builder.analyze()
  return violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.target.join(' ')} ${node.failureSummary?.split('\n')[1]?.trim() ?? ''}`))
}

/** Collects everything the page breaks of its content security policy, and every uncaught fault. */
export function watchPage(page: Page): string[] {
  const faults: string[] = []
  page.on('console', (message) => {
    if (/content security policy|trusted/iu.test(message.text())) faults.push(message.text())
  })
  page.on('pageerror', (error) => faults.push(error.message))
  return faults
}
