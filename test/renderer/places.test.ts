import { describe, expect, it } from 'vitest'
import { places } from '#renderer/app/places.ts'
import { languages, messages } from '#shared/i18n/index.ts'

/** The heading of each place's page. The start page says what waits instead of where one is. */
const headings: Record<string, (words: (typeof messages)['sv']) => string> = {
  '/people': (words) => words.people.title,
  '/memberships': (words) => words.memberships.title,
  '/organisations': (words) => words.organisations.title,
  '/bodies': (words) => words.bodies.title,
  '/meetings': (words) => words.meetings.title,
  '/claims': (words) => words.claims.title,
  '/payouts': (words) => words.payouts.title,
  '/tariffs': (words) => words.tariffs.title,
  '/trainings': (words) => words.trainings.title,
  '/competences': (words) => words.competences.title,
  '/audits': (words) => words.audits.title,
  '/events': (words) => words.events.title,
  '/proposals': (words) => words.proposals.title,
  '/consultations': (words) => words.consultations.title,
  '/barriers': (words) => words.barriers.title,
  '/mailings': (words) => words.mailings.title,
  '/reports': (words) => words.reports.title,
  '/follow-ups': (words) => words.notes.title,
  '/tags': (words) => words.tags.title,
  '/custom-fields': (words) => words.customFields.title,
  '/bin': (words) => words.removals.bin,
  '/history': (words) => words.journal.title,
  '/users': (words) => words.administration.title,
  '/settings': (words) => words.ui.settings.title,
}

describe.each(languages)('the places of the menu in %s', (language) => {
  it.each(places.filter(({ href }) => href !== '/'))('calls $href what its page calls itself', ({ href, command }) => {
    expect(headings[href]?.(messages[language])).toBe(messages[language].hosts.commands[command])
  })
})
