import { people, type Person } from '#contract/people.ts'
import { client } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { Form, partOf, useForm, useTranslations } from '#renderer/ui/index.ts'
import { CustomFieldset } from '#renderer/features/custom-fields/custom-fieldset.tsx'
import { PersonFieldset } from './person-fields.tsx'

/** Changes a person's details. The identity number has its own place, so that nobody types over a masked one. */
export function EditPerson({ person, onDone }: { person: Person; onDone(): void }) {
  const t = useTranslations('people')
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(people.update).shape.changes,
    draft: `people/${person.id}`,
    defaultValues: {
      givenName: person.givenName ?? '', familyName: person.familyName ?? '', memberNumber: person.memberNumber, birthDate: person.birthDate, gender: person.gender,
      careOf: person.careOf, street: person.street, postcode: person.postcode, town: person.town, municipalityCode: person.municipalityCode, countryCode: person.countryCode, email: person.email,
      phone: person.phone, otherPhone: person.otherPhone, preferredChannel: person.preferredChannel, note: person.note, isProtected: person.isProtected, customValues: person.customValues, pronoun: person.pronoun,
      formerName: person.formerName, language: person.language, interpreterLanguage: person.interpreterLanguage, contactPersonId: person.contactPerson?.id ?? null,
      contactPersonNote: person.contactPersonNote, contactName: person.contactName, contactRelation: person.contactRelation, contactPhone: person.contactPhone,
      contactEmail: person.contactEmail,
    },
    async save(changes) {
      await client.people.update({ id: person.id, version: person.version, changes })
      await notifyUndoable(t('saved'))
      onDone()
    },
  })
  return (
    <Form form={form} onCancel={onDone}>
      <p>{t('addressHelp')}</p>
      <PersonFieldset form={partOf(form)} personId={person.id} withIdentityNumber={person.maskedIdentityNumber === null} />
      <CustomFieldset subject="person" form={partOf(form)} />
    </Form>
  )
}
