import { UsersRound } from 'lucide-react'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { z } from 'zod'
import { sessionAttendanceStatuses, type CourseRound, type Participant, type TrainingSession } from '#contract/trainings.ts'
import { client } from '#renderer/api/index.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { ButtonGroup, Button, Form, ScrollFrame, Section, useBeyond, useForm, useFormat, useTranslations } from '#renderer/ui/index.ts'
import { usePersonName } from '#renderer/features/people/person-name.tsx'
import { systemClock } from '#shared/clock.ts'
import { markAt, nextMark, unsavedMarks, withMark, type AttendanceEntry, type Mark } from './attendance-marks.ts'
import styles from './attendance-grid.module.css'

const schema = z.object({ entries: z.array(z.custom<AttendanceEntry>()) })

/** Who came to which session: one row a participant, one column a session, saved together. */
export function AttendancePart({ round }: { round: CourseRound }) {
  const t = useTranslations('trainings')
  const format = useFormat()
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema,
    defaultValues: { entries: [] },
    async save({ entries }) {
      if (entries.length === 0) return
      await client.trainings.recordAttendance({ courseRoundId: round.id, entries })
      await notifyUndoable(t('attendanceSaved'))
    },
  })
  const { entries } = form.values
  useEffect(() => {
    const left = unsavedMarks(round, entries)
    if (left.length === entries.length) return
    if (left.length === 0) form.reset({ entries: [] })
    else form.set('entries', left)
    // What the core has saved is no change any more; typing by itself changes nothing here.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [round])
  const today = systemClock.today()
  const held = round.sessions.filter((session) => session.heldOn <= today)
  const latest = held.at(-1)
  const open = round.participants.filter(isOpen)

  function markAllPresent(session: TrainingSession) {
    form.set('entries', open.reduce((marks, { id }) => (markAt(round, marks, id, session.id) === null ? withMark(round, marks, id, session.id, 'present') : marks), [...entries]))
  }

  return (
    <Section
      title={t('attendanceTitle')}
      actions={
        latest &&
        open.length > 0 && (
          <ButtonGroup>
            <Button icon={UsersRound} onPress={() => markAllPresent(latest)}>
              {t('allPresent', { date: format.date(latest.heldOn) })}
            </Button>
          </ButtonGroup>
        )
      }
    >
      {round.sessions.length === 0 || round.participants.length === 0 ? (
        <p>{t('attendanceLater')}</p>
      ) : (
        <Form form={form} saveLabel={t('saveAttendance')}>
          <p id="attendance-keys">{t('attendanceKeys')}</p>
          <AttendanceGrid round={round} entries={entries} onChange={(next) => form.set('entries', next)} />
        </Form>
      )}
    </Section>
  )
}

/** Whether a participant's attendance can still be recorded. */
function isOpen(participant: Participant): boolean {
  return participant.completedOn === null
}

interface GridProps {
  round: CourseRound
  entries: AttendanceEntry[]
  onChange: (entries: AttendanceEntry[]) => void
}

/** A grid with one tab stop: arrows move, letters and Space mark. */
function AttendanceGrid({ round, entries, onChange }: GridProps) {
  const t = useTranslations('trainings')
  const format = useFormat()
  const nameOf = usePersonName()
  const [place, setPlace] = useState({ row: 0, column: 0 })
  const table = useRef<HTMLTableElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const beyond = useBeyond(scroller)
  const hintId = useId()
  const today = systemClock.today()
  const letters = new Map<string, Mark>(sessionAttendanceStatuses.map((status) => [t(`attendanceShort.${status}`).toLowerCase(), status]))

  const mark = (participant: Participant, session: TrainingSession, status: Mark) => {
    if (isOpen(participant) && session.heldOn <= today) onChange(withMark(round, entries, participant.id, session.id, status))
  }

  function moveTo(row: number, column: number) {
    const next = { row: clamp(row, round.participants.length), column: clamp(column, round.sessions.length) }
    setPlace(next)
    table.current?.querySelector<HTMLElement>(`[data-cell="${next.row} ${next.column}"]`)?.focus()
  }

  function press(event: KeyboardEvent, row: number, column: number) {
    const [participant, session] = [round.participants[row], round.sessions[column]]
    if (!participant || !session || event.altKey || event.metaKey) return
    const move = moves[event.key]
    if (move) moveTo(...move(row, column, event.ctrlKey))
    else if (event.ctrlKey) return
    else if (event.key === ' ') mark(participant, session, nextMark(markAt(round, entries, participant.id, session.id)))
    else if (event.key === 'Delete' || event.key === 'Backspace') mark(participant, session, null)
    else if (letters.has(event.key.toLowerCase())) mark(participant, session, letters.get(event.key.toLowerCase()) ?? null)
    else return
    event.preventDefault()
  }

  return (
    <>
      <ScrollFrame beyond={beyond} hintId={hintId}>
        <div ref={scroller} className={styles.scroller}>
          {/* A native table whose cells are reached with a grid's keys. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role */}
          <table ref={table} role="grid" aria-label={t('attendanceTitle')} aria-describedby={beyond.isWider ? `attendance-keys ${hintId}` : 'attendance-keys'} className={styles.grid}>
            <thead>
              <tr>
                <th scope="col" className={styles.name}>
                  {t('fields.participant')}
                </th>
                {round.sessions.map((session) => (
                  <th key={session.id} scope="col" className={styles.session} title={session.topic}>
                    {format.date(session.heldOn)}
                    <span className={styles.topic}>{session.topic}</span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {round.participants.map((participant, row) => (
                <tr key={participant.id}>
                  <th scope="row" className={styles.name}>
                    {nameOf(participant.person)}
                  </th>
                  {round.sessions.map((session, column) => {
                    const status = markAt(round, entries, participant.id, session.id) ?? 'none'
                    return (
                      <td
                        key={session.id}
                        role="gridcell"
                        data-cell={`${row} ${column}`}
                        data-mark={status}
                        tabIndex={row === place.row && column === place.column ? 0 : -1}
                        aria-label={t('attendanceCell', { person: nameOf(participant.person), session: `${format.date(session.heldOn)} ${session.topic}`, status: t(`attendance.${status}`) })}
                        aria-disabled={!isOpen(participant) || session.heldOn > today}
                        className={styles.cell}
                        onFocus={() => setPlace({ row, column })}
                        onKeyDown={(event) => press(event, row, column)}
                        onClick={() => mark(participant, session, nextMark(status === 'none' ? null : status))}
                      >
                        <span aria-hidden className={styles.letter}>
                          {t(`attendanceShort.${status}`)}
                        </span>
                      </td>
                    )
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </ScrollFrame>
      <p className={styles.legend}>
        {[...sessionAttendanceStatuses].map((status) => (
          <span key={status}>
            <b>{t(`attendanceShort.${status}`)}</b> {t(`attendance.${status}`)}
          </span>
        ))}
      </p>
    </>
  )
}

const far = Number.MAX_SAFE_INTEGER

const moves: Readonly<Record<string, (row: number, column: number, toEnd: boolean) => [row: number, column: number]>> = {
  ArrowUp: (row, column) => [row - 1, column],
  ArrowDown: (row, column) => [row + 1, column],
  ArrowLeft: (row, column) => [row, column - 1],
  ArrowRight: (row, column) => [row, column + 1],
  Home: (row, _column, toEnd) => [toEnd ? 0 : row, 0],
  End: (row, _column, toEnd) => [toEnd ? far : row, far],
  PageUp: (row, column) => [row - 10, column],
  PageDown: (row, column) => [row + 10, column],
}

function clamp(index: number, length: number): number {
  return Math.max(0, Math.min(index, length - 1))
}
