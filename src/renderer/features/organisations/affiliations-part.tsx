import { useQuery } from '@tanstack/react-query'
import { Pencil, UserPlus } from 'lucide-react'
import { useState } from 'react'
import type { OrganisationContact, OrganisationLink } from '#contract/affiliations.ts'
import { api, type client, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { Button, ButtonGroup, ErrorState, Loading, Section, SimpleTable, StatusChip, TextLink, useFormat, useTranslations, type GridColumn } from '#renderer/ui/index.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { PersonLink, usePersonName } from '#renderer/features/people/person-name.tsx'
import type { LocalDate } from '#shared/dates.ts'
import { ContactDialog } from './contact-dialog.tsx'
import { LinkDialog } from './link-dialog.tsx'

const tones = { current: 'good', ended: 'muted', future: 'neutral' } as const

/** Whom one reaches at an organisation, who speaks for it, and who belongs to it. */
export function AffiliationsPart({ organisationId }: { organisationId: string }) {
  const sayError = useErrorSentence()
  const { data, error, refetch } = useQuery(api.affiliations.ofOrganisation.queryOptions({ input: { organisationId } }))
  if (error) return <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>
  if (!data) return <Loading />
  return (
    <>
      <Contacts organisationId={organisationId} contacts={data.contacts} />
      <Speakers organisationId={organisationId} speakers={data.speakers} />
      <Links organisationId={organisationId} links={data.links} />
    </>
  )
}

interface Dated {
  readonly startsOn: LocalDate
  readonly endsOn: LocalDate | null
  readonly status: keyof typeof tones
}

/** From when to when something is so, and whether it is so now. */
export function usePeriodColumns<Row extends Dated>(): GridColumn<Row>[] {
  const t = useTranslations('affiliations')
  const format = useFormat()
  return [
    { id: 'status', header: t('fields.status'), cell: (row) => <StatusChip tone={tones[row.status]}>{t(`status.${row.status}`)}</StatusChip> },
    { id: 'startsOn', header: t('fields.startsOn'), cell: (row) => format.date(row.startsOn) },
    { id: 'endsOn', header: t('fields.endsOn'), cell: (row) => format.date(row.endsOn) },
  ]
}

function Contacts({ organisationId, contacts }: { organisationId: string; contacts: readonly OrganisationContact[] }) {
  const t = useTranslations('affiliations')
  const nameOf = usePersonName()
  const canWrite = useCan('organisations.write')
  const [open, setOpen] = useState<'new' | OrganisationContact>()
  const period = usePeriodColumns<OrganisationContact>()
  const named = (row: OrganisationContact) => (row.person ? nameOf(row.person) : (row.name ?? ''))
  return (
    <Section
      title={t('contacts')}
      actions={
        <ButtonGroup>
          {canWrite && (
            <Button icon={UserPlus} onPress={() => setOpen('new')}>
              {t('addContact')}
            </Button>
          )}
          <TakeOutList list="contacts" query={{ organisationId }} />
        </ButtonGroup>
      }
    >
      <SimpleTable
        label={t('contacts')}
        rows={contacts}
        rowId={(row) => row.id}
        empty={<p>{t('noContacts')}</p>}
        columns={[
          { id: 'name', header: t('fields.name'), cell: (row) => (row.person ? <PersonLink person={row.person} /> : row.name), isRowHeader: true },
          { id: 'role', header: t('fields.role'), cell: (row) => row.role },
          { id: 'phone', header: t('fields.phone'), cell: (row) => row.phone },
          { id: 'email', header: t('fields.email'), cell: (row) => row.email && <a href={`mailto:${row.email}`}>{row.email}</a> },
          ...period,
          ...(canWrite
            ? [
                {
                  id: 'edit', header: t('fields.action'),
                  cell: (row: OrganisationContact) => (
                    <Button size="small" variant="quiet" icon={Pencil} aria-label={t('changeNamed', { name: named(row) })} onPress={() => setOpen(row)}>
                      {t('change')}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      {open && <ContactDialog organisationId={organisationId} {...(open !== 'new' && { contact: open })} onClose={() => setOpen(undefined)} />}
    </Section>
  )
}

type Speaker = Awaited<ReturnType<typeof client.affiliations.ofOrganisation>>['speakers'][number]

function Speakers({ organisationId, speakers }: { organisationId: string; speakers: readonly Speaker[] }) {
  const t = useTranslations('affiliations')
  const period = usePeriodColumns<Speaker>()
  return (
    <Section title={t('speakers')} actions={speakers.length > 0 && <TakeOutList list="speakers" query={{ organisationId }} />}>
      <SimpleTable
        label={t('speakers')}
        rows={speakers}
        rowId={(row) => row.assignmentId}
        empty={<p>{t('noSpeakers')}</p>}
        columns={[
          { id: 'person', header: t('fields.person'), cell: (row) => <PersonLink person={row.person} />, isRowHeader: true },
          { id: 'body', header: t('fields.body'), cell: (row) => <TextLink href={`/bodies/${row.body.id}`}>{row.body.name}</TextLink> },
          ...period,
        ]}
      />
    </Section>
  )
}

function Links({ organisationId, links }: { organisationId: string; links: readonly OrganisationLink[] }) {
  const t = useTranslations('affiliations')
  const common = useTranslations('common')
  const nameOf = usePersonName()
  const canWrite = useCan('people.write')
  const [open, setOpen] = useState<'new' | OrganisationLink>()
  const period = usePeriodColumns<OrganisationLink>()
  return (
    <Section
      title={t('people')}
      actions={
        <ButtonGroup>
          {canWrite && (
            <Button icon={UserPlus} onPress={() => setOpen('new')}>
              {t('addPerson')}
            </Button>
          )}
          <TakeOutList list="links" query={{ organisationId }} />
        </ButtonGroup>
      }
    >
      <SimpleTable
        label={t('people')}
        rows={links}
        rowId={(row) => row.id}
        empty={<p>{t('noPeople')}</p>}
        columns={[
          { id: 'person', header: t('fields.person'), cell: (row) => <PersonLink person={row.person} />, isRowHeader: true },
          { id: 'type', header: t('fields.type'), cell: (row) => t(`type.${row.type}`) },
          { id: 'isDefault', header: t('speaksFor'), cell: (row) => row.isDefault && common('yes'), isExtra: true },
          ...period,
          ...(canWrite
            ? [
                {
                  id: 'edit', header: t('fields.action'),
                  cell: (row: OrganisationLink) => (
                    <Button size="small" variant="quiet" icon={Pencil} aria-label={t('changeNamed', { name: nameOf(row.person) })} onPress={() => setOpen(row)}>
                      {t('change')}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      {open && <LinkDialog organisationId={organisationId} {...(open !== 'new' && { link: open })} onClose={() => setOpen(undefined)} />}
    </Section>
  )
}
