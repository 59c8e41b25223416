import { useQuery } from '@tanstack/react-query'
import { Pencil } from 'lucide-react'
import { useState } from 'react'
import { organisations } from '#contract/organisations.ts'
import { api, client, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useRouteParam } from '#renderer/app/navigation.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { Button, DescriptionList, ErrorState, Form, Loading, Page, partOf, Section, Stack, TextLink, useForm, useTranslations } from '#renderer/ui/index.ts'
import { municipalityByCode } from '#shared/postal.ts'
import { HistoryList } from '#renderer/features/history/history-list.tsx'
import { OrganisationFieldset } from './organisation-fields.tsx'

type Organisation = Awaited<ReturnType<typeof client.organisations.read>>

/** One organisation: its details, what lies below it, the bodies it hosts and its history. */
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
  const [isEditing, setEditing] = useState(false)
  return (
    <Page
      title={organisation.name}
      windowTitle={organisation.name}
      lead={t(`kind.${organisation.kind}`)}
      breadcrumbs={[
        { label: t('title'), href: '/organisations' },
        ...(organisation.parentId && organisation.parentName ? [{ label: organisation.parentName, href: `/organisations/${organisation.parentId}` }] : []),
      ]}
      actions={
        canWrite &&
        !isEditing && (
          <Button variant="primary" icon={Pencil} onPress={() => setEditing(true)}>
            {t('edit')}
          </Button>
        )
      }
    >
      {isEditing ? (
        <EditOrganisation organisation={organisation} onDone={() => setEditing(false)} />
      ) : (
        <Stack>
          <DescriptionList
            items={[
              { label: t('fields.contactName'), value: organisation.contactName },
              { label: t('fields.email'), value: organisation.email && <a href={`mailto:${organisation.email}`}>{organisation.email}</a> },
              { label: t('fields.phone'), value: organisation.phone },
              { label: t('fields.organisationNumber'), value: organisation.organisationNumber },
              { label: t('fields.municipalityCode'), value: organisation.municipalityCode && municipalityByCode(organisation.municipalityCode)?.name },
              organisation.note !== null && { label: t('fields.note'), value: organisation.note },
            ]}
          />
          <Linked title={t('bodies')} nothing={t('noBodies')} items={organisation.bodies} place="/bodies" />
          <Linked title={t('children')} nothing={t('noChildren')} items={organisation.children} place="/organisations" />
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

function Linked({ title, nothing, items, place }: { title: string; nothing: string; items: readonly { id: string; name: string }[]; place: string }) {
  return (
    <Section title={title}>
      {items.length === 0 ? (
        <p>{nothing}</p>
      ) : (
        <ul>
          {items.map((item) => (
            <li key={item.id}>
              <TextLink href={`${place}/${item.id}`}>{item.name}</TextLink>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function EditOrganisation({ organisation, onDone }: { organisation: Organisation; onDone(): void }) {
  const t = useTranslations('people')
  const { notifyUndoable } = useUndo()
  const { children: _children, bodies: _bodies, parentName: _parentName, ...fields } = organisation
  const form = useForm({
    schema: inputSchema(organisations.update),
    defaultValues: fields,
    async save(values) {
      await client.organisations.update(values)
      await notifyUndoable(t('saved'))
      onDone()
    },
  })
  return (
    <Form form={form} onCancel={onDone}>
      <OrganisationFieldset form={partOf(form)} />
    </Form>
  )
}
