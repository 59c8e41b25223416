import { useQuery } from '@tanstack/react-query'
import { Trash2, UserPlus } from 'lucide-react'
import { useState } from 'react'
import { consultations, type Consultation, type Invitee } from '#contract/consultations.ts'
import { api, client, useCan } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useAtOnce, useUndo } from '#renderer/app/undo.ts'
import { Button, DateField, Fields, FormDialog, RadioGroup, Section, Select, SimpleTable, TextLink, useForm, useFormat, useTranslations } from '#renderer/ui/index.ts'
import { OrganisationPicker } from '#renderer/features/organisations/organisation-picker.tsx'
import { PersonIdPicker } from '#renderer/features/people/person-id-picker.tsx'
import { PersonLink, usePersonName } from '#renderer/features/people/person-name.tsx'
import { systemClock } from '#shared/clock.ts'

/** Who has been asked: persons, organisations and panels. */
export function InviteesPart({ consultation }: { consultation: Consultation }) {
  const t = useTranslations('consultations')
  const format = useFormat()
  const nameOf = useInviteeName()
  const canWrite = useCan('influence.write')
  const [isAsking, setAsking] = useState(false)
  const atOnce = useAtOnce()
  return (
    <Section
      title={t('sections.asked')}
      keepsFocus
      actions={
        canWrite && (
          <Button icon={UserPlus} onPress={() => setAsking(true)}>
            {t('ask')}
          </Button>
        )
      }
    >
      <SimpleTable
        label={t('sections.asked')}
        rows={consultation.invitees}
        rowId={(invitee) => invitee.id}
        empty={<p>{t('noneAsked')}</p>}
        columns={[
          { id: 'asked', header: t('fields.asked'), cell: (invitee) => <InviteeLink invitee={invitee} />, isRowHeader: true },
          { id: 'askedOn', header: t('fields.askedOn'), cell: (invitee) => format.date(invitee.askedOn) },
          ...(canWrite
            ? [
                {
                  id: 'remove', header: t('remove'),
                  cell: (invitee: Invitee) => (
                    <Button size="small" variant="quiet" icon={Trash2} aria-label={t('removeNamed', { name: nameOf(invitee) })} onPress={() => void atOnce(() => client.consultations.removeInvitee({ id: invitee.id, version: invitee.version }), t('inviteeRemoved'))}>
                      {t('remove')}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      {isAsking && <AskDialog consultation={consultation} onClose={() => setAsking(false)} />}
    </Section>
  )
}

/** What one who was asked is called: by name, a protected person by her number alone. */
export function useInviteeName(): (invitee: Invitee) => string {
  const t = useTranslations('consultations')
  const nameOf = usePersonName()
  return ({ person, organisation, panel }) => (person ? nameOf(person) : (organisation?.name ?? panel?.name ?? t('aPanel')))
}

function InviteeLink({ invitee }: { invitee: Invitee }) {
  const nameOf = useInviteeName()
  const { person, organisation, panel } = invitee
  if (person) return <PersonLink person={person} />
  if (organisation) return <TextLink href={`/organisations/${organisation.id}`}>{organisation.name}</TextLink>
  return panel?.name ? <TextLink href={`/competences/panels/${panel.id}`}>{panel.name}</TextLink> : nameOf(invitee)
}

const kinds = ['person', 'organisation', 'panel'] as const

function AskDialog({ consultation, onClose }: { consultation: Consultation; onClose(): void }) {
  const t = useTranslations('consultations')
  const canReadPanels = useCan('competences.read')
  const [kind, setKind] = useState<(typeof kinds)[number]>('person')
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(consultations.ask),
    defaultValues: { consultationId: consultation.id, askedOn: systemClock.today(), personId: null, organisationId: null, panelId: null },
    async save(values) {
      await client.consultations.ask(values)
      await notifyUndoable(t('askedNoted'))
      onClose()
    },
  })
  function choose(next: (typeof kinds)[number]) {
    setKind(next)
    for (const field of ['personId', 'organisationId', 'panelId'] as const) form.set(field, null)
  }
  return (
    <FormDialog title={t('ask')} onClose={onClose} form={form} saveLabel={t('saveAsked')}>
      <Fields>
        <RadioGroup
          label={t('askWhom')}
          value={kind}
          onChange={choose}
          choices={kinds.filter((each) => each !== 'panel' || canReadPanels).map((id) => ({ id, label: t(`askKind.${id}`) }))}
        />
        {kind === 'person' && <PersonIdPicker label={t('fields.person')} {...form.field('personId')} isRequired />}
        {kind === 'organisation' && <OrganisationPicker label={t('fields.organisation')} newKind="association" {...form.field('organisationId')} isRequired />}
        {kind === 'panel' && <PanelSelect {...form.field('panelId')} />}
        <DateField label={t('fields.askedOn')} {...form.field('askedOn')} />
      </Fields>
    </FormDialog>
  )
}

/** The latest panels. */
function PanelSelect(field: { value: string | null; onChange(value: unknown): void; onBlur(): void; error: string | undefined }) {
  const t = useTranslations('consultations')
  const { data } = useQuery(api.panels.list.queryOptions({ input: {} }))
  if (data?.total === 0) return <p>{t('noPanels')}</p>
  return <Select label={t('fields.panel')} choices={(data?.rows ?? []).map(({ id, name }) => ({ id, label: name }))} {...field} isRequired />
}
