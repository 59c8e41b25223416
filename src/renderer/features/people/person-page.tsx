import { useQuery } from '@tanstack/react-query'
import { Lock, Pencil } from 'lucide-react'
import { useState } from 'react'
import type { Person } from '#contract/people.ts'
import { api, client, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { useRouteParam } from '#renderer/app/navigation.ts'
import { useOpening } from '#renderer/app/opening.ts'
import { Banner, Button, ButtonGroup, ErrorState, Loading, Page, Section, Stack, StatusChip, Tabs, useTranslations, Written } from '#renderer/ui/index.ts'
import { MergeWithLink } from '#renderer/features/duplicates/merge-with-link.tsx'
import { HistoryList } from '#renderer/features/history/history-list.tsx'
import { CameBack, PersonMailings } from '#renderer/features/mailings/person-mailings.tsx'
import { CompetencePart } from '#renderer/features/competences/competence-part.tsx'
import { CustomFacts } from '#renderer/features/custom-fields/custom-facts.tsx'
import { NotesPart } from '#renderer/features/notes/notes-part.tsx'
import { PersonOrganisations } from '#renderer/features/organisations/person-organisations.tsx'
import { RemoveButton } from '#renderer/features/removals/remove-button.tsx'
import { TagsPart } from '#renderer/features/tags/tags-part.tsx'
import { PersonTrainings } from '#renderer/features/trainings/person-trainings.tsx'
import { AddressesPart } from './addresses-part.tsx'
import { ContactDetailsPart } from './contact-part.tsx'
import { DeathBanner, RecordDeathButton } from './death-part.tsx'
import { EditPerson } from './edit-person.tsx'
import { GuardiansPart } from './guardians-part.tsx'
import { MembershipTab } from './membership-part.tsx'
import { DeclinedStipend, PaymentPart } from './payment-part.tsx'
import { PersonAssignments } from './person-assignments.tsx'
import { PersonClaims } from './person-claims.tsx'
import { ContactFacts, ContactInstead, IdentityFacts, isMasked, PersonWarnings } from './person-facts.tsx'
import { PersonMeetings } from './person-meetings.tsx'
import { OpenProtectedDialog } from './protected-dialogs.tsx'
import { RolesPart, RolesStrip } from './roles-strip.tsx'
import { SensitivePart } from './sensitive-part.tsx'

/** Everything about one person. */
export function PersonPage() {
  const id = useRouteParam('personId')
  const t = useTranslations('people')
  const { data: person, error, refetch } = useQuery(api.people.read.queryOptions({ input: { id } }))
  const sayError = useErrorSentence()
  if (error) {
    return (
      <Page title={t('person')} windowTitle={t('person')} breadcrumbs={[{ label: t('title'), href: '/people' }]}>
        <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>
      </Page>
    )
  }
  if (!person) return <Loading />
  return <Opened key={id} read={person} />
}

function Opened({ read }: { read: Person }) {
  const t = useTranslations('people')
  const { shown: person = read, open } = useOpening({ read, isMasked, openFor: (reason) => client.people.openProtected({ id: read.id, reason }) })
  const [isEditing, setEditing] = useState(false)
  const [isOpening, setOpening] = useState(false)
  const canWrite = useCan('people.write') && !isMasked(person)
  const canOpen = useCan('people.openProtected') && isMasked(person)
  return (
    <Page
      title={person.givenName ? `${person.givenName} ${person.familyName}` : t('protectedName')}
      windowTitle={t('person')}
      breadcrumbs={[{ label: t('title'), href: '/people' }]}
      lead={<Standing person={person} />}
      actions={
        <ButtonGroup>
          {canWrite && !isEditing && (
            <Button variant="primary" icon={Pencil} onPress={() => setEditing(true)}>
              {t('edit')}
            </Button>
          )}
          <MergeWithLink person={person} />
          {canWrite && !isEditing && <RemoveButton thing={{ kind: 'person', id: person.id, version: person.version, name: `${person.givenName} ${person.familyName}` }} />}
          {canOpen && (
            <Button icon={Lock} onPress={() => setOpening(true)}>
              {t('openProtected')}
            </Button>
          )}
        </ButtonGroup>
      }
    >
      {person.isProtected && (
        <Banner tone="need" title={t('fields.isProtected')}>
          {t('protectedHelp')}
        </Banner>
      )}
      <DeathBanner person={person} />
      {isEditing ? (
        <EditPerson person={person} onDone={() => setEditing(false)} />
      ) : (
        <Parts person={person} />
      )}
      {isOpening && <OpenProtectedDialog onReason={open} onClose={() => setOpening(false)} />}
    </Page>
  )
}

function Parts({ person }: { person: Person }) {
  const t = useTranslations('people')
  const trainings = useTranslations('trainings')
  const sensitive = useTranslations('sensitive')
  const notes = useTranslations('notes')
  const canReadHistory = useCan('journal.read')
  const canReadMailings = useCan('mailings.read')
  const mailings = useTranslations('mailings')
  const canReadAssignments = useCan('bodies.read')
  const canReadOrganisations = useCan('organisations.read')
  const affiliations = useTranslations('affiliations')
  const canReadMeetings = useCan('meetings.read')
  const canReadTrainings = useCan('trainings.read')
  const canReadCompetences = useCan('competences.read')
  const competences = useTranslations('competences')
  const canReadClaims = useCan('claims.read')
  return (
    <Tabs
      label={t('person')}
      items={[
        { id: 'overview', label: t('sections.overview'), content: <Overview person={person} /> },
        {
          id: 'details', label: t('sections.contact'),
          content: (
            <Stack>
              <CameBack personId={person.id} />
              <ContactInstead person={person} />
              <ContactFacts person={person} />
              {!isMasked(person) && <ContactDetailsPart person={person} />}
              {!isMasked(person) && <AddressesPart person={person} />}
              <GuardiansPart person={person} />
            </Stack>
          ),
        },
        {
          id: 'membership', label: t('sections.membership'),
          content: <MembershipTab person={person} />,
        },
        ...(canReadAssignments
          ? [
              {
                id: 'assignments', label: t('sections.assignments'),
                content: (
                  <Stack>
                    <PersonAssignments personId={person.id} isProtected={person.isProtected} />
                    <RolesPart person={person} />
                  </Stack>
                ),
              },
            ]
          : []),
        ...(canReadOrganisations ? [{ id: 'organisations', label: affiliations('title'), content: <PersonOrganisations personId={person.id} isProtected={person.isProtected} /> }] : []),
        ...(canReadMeetings ? [{ id: 'meetings', label: t('sections.meetings'), content: <PersonMeetings personId={person.id} isProtected={person.isProtected} /> }] : []),
        ...(canReadTrainings ? [{ id: 'trainings', label: trainings('title'), content: <PersonTrainings personId={person.id} isProtected={person.isProtected} /> }] : []),
        ...(canReadCompetences && !isMasked(person) ? [{ id: 'competences', label: competences('part'), content: <CompetencePart personId={person.id} isProtected={person.isProtected} /> }] : []),
        {
          id: 'payment', label: t('sections.payment'),
          content: (
            <Stack>
              <PaymentPart person={person} />
              {canReadClaims && <PersonClaims personId={person.id} isProtected={person.isProtected} />}
            </Stack>
          ),
        },
        ...(person.sensitiveFacts ? [{ id: 'sensitive', label: sensitive('title'), content: <Stack><SensitivePart personId={person.id} facts={person.sensitiveFacts} /><DeclinedStipend person={person} /></Stack> }] : []),
        { id: 'notes', label: notes('notes'), content: <NotesPart subject={{ subjectTable: 'persons', subjectId: person.id }} /> },
        ...(canReadMailings ? [{ id: 'mailings', label: mailings('title'), content: <PersonMailings personId={person.id} isProtected={person.isProtected} /> }] : []),
        ...(canReadHistory ? [{ id: 'history', label: t('sections.history'), content: <HistoryList subjectId={person.id} /> }] : []),
      ]}
    />
  )
}

/** What one needs at first sight: what she is, what to mind, how to reach her, and who she is. */
function Overview({ person }: { person: Person }) {
  const t = useTranslations('people')
  return (
    <Stack>
      <RolesStrip person={person} />
      <PersonWarnings person={person} />
      <CameBack personId={person.id} />
      {!isMasked(person) && <TagsPart of={{ kind: 'person', id: person.id }} tags={person.tags} />}
      <ContactFacts person={person} />
      <Section title={t('sections.identity')} keepsFocus actions={!isMasked(person) && <RecordDeathButton person={person} />}>
        <IdentityFacts person={person} />
      </Section>
      {!isMasked(person) && <Section title={t('sections.notes')}><Written>{person.note ?? t('noNote')}</Written></Section>}
      {!isMasked(person) && <CustomFacts subject="person" values={person.customValues} />}
    </Stack>
  )
}

/** Membership and what else one must know at first sight. */
function Standing({ person }: { person: Person }) {
  const t = useTranslations('people')
  const current = person.memberships.find((membership) => membership.status === 'current')
  return (
    <>
      {current ? (
        <StatusChip tone="good">{t(`membershipKind.${current.kind}`)}</StatusChip>
      ) : (
        <StatusChip tone="muted">{t('noMembership')}</StatusChip>
      )}{' '}
      {person.memberNumber && `${t('fields.memberNumber')} ${person.memberNumber}`}
    </>
  )
}
