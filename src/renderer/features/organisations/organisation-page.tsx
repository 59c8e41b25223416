import { useQuery } from '@tanstack/react-query'
import { Pencil } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { organisations, type Organisation } from '#contract/organisations.ts'
import { api, client, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useRouteParam } from '#renderer/app/navigation.ts'
import { useUndo } from '#renderer/app/undo.ts'
import {
  Button, ButtonGroup, DescriptionList, ErrorState, Form, Loading, Page, partOf, Section, Stack, StatusChip, TextLink, useForm, useFormat, useLanguage, useTranslations,
} from '#renderer/ui/index.ts'
import { addressLines, municipalityByCode } from '#shared/postal.ts'
import { BarriersPart } from '#renderer/features/barriers/barriers-part.tsx'
import { NominationsPart } from '#renderer/features/bodies/nominations-part.tsx'
import { CustomFacts } from '#renderer/features/custom-fields/custom-facts.tsx'
import { CustomFieldset } from '#renderer/features/custom-fields/custom-fieldset.tsx'
import { HistoryList } from '#renderer/features/history/history-list.tsx'
import { NotesPart } from '#renderer/features/notes/notes-part.tsx'
import { RemoveButton } from '#renderer/features/removals/remove-button.tsx'
import { TagsPart } from '#renderer/features/tags/tags-part.tsx'
import { AffiliationsPart } from './affiliations-part.tsx'
import { OrganisationChanges } from './organisation-changes.tsx'
import { OrganisationFieldset } from './organisation-fields.tsx'
import { SupportPart } from './support-part.tsx'

/** One organisation: where it lies and lay, whom one reaches there, who speaks for it, what belongs to it, and its history. */
export function OrganisationPage() {
  const id = useRouteParam('organisationId')
  const t = useTranslations('organisations')
  const sayError = useErrorSentence()
  const { data: organisation, error, refetch } = useQuery(api.organisations.read.queryOptions({ input: { id } }))
  if (error) {
    return (
      <Page title={t('title')} windowTitle={t('title')}>
        <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>
      </Page>
    )
  }
  return organisation ? <Opened key={id} organisation={organisation} /> : <Loading />
}

function Opened({ organisation }: { organisation: Organisation }) {
  const t = useTranslations('organisations')
  const journal = useTranslations('journal')
  const canWrite = useCan('organisations.write')
  const canReadHistory = useCan('journal.read')
  const canReadInfluence = useCan('influence.read')
  const [isEditing, setEditing] = useState(false)
  return (
    <Page
      title={organisation.name}
      windowTitle={organisation.name}
      lead={
        <>
          {t(`kind.${organisation.kind}`)} {organisation.isEnded && <StatusChip tone="muted">{t('endedOn', { date: organisation.endsOn ?? '' })}</StatusChip>}
        </>
      }
      breadcrumbs={[{ label: t('title'), href: '/organisations' }, ...organisation.ancestors.map(({ id, name }) => ({ label: name, href: `/organisations/${id}` }))]}
      actions={
        canWrite &&
        !isEditing && (
          <ButtonGroup>
            <Button variant="primary" icon={Pencil} onPress={() => setEditing(true)}>
              {t('edit')}
            </Button>
            <OrganisationChanges organisation={organisation} />
            <RemoveButton thing={{ kind: 'organisation', id: organisation.id, version: organisation.version, name: organisation.name }} />
          </ButtonGroup>
        )
      }
    >
      {isEditing ? (
        <EditOrganisation organisation={organisation} onDone={() => setEditing(false)} />
      ) : (
        <Stack>
          <TagsPart of={{ kind: 'organisation', id: organisation.id }} tags={organisation.tags} />
          <Facts organisation={organisation} />
          <CustomFacts subject="organisation" values={organisation.customValues} />
          <AffiliationsPart organisationId={organisation.id} />
          <Belongings organisation={organisation} />
          {canReadInfluence && organisation.bodies.length > 0 && <BarriersPart of={{ host: organisation.id }} />}
          <SupportPart organisation={organisation} />
          <NotesPart subject={{ subjectTable: 'organisations', subjectId: organisation.id }} />
          {canReadHistory && (
            <Section title={journal('title')}>
              <HistoryList subjectId={organisation.id} />
            </Section>
          )}
        </Stack>
      )}
    </Page>
  )
}

function Facts({ organisation }: { organisation: Organisation }) {
  const t = useTranslations('organisations')
  const format = useFormat()
  const { mergedInto, mergedFrom, placements } = organisation
  const language = useLanguage()
  return (
    <DescriptionList
      items={[
        { label: t('fields.address'), value: addressLines(organisation, language).join(', ') },
        { label: t('fields.email'), value: organisation.email && <a href={`mailto:${organisation.email}`}>{organisation.email}</a> },
        { label: t('fields.phone'), value: organisation.phone },
        { label: t('fields.organisationNumber'), value: organisation.organisationNumber },
        organisation.countryCode === null && { label: t('fields.municipalityCode'), value: organisation.municipalityCode && municipalityByCode(organisation.municipalityCode)?.name },
        organisation.targetGroup !== null && { label: t('fields.targetGroup'), value: organisation.targetGroup },
        mergedInto !== null && { label: t('mergedInto'), value: <TextLink href={`/organisations/${mergedInto.id}`}>{mergedInto.name}</TextLink> },
        mergedFrom.length > 0 && { label: t('mergedFrom'), value: <LinkList items={mergedFrom} place="/organisations" detail={(one) => format.date(one.endsOn)} /> },
        placements.length > 0 && {
          label: t('placements'),
          value: placements.map((placement) => <div key={placement.id}>{t('placedUntil', { name: placement.parent?.name ?? t('noParent'), date: placement.endsOn })}</div>),
        },
        organisation.note !== null && { label: t('fields.note'), value: organisation.note },
      ]}
    />
  )
}

/** The bodies it hosts, what lies below it, the audits it takes part in and the grants it gives. */
function Belongings({ organisation }: { organisation: Organisation }) {
  const t = useTranslations('organisations')
  const bodyWords = useTranslations('bodies')
  const canReadBodies = useCan('bodies.read')
  const { bodies, children, audits, grants } = organisation
  return (
    <>
      <Section title={t('bodies')}>
        {bodies.length === 0 ? <p>{t('noBodies')}</p> : <LinkList items={bodies} place="/bodies" detail={(body) => body.status !== 'current' && t(`statusOf.${body.status}`)} />}
      </Section>
      {canReadBodies && <NominationsPart title={bodyWords('nomination.ofOrganisation')} of={{ organisationId: organisation.id }} />}
      <Section title={t('children')}>
        {children.length === 0 ? <p>{t('noChildren')}</p> : <LinkList items={children} place="/organisations" detail={(child) => (child.isEnded ? t('ended') : t(`kind.${child.kind}`))} />}
      </Section>
      {audits.length > 0 && (
        <Section title={t('audits')}>
          <LinkList items={audits} place="/audits" detail={(audit) => [audit.orderedOn, audit.isOrderer && t('ordered'), audit.isAudited && t('audited')].filter(Boolean).join(' · ')} />
        </Section>
      )}
      {grants.length > 0 && (
        <Section title={t('grants')}>
          <LinkList items={grants} place="/grants" detail={(grant) => `${grant.startsOn} – ${grant.endsOn ?? ''}`} />
        </Section>
      )}
    </>
  )
}

function LinkList<Item extends { id: string; name: string }>({ items, place, detail }: { items: readonly Item[]; place: string; detail: (item: Item) => ReactNode }) {
  return (
    <ul>
      {items.map((item) => (
        <li key={item.id}>
          <TextLink href={`${place}/${item.id}`}>{item.name}</TextLink> {detail(item)}
        </li>
      ))}
    </ul>
  )
}

function EditOrganisation({ organisation, onDone }: { organisation: Organisation; onDone(): void }) {
  const t = useTranslations('people')
  const { notifyUndoable } = useUndo()
  const { id, version, kind, name, organisationNumber, parentId, street, postcode, town, municipalityCode, countryCode, targetGroup, email, phone, note, customValues } = organisation
  const form = useForm({
    schema: inputSchema(organisations.update),
    draft: `organisations/${id}`,
    defaultValues: { id, version, kind, name, organisationNumber, parentId, street, postcode, town, municipalityCode, countryCode, targetGroup, email, phone, note, customValues },
    async save(values) {
      await client.organisations.update(values)
      await notifyUndoable(t('saved'))
      onDone()
    },
  })
  return (
    <Form form={form} onCancel={onDone}>
      <OrganisationFieldset form={partOf(form)} />
      <CustomFieldset subject="organisation" form={partOf(form)} />
    </Form>
  )
}
