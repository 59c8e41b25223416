import { Circle, CircleCheck, FileUp, UserPlus, UsersRound } from 'lucide-react'
import { useEffect, useState } from 'react'
import { attendanceStatuses, meetings, type Invitation, type Meeting } from '#contract/meetings.ts'
import { channels } from '#contract/person-choices.ts'
import { client } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { Button, ButtonGroup, DateField, FieldRow, Form, partOf, Section, Select, useForm, useTranslations, type TalanForm } from '#renderer/ui/index.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { usePersonName } from '#renderer/features/people/person-name.tsx'
import { systemClock } from '#shared/clock.ts'
import type { LocalDate } from '#shared/dates.ts'
import { AddCompanionDialog } from './add-companion-dialog.tsx'
import { allPresent, countRows, roleOf, toRows, type AttendanceRow } from './attendance-rows.ts'
import { InvitedPerson } from './invitation.tsx'
import { SheetDialog, withSheet } from './sheet-dialog.tsx'
import { cellMark, moveBetweenRows } from './use-row-keys.ts'
import styles from './attendance.module.css'

interface AttendanceValues {
  meetingId: string
  rows: AttendanceRow[]
  excuses?: { answeredOn: LocalDate; channel: (typeof channels)[number] } | null | undefined
}
type AttendanceForm = TalanForm<AttendanceValues>
type TableForm = TalanForm<Pick<AttendanceValues, 'meetingId' | 'rows'>>

/** The keyboard grid where attendance is recorded. Before the day only excuses can be noted. */
export function AttendancePart({ meeting, onDirty }: { meeting: Meeting; onDirty(isDirty: boolean): void }) {
  const t = useTranslations('meetings')
  const { notifyUndoable } = useUndo()
  const [isAddingCompanion, setAddingCompanion] = useState(false)
  const [isReadingSheet, setReadingSheet] = useState(false)
  const isBefore = meeting.state === 'planned'
  const form: AttendanceForm = partOf(useForm({
    schema: inputSchema(meetings.recordAttendance),
    defaultValues: savedValues(meeting),
    async save(values) {
      await client.meetings.recordAttendance(values)
      await notifyUndoable(t('attendanceSaved'))
    },
  }))
  const rows = useRowsInStep(form, meeting)
  useEffect(() => onDirty(form.isDirty), [form.isDirty, onDirty])

  return (
    <Section
      title={isBefore ? t('sections.invitations') : t('sections.attendance')}
      actions={
        <ButtonGroup>
          {!isBefore && (
            <Button icon={UsersRound} onPress={() => form.set('rows', allPresent(rows))}>
              {t('allPresent')}
            </Button>
          )}
          {!isBefore && (
            <Button icon={UserPlus} onPress={() => setAddingCompanion(true)}>
              {t('addCompanion')}
            </Button>
          )}
          {!isBefore && (
            <Button icon={FileUp} onPress={() => setReadingSheet(true)}>
              {t('sheet.read')}
            </Button>
          )}
          <TakeOutList list="attendance" query={{ id: meeting.id }} />
        </ButtonGroup>
      }
    >
      <p>{isBefore ? t('attendanceLater') : t('attendanceHelp')}</p>
      <Form form={form} saveLabel={isBefore ? t('saveExcuses') : t('saveAttendance')}>
        <AttendanceTable form={partOf(form)} meeting={meeting} rows={rows} isBefore={isBefore} />
        {rows.some((row) => isNewExcuse(row, meeting)) && <HowExcusesCame form={form} />}
        {!isBefore && <p role="status">{t('summary', countRows(rows))}</p>}
      </Form>
      {isReadingSheet && <SheetDialog meeting={meeting} onTake={(sheet) => form.set('rows', withSheet(rows, sheet))} onClose={() => setReadingSheet(false)} />}
      {isAddingCompanion && <AddCompanionDialog meetingId={meeting.id} onClose={() => setAddingCompanion(false)} />}
    </Section>
  )
}

/** What is saved. Excuses have come at the latest on the day of the meeting, most of them by telephone. */
function savedValues(meeting: Meeting): AttendanceValues {
  const today = systemClock.today()
  return { meetingId: meeting.id, rows: toRows(meeting.invitations), excuses: { answeredOn: meeting.heldOn < today ? meeting.heldOn : today, channel: 'phone' } }
}

function isNewExcuse({ personId, status }: AttendanceRow, { invitations }: Meeting): boolean {
  const saved = invitations.find(({ person }) => person.id === personId)
  return status === 'excused' && saved?.kind !== null && saved?.attendance?.status !== 'excused'
}

/** When and how the excuses came that are ticked now; they are then among the answers. */
function HowExcusesCame({ form }: { form: AttendanceForm }) {
  const t = useTranslations('meetings')
  const mailings = useTranslations('mailings')
  return (
    <FieldRow>
      <DateField label={t('fields.excusedOn')} {...form.field('excuses.answeredOn')} />
      <Select label={t('fields.excuseChannel')} width="narrow" choices={channels.map((id) => ({ id, label: mailings(`channel.${id}`) }))} {...form.field('excuses.channel')} />
    </FieldRow>
  )
}

/** Lets the form follow what is saved elsewhere, without losing what is typed here. */
function useRowsInStep(form: AttendanceForm, meeting: Meeting): AttendanceRow[] {
  const { rows } = form.values
  useEffect(() => {
    const saved = toRows(meeting.invitations)
    if (!form.isDirty) form.reset(savedValues(meeting))
    else if (saved.some((row) => !rows.some(({ personId }) => personId === row.personId))) {
      form.set('rows', saved.map((row) => rows.find(({ personId }) => personId === row.personId) ?? row))
    }
    // Only what comes from the core sets the form; typing does not.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [meeting])
  return rows
}

interface TableProps {
  form: TableForm
  meeting: Meeting
  rows: readonly AttendanceRow[]
  isBefore: boolean
}

/** The rows to record in, also when approved attendance is corrected. */
export function AttendanceTable({ form, meeting, rows, isBefore }: TableProps) {
  const t = useTranslations('meetings')
  const headers = [t('fields.person'), ...(isBefore ? [t('status.excused')] : [t('fields.status'), t('fields.role'), t('fields.travelMinutes'), t('fields.drivenKilometres')])]
  return (
    <div className={styles.scope}>
      {/* The roles are said outright, since a narrow window shows the cells under one another. */}
      <table className={styles.table} role="table" aria-label={t('sections.attendance')}>
        <thead role="rowgroup">
          <tr role="row">
            {headers.map((header) => (
              <th key={header} scope="col" role="columnheader">
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" onKeyDownCapture={moveBetweenRows}>
          {rows.map((row, index) => {
            const invitation = meeting.invitations.find(({ person }) => person.id === row.personId)
            return invitation && <AttendanceLine key={row.personId} {...{ form, meeting, rows, isBefore, row, index, invitation }} />
          })}
        </tbody>
      </table>
    </div>
  )
}

interface LineProps extends TableProps {
  row: AttendanceRow
  index: number
  invitation: Invitation
}

function AttendanceLine(props: LineProps) {
  const { meeting, isBefore, invitation } = props
  const t = useTranslations('meetings')
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        <InvitedPerson invitation={invitation} among={meeting.invitations} />
      </th>
      <td role="cell">
        {isBefore ? <Excuse {...props} /> : <StatusChoice {...props} />}
      </td>
      {!isBefore && (
        <>
          <td role="cell">
            <RoleChoice {...props} />
          </td>
          <td role="cell">
            <TravelField {...props} name="travelMinutes" label={t('fields.travelMinutes')} />
          </td>
          <td role="cell">
            <TravelField {...props} name="drivenKilometres" label={t('fields.drivenKilometres')} />
            <SameTravel {...props} />
          </td>
        </>
      )}
    </tr>
  )
}

function StatusChoice({ form, row, index, invitation }: LineProps) {
  const t = useTranslations('meetings')
  const nameOf = usePersonName()
  const field = form.field(`rows.${index}.status`)
  return (
    <fieldset className={styles.anchor} aria-label={`${t('fields.status')}, ${nameOf(invitation.person)}`}>
      <span aria-hidden className={styles.columnName}>
        {t('fields.status')}
      </span>
      <span className={styles.choices}>
        {attendanceStatuses.map((status) => (
          <label key={status} className={styles.choice}>
            <input
              type="radio"
              name={`status-${row.personId}`}
              value={status}
              checked={row.status === status}
              onChange={() => form.set(`rows.${index}.status`, status)}
              data-field={field['data-field']}
              {...cellMark('status')}
            />
            <Mark isChosen={row.status === status} />
            {t(`statusShort.${status}`)}
          </label>
        ))}
      </span>
      <Fault text={field.error} />
    </fieldset>
  )
}

/** Before the day only an excuse can be noted, and taken back. */
function Excuse({ form, row, index, invitation }: LineProps) {
  const t = useTranslations('meetings')
  const nameOf = usePersonName()
  const isExcused = row.status === 'excused'
  return (
    <label className={styles.choice}>
      <input
        type="checkbox"
        checked={isExcused}
        aria-label={`${t('status.excused')}, ${nameOf(invitation.person)}`}
        onChange={() => form.set(`rows.${index}.status`, isExcused ? null : 'excused')}
        {...cellMark('status')}
      />
      <Mark isChosen={isExcused} />
      {t('statusShort.excused')}
    </label>
  )
}

function Mark({ isChosen }: { isChosen: boolean }) {
  return isChosen ? <CircleCheck aria-hidden /> : <Circle aria-hidden />
}

function RoleChoice({ form, row, rows, index, invitation }: LineProps) {
  const t = useTranslations('meetings')
  const nameOf = usePersonName()
  const field = form.field(`rows.${index}.role`)
  if (row.status !== 'present') return null
  const bySeat = roleOf(invitation, rows)
  if (invitation.kind !== 'deputy') return <span>{t(`roleShort.${bySeat}`)}</span>
  return (
    <label className={styles.anchor}>
      <span className={styles.columnName}>{t('fields.role')}, {nameOf(invitation.person)}</span>
      <select
        className={styles.input}
        value={row.role ?? bySeat}
        data-field={field['data-field']}
        onChange={(event) => form.set(`rows.${index}.role`, event.target.value === bySeat ? null : (event.target.value as AttendanceRow['role']))}
        {...cellMark('role')}
      >
        {(['servingDeputy', 'attendingDeputy'] as const).map((role) => (
          <option key={role} value={role}>
            {t(`roleShort.${role}`)}
          </option>
        ))}
      </select>
      <Fault text={field.error} />
    </label>
  )
}

/** Whole minutes or kilometres. What cannot be read stays as typed and is refused by the schema. */
function TravelField({ form, row, index, invitation, name, label }: LineProps & { name: 'travelMinutes' | 'drivenKilometres'; label: string }) {
  const nameOf = usePersonName()
  const field = form.field(`rows.${index}.${name}`)
  const value: number | string | undefined = row[name]
  if (row.status !== 'present') return null
  return (
    <label className={styles.anchor} data-field={field['data-field']}>
      <span className={styles.columnName} data-field-label>
        {label}, {nameOf(invitation.person)}
      </span>
      <input
        type="text"
        inputMode="numeric"
        autoComplete="off"
        className={`${styles.input} ${styles.number}`}
        value={value === 0 || value === undefined ? '' : String(value)}
        aria-invalid={field.error !== undefined}
        onChange={(event) => field.onChange(readWhole(event.target.value))}
        onBlur={field.onBlur}
        {...cellMark(name)}
      />
      <Fault text={field.error} />
    </label>
  )
}

function readWhole(text: string): number | string {
  const trimmed = text.trim()
  return /^\d*$/u.test(trimmed) ? Number(trimmed) : text
}

/** Offers the travel of the latest meeting, so that nobody need look it up. */
function SameTravel({ form, row, index, invitation: { latestTravel }, meeting }: LineProps) {
  const t = useTranslations('meetings')
  if (!latestTravel || meeting.isDigital || row.status !== 'present') return null
  const { travelMinutes, drivenKilometres } = latestTravel
  if (travelMinutes + drivenKilometres === 0 || (row.travelMinutes ?? 0) !== 0 || (row.drivenKilometres ?? 0) !== 0) return null
  return (
    <Button
      size="small"
      variant="quiet"
      onPress={() => {
        form.set(`rows.${index}.travelMinutes`, travelMinutes)
        form.set(`rows.${index}.drivenKilometres`, drivenKilometres)
      }}
    >
      {t('sameTravelAsLast', { minutes: String(travelMinutes), kilometres: String(drivenKilometres) })}
    </Button>
  )
}

function Fault({ text }: { text: string | undefined }) {
  return text ? <span className={styles.fault}>{text}</span> : null
}
