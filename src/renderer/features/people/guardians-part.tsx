import { Plus } from 'lucide-react'
import { useState } from 'react'
import { guardianConsents, guardians, type Guardian } from '#contract/guardians.ts'
import type { Person } from '#contract/people.ts'
import { client, useCan } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import {
  Button, ButtonGroup, DateField, FieldRow, Fields, FormDialog, partOf, Section, SimpleTable, StatusChip, TextField, useForm, useFormat, useTranslations, type TalanForm,
} from '#renderer/ui/index.ts'
import { systemClock } from '#shared/clock.ts'
import { PersonIdPicker } from './person-id-picker.tsx'
import { PersonLink, usePersonName } from './person-name.tsx'
import { Ways } from './telephone.tsx'

const tones = { current: 'good', ended: 'muted', future: 'neutral' } as const

/** A child's guardians and what they agree to. Adults who have never had one do not see it; who may be a child does. */
export function GuardiansPart({ person }: { person: Person }) {
  const t = useTranslations('guardians')
  const format = useFormat()
  const canWrite = useCan('people.write')
  const nameOf = useGuardianName()
  const [changing, setChanging] = useState<Guardian>()
  const [ending, setEnding] = useState<Guardian>()
  const mayBeYoung = person.birthDate === null && (!person.isProtected || person.isOpened)
  if (person.guardians.length === 0 && person.childFindings.length === 0 && !mayBeYoung) return null
  return (
    <Section
      title={t('title')}
      actions={
        <ButtonGroup>
          <AddGuardianButton childPersonId={person.id} />
          {!person.isProtected && person.guardians.length > 0 && <TakeOutList list="personGuardians" query={{ id: person.id }} />}
        </ButtonGroup>
      }
    >
      <SimpleTable
        label={t('title')}
        rows={person.guardians}
        rowId={(row) => row.id}
        empty={<p>{t('none')}</p>}
        columns={[
          { id: 'name', header: t('fields.name'), cell: (row) => (row.person ? <PersonLink person={row.person} /> : row.name), isRowHeader: true },
          { id: 'contact', header: t('fields.contact'), cell: (row) => <GuardianWays guardian={row} /> },
          { id: 'status', header: t('fields.status'), cell: (row) => <StatusChip tone={tones[row.status]}>{t(`status.${row.status}`)}</StatusChip> },
          { id: 'consents', header: t('fields.consents'), cell: (row) => format.list(given(row).map((consent) => t(`consentShort.${consent}`))) || t('noConsents') },
          { id: 'startsOn', header: t('fields.startsOn'), cell: (row) => format.date(row.startsOn) },
          { id: 'endsOn', header: t('fields.endsOn'), cell: (row) => format.date(row.endsOn) },
          ...(canWrite
            ? [
                {
                  id: 'actions', header: t('actions'),
                  cell: (row: Guardian) => (
                    <ButtonGroup>
                      <Button size="small" aria-label={t('changeThis', { name: nameOf(row) })} onPress={() => setChanging(row)}>
                        {t('change')}
                      </Button>
                      {row.status === 'current' && (
                        <Button size="small" aria-label={t('endThis', { name: nameOf(row) })} onPress={() => setEnding(row)}>
                          {t('end')}
                        </Button>
                      )}
                    </ButtonGroup>
                  ),
                },
              ]
            : []),
        ]}
      />
      {changing && <ChangeDialog guardian={changing} onClose={() => setChanging(undefined)} />}
      {ending && <EndDialog guardian={ending} onClose={() => setEnding(undefined)} />}
    </Section>
  )
}

/** How a guardian is reached, in the register or outside it, and what has been noted. Of one with protected identity that is on her own page alone. */
export function GuardianWays({ guardian: { person, phone, email, contact } }: { guardian: Guardian }) {
  const t = useTranslations('guardians')
  return person?.isProtected ? t('protectedWays') : <Ways phone={phone} email={email} note={contact} />
}

function given(guardian: Guardian) {
  return guardianConsents.filter((consent) => guardian[`${consent}ConsentOn`] !== null)
}

function useGuardianName(): (guardian: Guardian) => string {
  const nameOf = usePersonName()
  return ({ person, name }) => (person ? nameOf(person) : (name ?? ''))
}

/** Registers a guardian of a child, for those who may. */
export function AddGuardianButton({ childPersonId }: { childPersonId: string }) {
  const t = useTranslations('guardians')
  const canWrite = useCan('people.write')
  const [isAdding, setAdding] = useState(false)
  if (!canWrite) return null
  return (
    <>
      <Button icon={Plus} onPress={() => setAdding(true)}>
        {t('add')}
      </Button>
      {isAdding && <AddDialog childPersonId={childPersonId} onClose={() => setAdding(false)} />}
    </>
  )
}

function AddDialog({ childPersonId, onClose }: { childPersonId: string; onClose(): void }) {
  const t = useTranslations('guardians')
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(guardians.add),
    defaultValues: {
      childPersonId, guardianPersonId: null, name: null, phone: null, email: null, contact: null, startsOn: systemClock.today(), participationConsentOn: null, photoConsentOn: null, contactConsentOn: null,
    },
    async save(values) {
      await client.guardians.add(values)
      await notifyUndoable(t('saved'))
      onClose()
    },
  })
  return (
    <FormDialog title={t('add')} onClose={onClose} isWide form={form} intro={<p>{t('helpPerson')}</p>}>
      <Fields>
        <PersonIdPicker label={t('fields.person')} {...form.field('guardianPersonId')} />
        {!form.values.guardianPersonId && <OutsiderFields form={partOf(form)} />}
        <TextField label={t('fields.contactNote')} {...form.text('contact')} />
        <DateField label={t('fields.startsOn')} {...form.field('startsOn')} />
        <p>{t('consentHelp')}</p>
        {guardianConsents.map((consent) => (
          <DateField key={consent} label={t(`consent.${consent}`)} {...form.field(`${consent}ConsentOn`)} />
        ))}
      </Fields>
    </FormDialog>
  )
}

/** A guardian who is not in the register. */
function OutsiderFields({ form }: { form: TalanForm<{ name?: string | null | undefined; phone?: string | null | undefined; email?: string | null | undefined }> }) {
  const t = useTranslations('guardians')
  const people = useTranslations('people')
  return (
    <>
      <TextField label={t('fields.name')} {...form.text('name')} />
      <FieldRow>
        <TextField label={people('fields.phone')} type="tel" width="medium" {...form.text('phone')} />
        <TextField label={people('fields.email')} type="email" width="medium" {...form.text('email')} />
      </FieldRow>
    </>
  )
}

function ChangeDialog({ guardian, onClose }: { guardian: Guardian; onClose(): void }) {
  const t = useTranslations('guardians')
  const nameOf = useGuardianName()
  const { notifyUndoable } = useUndo()
  const { id, version, person, name, phone, email, contact, startsOn, participationConsentOn, photoConsentOn, contactConsentOn } = guardian
  const form = useForm({
    schema: inputSchema(guardians.update),
    defaultValues: { id, version, ...(person ? { name: null, phone: null, email: null } : { name, phone, email }), contact, startsOn, participationConsentOn, photoConsentOn, contactConsentOn },
    async save(values) {
      await client.guardians.update(values)
      await notifyUndoable(t('saved'))
      onClose()
    },
  })
  return (
    <FormDialog title={t('changeThis', { name: nameOf(guardian) })} onClose={onClose} isWide form={form}>
      <Fields>
        {guardian.person === null && <OutsiderFields form={partOf(form)} />}
        {!guardian.person?.isProtected && <TextField label={t('fields.contactNote')} {...form.text('contact')} />}
        <DateField label={t('fields.startsOn')} {...form.field('startsOn')} />
        <p>{t('consentHelp')}</p>
        {guardianConsents.map((consent) => (
          <DateField key={consent} label={t(`consent.${consent}`)} {...form.field(`${consent}ConsentOn`)} />
        ))}
      </Fields>
    </FormDialog>
  )
}

function EndDialog({ guardian, onClose }: { guardian: Guardian; onClose(): void }) {
  const t = useTranslations('guardians')
  const nameOf = useGuardianName()
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(guardians.end),
    defaultValues: { id: guardian.id, version: guardian.version, endsOn: systemClock.today() },
    async save(values) {
      await client.guardians.end(values)
      await notifyUndoable(t('saved'))
      onClose()
    },
  })
  return (
    <FormDialog title={t('endThis', { name: nameOf(guardian) })} onClose={onClose} form={form} saveLabel={t('end')}>
      <DateField label={t('fields.endsOn')} {...form.field('endsOn')} />
    </FormDialog>
  )
}
