import { CalendarX2, Ellipsis, Plus, RotateCw, SlidersHorizontal, UserPen, UserPlus } from 'lucide-react'
import { useState } from 'react'
import type { Assignment, Body, Nomination, Seat } from '#contract/bodies.ts'
import { useCan } from '#renderer/api/index.ts'
import { Button, ButtonGroup, EmptyState, IconButton, Menu, Section, StatusChip, useFormat, useTranslations } from '#renderer/ui/index.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { PersonLink, usePersonName } from '#renderer/features/people/person-name.tsx'
import { systemClock } from '#shared/clock.ts'
import { AppointDialog, type Proposed } from './appoint-dialog.tsx'
import { useDeputySentence } from './deputy-rules.tsx'
import { EndAssignmentDialog } from './end-dialogs.tsx'
import { NominateDialog, NominationsPart } from './nominations-part.tsx'
import { seatLines, usePeriodText, usePlaceName, useResignationText } from './places.ts'
import { AddSeatDialog, ChangeSeatDialog, EndSeatDialog } from './seat-dialogs.tsx'
import { SeatTable } from './seat-table.tsx'
import styles from './seat-table.module.css'

/** What is being done with a seat right now. */
type Doing = { readonly what: 'appoint' | 'change' | 'end' | 'nominate'; readonly seat: Seat; readonly proposed?: Proposed } | { readonly what: 'endAssignment'; readonly assignment: Assignment } | { readonly what: 'add' }

/** A body's seats, who holds them, and appointing and ending. */
export function SeatsPart({ body }: { body: Body }) {
  const t = useTranslations('bodies')
  const sentence = useDeputySentence()
  const canWrite = useCan('bodies.write')
  const [doing, setDoing] = useState<Doing>()
  const close = () => setDoing(undefined)
  const choose = ({ id, seatId, person, nominatedBy }: Nomination) => {
    const seat = body.seats.find((one) => one.id === seatId)
    if (seat) setDoing({ what: 'appoint', seat, proposed: { person, onBehalfOfOrganisationId: nominatedBy?.id ?? null, nominationId: id } })
  }
  const [open, ended] = [body.seats.filter((seat) => seat.status !== 'ended'), body.seats.filter((seat) => seat.status === 'ended')]
  return (
    <>
      <Section
        title={t('sections.seats')}
        actions={
          <ButtonGroup>
            {canWrite && body.status !== 'ended' && (
              <Button icon={Plus} onPress={() => setDoing({ what: 'add' })}>
                {t('addSeat')}
              </Button>
            )}
            {body.seats.length > 0 && <TakeOutList list="seats" query={{ id: body.id }} />}
          </ButtonGroup>
        }
      >
        {open.length === 0 ? (
          <EmptyState title={t('noSeats')}>{t('noSeatsHelp')}</EmptyState>
        ) : (
          <>
            <p>
              {t('seatsToday')} {sentence(body, systemClock.today())}
            </p>
            <Seats label={t('sections.seats')} seats={open} onDo={setDoing} />
          </>
        )}
      </Section>
      <NominationsPart title={t('nomination.title')} of={{ bodyId: body.id }} onChoose={choose} />
      {ended.length > 0 && (
        <Section title={t('endedSeats')} level={3}>
          <Seats label={t('endedSeats')} seats={ended} onDo={setDoing} />
        </Section>
      )}
      {doing?.what === 'add' && <AddSeatDialog body={body} onClose={close} />}
      {doing?.what === 'appoint' && <AppointDialog seat={doing.seat} body={body} proposed={doing.proposed} onClose={close} />}
      {doing?.what === 'nominate' && <NominateDialog seat={doing.seat} onClose={close} />}
      {doing?.what === 'change' && <ChangeSeatDialog seat={doing.seat} onClose={close} />}
      {doing?.what === 'end' && <EndSeatDialog seat={doing.seat} onClose={close} />}
      {doing?.what === 'endAssignment' && <EndAssignmentDialog assignment={doing.assignment} onClose={close} />}
    </>
  )
}

function Seats({ label, seats, onDo }: { label: string; seats: readonly Seat[]; onDo(doing: Doing): void }) {
  return (
    <SeatTable label={label} lines={seatLines(seats, (seat) => seat.id)} seatId={(seat) => seat.id} position={(seat) => seat.position}>
      {(seat) => <SeatCell seat={seat} onDo={onDo} />}
    </SeatTable>
  )
}

function SeatCell({ seat, onDo }: { seat: Seat; onDo(doing: Doing): void }) {
  const t = useTranslations('bodies')
  const periodText = usePeriodText()
  const canAppoint = useCan('assignments.write') && seat.status !== 'ended'
  const holder = seat.assignments.find((assignment) => assignment.id === seat.holderAssignmentId)
  const next = seat.assignments.filter((assignment) => assignment.status === 'future').toReversed()
  const earlier = seat.assignments.filter((assignment) => assignment.status === 'ended')
  return (
    <div className={styles.holder}>
      {holder ? <Holder assignment={holder} /> : seat.status === 'current' && <StatusChip tone="need">{t('emptySeat')}</StatusChip>}
      {seat.status !== 'current' && <span className={styles.quiet}>{periodText(seat)}</span>}
      {seat.reservedFor && <span className={styles.quiet}>{t('reservedFor', { organisation: seat.reservedFor.name })}</span>}
      {next.map((assignment) => (
        <Next key={assignment.id} assignment={assignment} />
      ))}
      {canAppoint && <SeatActions seat={seat} holder={holder} onDo={onDo} />}
      {earlier.length > 0 && <Earlier assignments={earlier} />}
    </div>
  )
}

function Holder({ assignment }: { assignment: Assignment }) {
  const t = useTranslations('bodies')
  const format = useFormat()
  const periodText = usePeriodText()
  const resigned = useResignationText()
  const decided = { date: format.date(assignment.decidedOn) }
  return (
    <>
      <span className={styles.name}>
        <PersonLink person={assignment.person} />
      </span>
      {assignment.onBehalfOf && <span>{t('speaksFor', { organisation: assignment.onBehalfOf.name })}</span>}
      <span className={styles.quiet}>{periodText(assignment)}</span>
      <span className={styles.quiet}>{assignment.decisionReference ? t('decidedWith', { ...decided, reference: assignment.decisionReference }) : t('decided', decided)}</span>
      {assignment.overrideReason && <span className={styles.quiet}>{t('terms.overridden', { reason: assignment.overrideReason })}</span>}
      {assignment.resignation && <span className={styles.quiet}>{resigned(assignment.resignation)}</span>}
      {(assignment.role !== 'member' || assignment.isEndingSoon) && (
        <span className={styles.chips}>
          {assignment.role !== 'member' && <StatusChip>{t(`role.${assignment.role}`)}</StatusChip>}
          {assignment.isEndingSoon && <StatusChip tone="need">{t('endingSoon')}</StatusChip>}
        </span>
      )}
    </>
  )
}

function Next({ assignment }: { assignment: Assignment }) {
  const t = useTranslations('bodies')
  const nameOf = usePersonName()
  const periodText = usePeriodText()
  return <span className={styles.quiet}>{t('nextHolder', { name: nameOf(assignment.person), period: periodText(assignment) })}</span>
}

function SeatActions({ seat, holder, onDo }: { seat: Seat; holder: Assignment | undefined; onDo(doing: Doing): void }) {
  const t = useTranslations('bodies')
  const canWriteSeats = useCan('bodies.write')
  const place = usePlaceName()(seat)
  const nameOf = usePersonName()
  const appoint = () => onDo({ what: 'appoint', seat })
  return (
    <div className={styles.actions} data-print="hide">
      {holder ? (
        <Button size="small" aria-label={t('endAssignmentOf', { name: nameOf(holder.person) })} onPress={() => onDo({ what: 'endAssignment', assignment: holder })}>
          {t('endAssignment')}
        </Button>
      ) : (
        <Button size="small" icon={UserPlus} aria-label={t('appointTo', { place })} onPress={appoint}>
          {t('appoint')}
        </Button>
      )}
      <Menu
        label={t('seatActions', { place })}
        trigger={<IconButton icon={Ellipsis} label={t('seatActions', { place })} />}
        actions={[
          { id: 'appoint', label: t('appoint'), icon: UserPlus, onAction: appoint },
          { id: 'nominate', label: t('nomination.nominate'), icon: UserPen, onAction: () => onDo({ what: 'nominate', seat }) },
          ...(holder?.endsOn
            ? [{ id: 'reelect', label: t('terms.reelect'), icon: RotateCw, onAction: () => onDo({ what: 'appoint', seat, proposed: { person: holder.person, onBehalfOfOrganisationId: holder.onBehalfOf?.id ?? null, role: holder.role } }) }]
            : []),
          ...(canWriteSeats
            ? [
                { id: 'change', label: t('changeSeat'), icon: SlidersHorizontal, onAction: () => onDo({ what: 'change', seat }) },
                { id: 'end', label: t('endSeat'), icon: CalendarX2, onAction: () => onDo({ what: 'end', seat }) },
              ]
            : []),
        ]}
      />
    </div>
  )
}

function Earlier({ assignments }: { assignments: readonly Assignment[] }) {
  const t = useTranslations('bodies')
  const periodText = usePeriodText()
  const resigned = useResignationText()
  return (
    <details className={styles.earlier}>
      <summary>{t('earlierHolders', { count: assignments.length })}</summary>
      <ul role="list">
        {assignments.map((assignment) => (
          <li key={assignment.id}>
            <PersonLink person={assignment.person} /> <span className={styles.quiet}>{[periodText(assignment), assignment.endReason, assignment.resignation && resigned(assignment.resignation)].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
