import { useQuery } from '@tanstack/react-query'
import { Pencil, Plus } from 'lucide-react'
import { useState } from 'react'
import { competences, type CompetenceProfile } from '#contract/competences.ts'
import { api, client, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useAtOnce, useUndo } from '#renderer/app/undo.ts'
import {
  Button, ButtonGroup, DateField, DescriptionList, ErrorState, FieldRow, Fields, FormDialog, Loading, Section, SimpleTable, Stack, TextField, useForm, useFormat, useTranslations,
} from '#renderer/ui/index.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { systemClock } from '#shared/clock.ts'
import { EditCompetences } from './edit-competences.tsx'
import { useCompetenceWords } from './words.ts'

/** What a person can and wants to do, when and how far, and what she has already. */
export function CompetencePart({ personId, isProtected }: { personId: string; isProtected: boolean }) {
  const sayError = useErrorSentence()
  const { data: profile, error, refetch } = useQuery(api.competences.read.queryOptions({ input: { personId } }))
  if (error) return <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>
  return profile ? <Known personId={personId} isProtected={isProtected} profile={profile} /> : <Loading />
}

interface KnownProps {
  personId: string
  isProtected: boolean
  profile: CompetenceProfile
}

function Known({ personId, isProtected, profile }: KnownProps) {
  const t = useTranslations('competences')
  const canWrite = useCan('competences.write')
  const [mode, setMode] = useState<'shown' | 'editing' | 'edited'>('shown')
  if (mode === 'editing') return <EditCompetences personId={personId} profile={profile} onDone={() => setMode('edited')} />
  return (
    <Stack>
      <Section
        title={t('part')}
        actions={
          canWrite && (
            <Button icon={Pencil} autoFocus={mode === 'edited'} onPress={() => setMode('editing')}>
              {t('edit')}
            </Button>
          )
        }
      >
        <Methods profile={profile} />
        <Told profile={profile} />
      </Section>
      <LoadPart profile={profile} />
      <CoursesPart personId={personId} isProtected={isProtected} profile={profile} />
      <AbsencesPart personId={personId} isProtected={isProtected} profile={profile} />
    </Stack>
  )
}

function Methods({ profile: { can, wants, done } }: { profile: CompetenceProfile }) {
  const t = useTranslations('competences')
  const format = useFormat()
  const { methodName } = useCompetenceWords()
  const named = (methods: readonly (typeof can)[number][]) => (methods.length > 0 ? format.list(methods.map(methodName)) : t('notTold'))
  return (
    <DescriptionList
      items={[
        { label: t('fields.wants'), value: named(wants) },
        { label: t('fields.can'), value: named(can) },
        { label: t('fields.done'), value: done.length > 0 ? format.list(done.map(({ method, count }) => `${methodName(method)} (${t('times', { count })})`)) : t('nothing') },
      ]}
    />
  )
}

function Told({ profile }: { profile: CompetenceProfile }) {
  const t = useTranslations('competences')
  const format = useFormat()
  const { languageName, slotName, capital } = useCompetenceWords()
  const listed = (parts: readonly string[]) => (parts.length > 0 ? format.list(parts) : t('notTold'))
  const { maxKilometres, maxTravelMinutes, maxWeeklyHours } = profile
  return (
    <DescriptionList
      items={[
        { label: t('fields.areas'), value: listed(profile.areas.map(({ name }) => name)) },
        { label: t('fields.languages'), value: listed(profile.languages.map(languageName)) },
        { label: t('fields.availability'), value: capital(listed(profile.availability.map(slotName))) },
        { label: t('fields.travelMeans'), value: listed(profile.travelMeans.map((means) => t(`travelMeans.${means}`))) },
        { label: t('fields.maxKilometres'), value: maxKilometres === null ? t('notTold') : t('kilometres', { count: String(maxKilometres) }) },
        { label: t('fields.maxTravelMinutes'), value: maxTravelMinutes === null ? t('notTold') : t('minutes', { count: String(maxTravelMinutes) }) },
        { label: t('fields.maxWeeklyHours'), value: maxWeeklyHours === null ? t('notTold') : t('hours', { count: String(maxWeeklyHours) }) },
      ]}
    />
  )
}

const loads = ['assignments', 'meetingsIn30Days', 'meetingsIn90Days', 'courses', 'audits'] as const

function LoadPart({ profile: { load } }: { profile: CompetenceProfile }) {
  const t = useTranslations('competences')
  const format = useFormat()
  return (
    <Section title={t('sections.load')}>
      <DescriptionList items={loads.map((what) => ({ label: t(`load.${what}`), value: format.number(load[what]) }))} />
    </Section>
  )
}

function CoursesPart({ personId, isProtected, profile: { trained, otherCourses } }: KnownProps) {
  const t = useTranslations('competences')
  const format = useFormat()
  const canWrite = useCan('competences.write')
  const remove = useRemove()
  const [isAdding, setAdding] = useState(false)
  const rows = [
    ...trained.map(({ name, completedOn }) => ({ key: `${name} ${completedOn}`, name, takenOn: completedOn, isOwn: true, remove: undefined })),
    ...otherCourses.map(({ id, version, name, takenOn }) => ({ key: id, name, takenOn, isOwn: false, remove: () => remove(() => client.competences.removeCourse({ id, version })) })),
  ]
  return (
    <Section
      title={t('fields.trained')}
      actions={
        <ButtonGroup>
          {canWrite && (
            <Button icon={Plus} onPress={() => setAdding(true)}>
              {t('addCourse')}
            </Button>
          )}
          {!isProtected && rows.length > 0 && <TakeOutList list="personCourses" query={{ personId }} />}
        </ButtonGroup>
      }
    >
      <SimpleTable
        label={t('fields.trained')}
        rows={rows}
        rowId={(row) => row.key}
        empty={<p>{t('noCourses')}</p>}
        columns={[
          { id: 'name', header: t('fields.course'), cell: (row) => row.name, isRowHeader: true },
          { id: 'takenOn', header: t('fields.takenOn'), cell: (row) => format.date(row.takenOn) },
          { id: 'source', header: t('fields.source'), cell: (row) => (row.isOwn ? t('own') : t('elsewhere')) },
          ...(canWrite && otherCourses.length > 0
            ? [
                {
                  id: 'actions', header: t('actions'),
                  cell: (row: (typeof rows)[number]) =>
                    row.remove && (
                      <Button size="small" aria-label={t('removeCourse', { name: row.name })} onPress={() => void row.remove?.()}>
                        {t('remove')}
                      </Button>
                    ),
                },
              ]
            : []),
        ]}
      />
      {isAdding && <CourseDialog personId={personId} onClose={() => setAdding(false)} />}
    </Section>
  )
}

function AbsencesPart({ personId, isProtected, profile: { absences } }: KnownProps) {
  const t = useTranslations('competences')
  const format = useFormat()
  const canWrite = useCan('competences.write')
  const remove = useRemove()
  const [isAdding, setAdding] = useState(false)
  return (
    <Section
      title={t('sections.absences')}
      actions={
        <ButtonGroup>
          {canWrite && (
            <Button icon={Plus} onPress={() => setAdding(true)}>
              {t('addAbsence')}
            </Button>
          )}
          {!isProtected && absences.length > 0 && <TakeOutList list="personAbsences" query={{ personId }} />}
        </ButtonGroup>
      }
    >
      <SimpleTable
        label={t('sections.absences')}
        rows={absences}
        rowId={(row) => row.id}
        empty={<p>{t('noAbsences')}</p>}
        columns={[
          { id: 'startsOn', header: t('fields.startsOn'), cell: (row) => format.date(row.startsOn), isRowHeader: true },
          { id: 'endsOn', header: t('fields.endsOn'), cell: (row) => format.date(row.endsOn) },
          ...(canWrite
            ? [
                {
                  id: 'actions', header: t('actions'),
                  cell: ({ id, version, startsOn }: (typeof absences)[number]) => (
                    <Button size="small" aria-label={t('removeAbsence', { date: format.date(startsOn) })} onPress={() => void remove(() => client.competences.removeAbsence({ id, version }))}>
                      {t('remove')}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      {isAdding && <AbsenceDialog personId={personId} onClose={() => setAdding(false)} />}
    </Section>
  )
}

/** Takes something away at once; the notice offers to undo it. */
function useRemove(): (work: () => Promise<unknown>) => Promise<void> {
  const t = useTranslations('competences')
  const atOnce = useAtOnce()
  return (work) => atOnce(work, t('removed'))
}

interface AddProps {
  personId: string
  onClose(): void
}

function CourseDialog({ personId, onClose }: AddProps) {
  const t = useTranslations('competences')
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(competences.addCourse),
    defaultValues: { personId, name: '', takenOn: systemClock.today() },
    async save(values) {
      await client.competences.addCourse(values)
      await notifyUndoable(t('saved'))
      onClose()
    },
  })
  return (
    <FormDialog title={t('addCourse')} onClose={onClose} form={form} saveLabel={t('addCourse')}>
      <Fields>
        <TextField label={t('fields.course')} {...form.text('name')} />
        <DateField label={t('fields.takenOn')} {...form.field('takenOn')} />
      </Fields>
    </FormDialog>
  )
}

function AbsenceDialog({ personId, onClose }: AddProps) {
  const t = useTranslations('competences')
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(competences.addAbsence),
    defaultValues: { personId, startsOn: systemClock.today(), endsOn: systemClock.today() },
    async save(values) {
      await client.competences.addAbsence(values)
      await notifyUndoable(t('saved'))
      onClose()
    },
  })
  return (
    <FormDialog title={t('addAbsence')} onClose={onClose} form={form} saveLabel={t('addAbsence')} intro={<p>{t('absenceHelp')}</p>}>
      <FieldRow>
        <DateField label={t('fields.startsOn')} {...form.field('startsOn')} />
        <DateField label={t('fields.endsOn')} {...form.field('endsOn')} />
      </FieldRow>
    </FormDialog>
  )
}
