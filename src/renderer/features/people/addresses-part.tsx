import { Truck } from 'lucide-react'
import { useState } from 'react'
import { contacts, type PersonAddress } from '#contract/contacts.ts'
import type { Person } from '#contract/people.ts'
import { client, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { PlaceRow } from '#renderer/app/place-row.tsx'
import { useUndo } from '#renderer/app/undo.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import {
  Button, ButtonGroup, DateField, FieldRow, Fields, FormDialog, notify, partOf, Section, SimpleTable, StatusChip, TextField, useForm, useFormat, useLanguage, useTranslations,
} from '#renderer/ui/index.ts'
import { systemClock } from '#shared/clock.ts'
import { addressLines, municipalityByCode } from '#shared/postal.ts'

const tones = { former: 'muted', planned: 'neutral', due: 'need' } as const

/** Where a person has lived and is to live, and recording that she moves. */
export function AddressesPart({ person }: { person: Person }) {
  const t = useTranslations('contacts')
  const people = useTranslations('people')
  const format = useFormat()
  const language = useLanguage()
  const canWrite = useCan('people.write')
  const [isMoving, setMoving] = useState(false)
  const hasPlanned = person.addresses.some(({ status }) => status !== 'former')
  return (
    <Section
      title={t('addresses')}
      actions={
        <ButtonGroup>
          {canWrite && !hasPlanned && (
            <Button icon={Truck} onPress={() => setMoving(true)}>
              {t('move')}
            </Button>
          )}
          {!person.isProtected && person.addresses.length > 0 && <TakeOutList list="personAddresses" query={{ id: person.id }} />}
        </ButtonGroup>
      }
    >
      <SimpleTable
        label={t('addresses')}
        rows={person.addresses}
        rowId={(row) => row.id}
        empty={<p>{t('noAddresses')}</p>}
        columns={[
          { id: 'address', header: t('fields.address'), cell: (row) => addressLines(row, language).join(', '), isRowHeader: true },
          { id: 'municipality', header: people('fields.municipalityCode'), cell: (row) => row.municipalityCode && municipalityByCode(row.municipalityCode)?.name },
          { id: 'status', header: t('fields.status'), cell: (row) => <StatusChip tone={tones[row.status]}>{t(`status.${row.status}`)}</StatusChip> },
          { id: 'startsOn', header: people('fields.startsOn'), cell: (row) => format.date(row.startsOn) },
          { id: 'endsOn', header: people('fields.endsOn'), cell: (row) => format.date(row.endsOn) },
          ...(canWrite ? [{ id: 'actions', header: t('actions'), cell: (row: PersonAddress) => <AddressActions address={row} /> }] : []),
        ]}
      />
      {isMoving && <MoveDialog person={person} onClose={() => setMoving(false)} />}
    </Section>
  )
}

function AddressActions({ address }: { address: PersonAddress }) {
  const t = useTranslations('contacts')
  const language = useLanguage()
  const sayError = useErrorSentence()
  const { notifyUndoable } = useUndo()
  async function remove() {
    try {
      await client.contacts.removeAddress({ id: address.id, version: address.version })
      await notifyUndoable(t('removed'))
    } catch (error) {
      notify({ text: sayError(error), tone: 'need' })
    }
  }
  return (
    <ButtonGroup>
      <Button size="small" aria-label={t('removeThis', { value: addressLines(address, language).join(', ') })} onPress={() => void remove()}>
        {t('remove')}
      </Button>
    </ButtonGroup>
  )
}

function MoveDialog({ person, onClose }: { person: Person; onClose(): void }) {
  const t = useTranslations('contacts')
  const people = useTranslations('people')
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(contacts.move),
    defaultValues: { personId: person.id, version: person.version, movesOn: systemClock.today(), careOf: null, street: null, postcode: null, town: null, municipalityCode: null, countryCode: null },
    async save(values) {
      await client.contacts.move(values)
      await notifyUndoable(t('moved'))
      onClose()
    },
  })
  return (
    <FormDialog title={t('move')} onClose={onClose} isWide form={form} saveLabel={t('recordMove')} intro={<p>{t('moveHelp')}</p>}>
      <Fields>
        <DateField label={t('fields.movesOn')} {...form.field('movesOn')} />
        <FieldRow>
          <TextField label={people('fields.careOf')} width="medium" {...form.text('careOf')} />
          <TextField label={people('fields.street')} width="medium" {...form.text('street')} />
        </FieldRow>
        <PlaceRow form={partOf(form)} />
      </Fields>
    </FormDialog>
  )
}
