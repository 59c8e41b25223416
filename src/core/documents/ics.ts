import { instantOf, type Instant, type LocalDate, type LocalTime } from '#shared/dates.ts'

/** One meeting in a calendar. */
export interface CalendarEvent {
  readonly id: string
  /** Counted up by each change, so that a calendar that has the event takes the later one. */
  readonly sequence: number
  readonly date: LocalDate
  readonly start: LocalTime
  readonly end: LocalTime
  readonly title: string
  readonly place: string | null
  readonly isCancelled: boolean
}

/**
 * Writes a calendar file (RFC 5545). Times are written in UTC, which every program reads alike: a time zone with its own rules is
 * what calendars disagree about.
 */
export function calendarFile(events: readonly CalendarEvent[], madeAt: Instant, language: string): Uint8Array {
  const lines = [
    'BEGIN:VCALENDAR', 'VERSION:2.0', `PRODID:-//Talan//Talan//${language.toUpperCase()}`, 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH',
    ...events.flatMap((event) => [
      'BEGIN:VEVENT', `UID:${event.id}@talan`, `SEQUENCE:${event.sequence}`, `DTSTAMP:${utc(madeAt)}`, `DTSTART:${utc(instantOf(event.date, event.start))}`, `DTEND:${utc(instantOf(event.date, event.end))}`,
      `SUMMARY:${escaped(event.title)}`, ...(event.place === null ? [] : [`LOCATION:${escaped(event.place)}`]), `STATUS:${event.isCancelled ? 'CANCELLED' : 'CONFIRMED'}`, 'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ]
  return new TextEncoder().encode(lines.map((line) => `${folded(line)}\r\n`).join(''))
}

function utc(instant: Instant): string {
  return `${instant.slice(0, 19).replaceAll(/[-:]/gu, '')}Z`
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll(';', '\\;').replaceAll(',', '\\,').replaceAll(/\r?\n/gu, '\\n').replaceAll(/[\u0000-\u001F\u007F]/gu, '')
}

/** At most 75 bytes a line; what follows stands on lines that begin with a space. No character is cut in two. */
function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  for (const character of line) {
    const most = parts.length === 0 ? 75 : 74
    if (Buffer.byteLength(part + character) > most) {
      parts.push(part)
      part = ''
    }
    part += character
  }
  return [...parts, part].join('\r\n ')
}
