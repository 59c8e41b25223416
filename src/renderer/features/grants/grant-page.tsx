import { useQuery } from '@tanstack/react-query'
import { ChartColumn } from 'lucide-react'
import { grants, type Grant } from '#contract/grants.ts'
import { api, client, useCan } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useRouteParam } from '#renderer/app/navigation.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { DescriptionList, Form, LinkButton, partOf, Section, TextLink, useForm, useFormat, useTranslations } from '#renderer/ui/index.ts'
import { RecordPage } from '#renderer/features/records/record-page.tsx'
import { GrantFieldset } from './grant-fields.tsx'
import { ReportDue } from './report-due.tsx'

/** One grant: its terms, what it pays for, its report and its history. */
export function GrantPage() {
  const id = useRouteParam('grantId')
  const t = useTranslations('grants')
  const reports = useTranslations('reports')
  const canReport = useCan('reports.make')
  return (
    <RecordPage
      read={useQuery(api.grants.read.queryOptions({ input: { id } }))}
      table="grants"
      kind={t('title')}
      list={{ label: reports('title'), href: '/reports' }}
      head={({ name, funderName, daysToReport }) => ({
        title: name,
        windowTitle: name,
        lead: (
          <>
            {funderName} <ReportDue daysToReport={daysToReport} />
          </>
        ),
      })}
      actions={(grant) =>
        canReport && (
          <LinkButton href={`/reports/funder?grantId=${grant.id}`} variant="primary" icon={ChartColumn}>
            {t('makeReport')}
          </LinkButton>
        )
      }
      Parts={Parts}
      edit={{ permission: 'grants.write', label: t('edit'), Form: EditGrant }}
    />
  )
}

function Parts({ row: grant }: { row: Grant }) {
  return (
    <>
      <Facts grant={grant} />
      <PaysFor grant={grant} />
    </>
  )
}

function Facts({ grant }: { grant: Grant }) {
  const t = useTranslations('grants')
  const format = useFormat()
  return (
    <DescriptionList
      items={[
        { label: t('fields.funder'), value: <TextLink href={`/organisations/${grant.funderOrganisationId}`}>{grant.funderName}</TextLink> },
        { label: t('fields.status'), value: t(`status.${grant.status}`) },
        { label: t('fields.period'), value: `${format.date(grant.startsOn)} – ${format.date(grant.endsOn)}` },
        { label: t('fields.amount'), value: grant.amountOre === null ? t('noAmount') : format.money(grant.amountOre) },
        { label: t('fields.reportDueOn'), value: grant.reportDueOn },
        { label: t('fields.costCentre'), value: grant.costCentre },
        { label: t('fields.reference'), value: grant.reference },
        grant.note !== null && { label: t('fields.note'), value: grant.note },
      ]}
    />
  )
}

function PaysFor({ grant }: { grant: Grant }) {
  const t = useTranslations('grants')
  const groups = [
    { title: t('bodies'), items: grant.bodies.map(({ id, name }) => ({ href: `/bodies/${id}`, name })) },
    { title: t('courseRounds'), items: grant.courseRounds.map(({ id, name, trainingName }) => ({ href: `/trainings/rounds/${id}`, name: `${trainingName}, ${name}` })) },
    { title: t('audits'), items: grant.audits.map(({ id, name }) => ({ href: `/audits/${id}`, name })) },
  ].filter((group) => group.items.length > 0)
  return (
    <Section title={t('paysFor')}>
      {groups.length === 0 && <p>{t('nothingTied')}</p>}
      {groups.map((group) => (
        <Section key={group.title} title={group.title} level={3}>
          <ul>
            {group.items.map((item) => (
              <li key={item.href}>
                <TextLink href={item.href}>{item.name}</TextLink>
              </li>
            ))}
          </ul>
        </Section>
      ))}
    </Section>
  )
}

function EditGrant({ row: grant, onDone }: { row: Grant; onDone(): void }) {
  const t = useTranslations('grants')
  const { notifyUndoable } = useUndo()
  const { id, version, funderOrganisationId, name, reference, costCentre, amountOre, startsOn, endsOn, reportDueOn, note } = grant
  const form = useForm({
    schema: inputSchema(grants.update),
    draft: `grants/${id}`,
    defaultValues: { id, version, funderOrganisationId, name, reference, costCentre, amountOre, startsOn, endsOn, reportDueOn, note },
    async save(values) {
      await client.grants.update(values)
      await notifyUndoable(t('updated'))
      onDone()
    },
  })
  return (
    <Form form={form} onCancel={onDone}>
      <GrantFieldset form={partOf(form)} />
    </Form>
  )
}
