import { parseDate, type CalendarDate } from '@internationalized/date'
import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-react'
import {
  Button, Calendar, CalendarCell, CalendarGrid, CalendarGridBody, CalendarGridHeader, CalendarHeaderCell, Dialog, DialogTrigger, Heading, Popover,
} from 'react-aria-components'
import { isLocalDate, type LocalDate, type LocalTime } from '#shared/dates.ts'
import { systemClock } from '#shared/clock.ts'
import styles from './date-field.module.css'
import fieldStyles from './field.module.css'
import { useTranslations } from './i18n.ts'
import { ParsedField, type ParsedFieldProps } from './parsed-field.tsx'
import { parseTypedBirthDate, parseTypedDate, parseTypedTime } from './typed-dates.ts'

export interface DateFieldProps extends ParsedFieldProps<LocalDate> {
  /** A date of birth: six digits are read as in an identity number, and there is no calendar, since typing is quicker. */
  isBirthDate?: boolean
}

/** A date, typed: 2026-11-21, 20261121, 211126 or 21/11. The calendar is there for those who want it. */
export function DateField({ isBirthDate = false, ...props }: DateFieldProps) {
  const t = useTranslations('ui')
  const isChangeable = !isBirthDate && !props.isDisabled && !props.isReadOnly
  return (
    <ParsedField<LocalDate>
      {...props}
      help={props.help ?? t(isBirthDate ? 'birthDateHelp' : 'dateHelp')}
      parse={(text) => (isBirthDate ? parseTypedBirthDate : parseTypedDate)(text, systemClock.today())}
      format={(value) => value}
      width="narrow"
      inputMode="text"
      button={isChangeable && <CalendarButton label={props.label} value={props.value} onPick={props.onChange} />}
    />
  )
}

function CalendarButton({ label, value, onPick }: { label: string; value: string | null; onPick: (date: LocalDate) => void }) {
  const t = useTranslations('ui')
  return (
    <DialogTrigger>
      <Button className={fieldStyles.inside} aria-label={t('openCalendar', { label })}>
        <CalendarDays aria-hidden />
      </Button>
      <Popover className={styles.popover}>
        <Dialog aria-label={t('openCalendar', { label })}>
          {({ close }) => (
            <MonthCalendar
              value={value}
              onPick={(date) => {
                onPick(date)
                close()
              }}
            />
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

function MonthCalendar({ value, onPick }: { value: string | null; onPick: (date: LocalDate) => void }) {
  const t = useTranslations('ui')
  const selected = value !== null && isLocalDate(value) ? parseDate(value) : null
  return (
    <Calendar<CalendarDate> autoFocus value={selected} firstDayOfWeek="mon" onChange={(date) => onPick(date.toString() as LocalDate)}>
      <div className={styles.head}>
        <Button slot="previous" className={styles.step} aria-label={t('previousMonth')}>
          <ChevronLeft aria-hidden />
        </Button>
        <Heading className={styles.heading} />
        <Button slot="next" className={styles.step} aria-label={t('nextMonth')}>
          <ChevronRight aria-hidden />
        </Button>
      </div>
      <CalendarGrid weekdayStyle="short">
        <CalendarGridHeader>{(day) => <CalendarHeaderCell className={styles.weekday}>{day}</CalendarHeaderCell>}</CalendarGridHeader>
        <CalendarGridBody>{(date) => <CalendarCell date={date} className={styles.day} />}</CalendarGridBody>
      </CalendarGrid>
    </Calendar>
  )
}

/** A clock time, typed: 13:30, 13.30, 1330 or 9. */
export function TimeField(props: ParsedFieldProps<LocalTime>) {
  const t = useTranslations('ui')
  return (
    <ParsedField<LocalTime>
      {...props}
      help={props.help ?? t('timeHelp')}
      parse={parseTypedTime}
      format={(value) => value}
      width="narrow"
      inputMode="text"
    />
  )
}
