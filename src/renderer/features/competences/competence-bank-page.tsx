import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { CircleMinus, CirclePlus, UsersRound } from 'lucide-react'
import { useState } from 'react'
import type { InputOf } from '#contract/base.ts'
import { competences, isCountedReason, type CompetenceCandidate, type ReasonCode, type Slot } from '#contract/competences.ts'
import { api, useErrorSentence } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { Checkbox, ComboBox, DateField, ErrorState, FieldRow, Fields, FilterSelect, Form, LinkButton, Loading, NumberField, Page, Pager, Section, SimpleTable, Stack, StatusChip, useForm, useTranslations } from '#renderer/ui/index.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { OrganisationPicker } from '#renderer/features/organisations/organisation-picker.tsx'
import { PersonLink } from '#renderer/features/people/person-name.tsx'
import { municipalityByCode } from '#shared/postal.ts'
import styles from './competences.module.css'
import { useCompetenceWords } from './words.ts'

const schema = inputSchema(competences.search)
type Search = InputOf<typeof competences.search>

/** Finds who fits what is needed, best first, each with the reasons for and against. */
export function CompetenceBankPage() {
  const t = useTranslations('competences')
  const [search, setSearch] = useState<Search>(schema.parse({}))
  return (
    <Page
      title={t('title')}
      windowTitle={t('title')}
      lead={t('lead')}
      actions={
        <LinkButton href="/competences/panels" icon={UsersRound}>
          {t('panelsLink')}
        </LinkButton>
      }
    >
      <Stack>
        <Section title={t('sections.search')}>
          <p>{t('notSensitive')}</p>
          <SearchForm onSearch={setSearch} />
        </Section>
        <Found search={search} onPage={(page) => setSearch({ ...search, offset: page * search.limit })} />
      </Stack>
    </Page>
  )
}

function SearchForm({ onSearch }: { onSearch: (search: Search) => void }) {
  const t = useTranslations('competences')
  const words = useCompetenceWords()
  const { data: areas } = useQuery(api.competences.listAreas.queryOptions({ input: {} }))
  const { data: courses } = useQuery(api.competences.listCourses.queryOptions({ input: {} }))
  const form = useForm({ schema, defaultValues: schema.parse({}), save: async (values) => onSearch(values) })
  const { values } = form
  return (
    <Form form={form} saveLabel={t('search')} showsState={false}>
      <Fields>
        <FieldRow>
          <FilterSelect label={t('fields.method')} allLabel={t('any')} value={values.method ?? undefined} onChange={(method) => form.set('method', method ?? null)} choices={words.methodChoices} />
          <FilterSelect label={t('fields.area')} allLabel={t('any')} value={values.areaId ?? undefined} onChange={(areaId) => form.set('areaId', areaId ?? null)} choices={(areas ?? []).map(({ id, name }) => ({ id, label: name }))} />
          <ComboBox label={t('fields.language')} choices={words.languageChoices} {...form.field('language')} />
          <FilterSelect label={t('fields.training')} allLabel={t('any')} value={values.training ?? undefined} onChange={(training) => form.set('training', training ?? null)} choices={(courses ?? []).map((name) => ({ id: name, label: name }))} />
        </FieldRow>
        <FieldRow>
          <FilterSelect
            label={t('fields.weekday')} allLabel={t('any')} width="narrow"
            value={values.weekday === null || values.weekday === undefined ? undefined : (String(values.weekday) as (typeof words.weekdayChoices)[number]['id'])}
            onChange={(weekday) => form.set('weekday', weekday === undefined ? null : Number(weekday))} choices={words.weekdayChoices}
          />
          <FilterSelect<Slot['partOfDay']> label={t('fields.partOfDay')} allLabel={t('any')} width="narrow" value={values.partOfDay ?? undefined} onChange={(partOfDay) => form.set('partOfDay', partOfDay ?? null)} choices={words.partOfDayChoices} />
          <DateField label={t('fields.date')} {...form.field('date')} />
        </FieldRow>
        <FieldRow>
          <ComboBox label={t('fields.municipality')} help={t('distanceHelp')} choices={words.municipalityChoices} {...form.field('municipalityCode')} />
          <OrganisationPicker label={t('fields.notWithHost')} {...form.field('notWithHostId')} />
          <NumberField label={t('fields.maxLoad')} {...form.field('maxLoad')} />
          <NumberField label={t('fields.weeklyHours')} unit={t('units.hours')} {...form.field('weeklyHours')} />
        </FieldRow>
        <Checkbox {...form.flag('isDigital')}>{t('fields.isDigital')}</Checkbox>
      </Fields>
    </Form>
  )
}

/** Whether anything is asked for. Where nothing is, nothing speaks for anybody. */
function isAsked({ offset: _offset, limit: _limit, ...wanted }: Search): boolean {
  return Object.values(wanted).some((value) => value !== null && value !== false)
}

function Found({ search, onPage }: { search: Search; onPage(page: number): void }) {
  const t = useTranslations('competences')
  const sayError = useErrorSentence()
  const { data, error, refetch } = useQuery({ ...api.competences.search.queryOptions({ input: search }), placeholderData: keepPreviousData })
  if (error) return <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>
  if (!data) return <Loading />
  const { total, rows } = data
  const asked = isAsked(search)
  const title = asked ? t('sections.found') : t('everybody')
  return (
    <Section title={title} actions={<TakeOutList list="competences" query={search} />}>
      <p role="status">{asked ? t('found', { count: total }) : t('inBank', { count: total })}</p>
      <SimpleTable<CompetenceCandidate>
        label={title}
        rows={rows}
        rowId={(row) => row.person.id}
        empty={<p>{t('noneFits')}</p>}
        columns={[
          { id: 'person', header: t('fields.person'), cell: (row) => <Proposed row={row} />, isRowHeader: true },
          ...(asked ? [{ id: 'reasons', header: t('fields.reasons'), cell: (row: CompetenceCandidate) => <Reasons row={row} /> }] : []),
          { id: 'load', header: t('fields.load'), cell: ({ load }) => t('load.short', { assignments: load.assignments, meetings: load.meetingsIn30Days }) },
          { id: 'home', header: t('fields.home'), cell: ({ municipalityCode }) => municipalityCode && municipalityByCode(municipalityCode)?.name, isExtra: true },
        ]}
      />
      <Pager page={search.offset / search.limit} pages={Math.ceil(total / search.limit)} onPage={onPage} />
    </Section>
  )
}

function Proposed({ row: { person, isAbsent } }: { row: CompetenceCandidate }) {
  const t = useTranslations('competences')
  return (
    <>
      <PersonLink person={person} /> {isAbsent && <StatusChip tone="need">{t('isAbsent')}</StatusChip>}
    </>
  )
}

function Reasons({ row: { reasons } }: { row: CompetenceCandidate }) {
  const t = useTranslations('competences')
  const sentenceOf = (code: ReasonCode, count = 0) => (isCountedReason(code) ? t(`countedReason.${code}`, { count }) : t(`reason.${code}`))
  return (
    <ul className={styles.reasons}>
      {reasons.map(({ code, sign, count }) => {
        const Icon = sign === 'plus' ? CirclePlus : CircleMinus
        return (
          <li key={code}>
            <Icon role="img" aria-label={t(sign)} /> <span>{sentenceOf(code, count)}</span>
          </li>
        )
      })}
    </ul>
  )
}
