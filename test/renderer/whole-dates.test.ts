import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { wholeDates } from '#renderer/ui/whole-dates.tsx'

it.each([
  ['Slutar 2026-11-30, om 8 dagar', 'Slutar <time>2026-11-30</time>, om 8 dagar'],
  ['2026-01-01 – 2026-12-31', '<time>2026-01-01</time> – <time>2026-12-31</time>'],
  ['070-123 45 67', '070-123 45 67'],
  [['Betald', ' ', '2026-03-01'], 'Betald <time>2026-03-01</time>'],
  [null, ''],
])('A text in which no date is broken: %s', (content, markup) => {
  expect(renderToStaticMarkup(wholeDates(content))).toBe(markup)
})
