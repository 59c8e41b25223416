/** What a certificate says, frozen the day it is issued, and how it is printed. */
import { instantOf, timeZone, toFormatterDate, type LocalDate } from '#shared/dates.ts'
import { translator, type Language } from '#shared/i18n/index.ts'
import type { CertificatePage } from '#core/documents/pdf-certificate.ts'
import { attendedSessions, certificateNumber, totalMinutes, type SessionFacts } from './rules.ts'

/** The facts of a certificate. Stored as JSON; later changes of the person or the round do not touch it. */
export interface CertificateSnapshot {
  readonly format: 1
  readonly associationName: string
  readonly personName: string
  readonly trainingName: string
  readonly roundName: string
  readonly startsOn: LocalDate
  readonly endsOn: LocalDate
  readonly completedOn: LocalDate
  readonly attendedCount: number
  readonly sessionCount: number
  /** Of the sessions attended. */
  readonly minutes: number
  readonly topics: readonly string[]
  readonly place: string | null
  readonly signerName: string
  readonly signerTitle: string
}

interface SnapshotSource {
  readonly associationName: string
  readonly personName: string
  readonly trainingName: string
  readonly roundName: string
  readonly completedOn: LocalDate
  readonly sessions: readonly (SessionFacts & { readonly topic: string })[]
  readonly attendance: ReadonlyMap<string, 'present' | 'excused' | 'absent'>
  readonly round: { readonly startsOn: LocalDate; readonly endsOn: LocalDate }
  readonly place: string | null
  readonly signerName: string
  readonly signerTitle: string
}

/** Freezes what a certificate says. */
export function takeSnapshot({ sessions, attendance, round, ...facts }: SnapshotSource): CertificateSnapshot {
  const attended = attendedSessions(sessions, attendance)
  const held = sessions.map((session) => session.heldOn).toSorted()
  return {
    format: 1,
    ...facts,
    startsOn: held[0] ?? round.startsOn,
    endsOn: held.at(-1) ?? round.endsOn,
    attendedCount: attended.length,
    sessionCount: sessions.length,
    minutes: totalMinutes(attended),
    topics: attended.map((session) => session.topic),
  }
}

/** The words of a certificate in a language, ready to be laid out. The same snapshot always gives the same page. */
export function certificatePage(snapshot: CertificateSnapshot, number: number, issuedOn: LocalDate, language: Language): CertificatePage {
  const t = translator(language)
  const longDate = (date: LocalDate) => new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', { dateStyle: 'long', timeZone }).format(toFormatterDate(date))
  const written = certificateNumber(number, issuedOn)
  const facts = [
    { label: t('trainings.certificate.round'), value: snapshot.roundName },
    { label: t('trainings.certificate.period'), value: snapshot.startsOn === snapshot.endsOn ? longDate(snapshot.startsOn) : `${longDate(snapshot.startsOn)} – ${longDate(snapshot.endsOn)}` },
    { label: t('trainings.certificate.extent'), value: t('trainings.certificate.hours', { hours: Math.floor(snapshot.minutes / 60), minutes: snapshot.minutes % 60 }) },
    { label: t('trainings.certificate.attendance'), value: t('trainings.certificate.attended', { attended: String(snapshot.attendedCount), held: snapshot.sessionCount }) },
    ...(snapshot.topics.length > 0 ? [{ label: t('trainings.certificate.content'), value: snapshot.topics.join('; ') }] : []),
    { label: t('trainings.certificate.completed'), value: longDate(snapshot.completedOn) },
    { label: t('trainings.certificate.number'), value: written },
  ]
  return {
    language,
    title: t('trainings.certificate.documentTitle', { training: snapshot.trainingName }),
    author: snapshot.associationName,
    createdAt: instantOf(issuedOn, '12:00'),
    organisation: snapshot.associationName,
    heading: t('trainings.certificate.heading'),
    lead: t('trainings.certificate.lead'),
    name: snapshot.personName,
    statement: t('trainings.certificate.statement'),
    subject: snapshot.trainingName,
    facts,
    issued: snapshot.place ? t('trainings.certificate.issuedAt', { place: snapshot.place, date: longDate(issuedOn) }) : longDate(issuedOn),
    signer: snapshot.signerName,
    signerTitle: snapshot.signerTitle,
    footer: t('trainings.certificate.footer', { number: written, association: snapshot.associationName }),
  }
}
