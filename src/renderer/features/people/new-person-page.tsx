import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { membershipKinds, people } from '#contract/people.ts'
import { startReasonKinds } from '#contract/person-choices.ts'
import { api, client } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useGo } from '#renderer/app/navigation.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { Button, DateField, FieldRow, Fields, Form, Page, partOf, Section, Select, TextField, useForm, useTranslations } from '#renderer/ui/index.ts'
import { systemClock } from '#shared/clock.ts'
import { SimilarPersons } from '#renderer/features/duplicates/similar-persons.tsx'
import { CustomFieldset } from '#renderer/features/custom-fields/custom-fieldset.tsx'
import { PersonFieldset } from './person-fields.tsx'

/** A paper application or a phone call becomes a person and her membership, in the order it is written on paper. */
export function NewPersonPage() {
  const [registered, setRegistered] = useState(0)
  return <NewPerson key={registered} isNext={registered > 0} onNext={() => setRegistered((count) => count + 1)} />
}

/** @param isNext one has just registered somebody, and stands at the first field of the next */
function NewPerson({ isNext, onNext }: { isNext: boolean; onNext: () => void }) {
  const t = useTranslations('people')
  const fees = useTranslations('memberships')
  const { data: settings } = useQuery(api.memberships.readSettings.queryOptions({ input: {} }))
  const go = useGo()
  const { notifyUndoable } = useUndo()
  /** Whether the next paper follows upon this one. */
  const goesOn = useRef(false)
  const form = useForm({
    schema: inputSchema(people.create),
    draft: 'people/new',
    defaultValues: { givenName: '', familyName: '', preferredChannel: 'letter', isProtected: false, membership: { kind: 'main', startsOn: systemClock.today(), reasonKind: null, reason: null } },
    async save(values) {
      const { id } = await client.people.create(values)
      await notifyUndoable(t('created'))
      if (goesOn.current) onNext()
      else go(`/people/${id}`)
    },
  })
  const { submit } = form

  async function registerAndGoOn() {
    goesOn.current = true
    await submit()
    goesOn.current = false
  }

  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      void registerAndGoOn()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  })

  useEffect(() => {
    if (isNext) document.querySelector<HTMLElement>('[data-field="givenName"] input')?.focus()
  }, [isNext])

  return (
    <Page title={t('newPerson')} windowTitle={t('newPerson')} breadcrumbs={[{ label: t('title'), href: '/people' }]}>
      <Form
        form={form}
        saveLabel={t('register')}
        onCancel={() => go('/people')}
        actions={
          <Button aria-keyshortcuts="Control+Enter" onPress={() => void registerAndGoOn()}>
            {t('registerAndGoOn')}
          </Button>
        }
      >
        <PersonFieldset
          form={partOf(form)}
          withIdentityNumber
          memberNumberHelp={settings?.isNumberAutomatic ? fees('numberAutomaticHelp') : undefined}
          beneathNames={<SimilarPersons typed={form.values} isSaving={form.isSaving} />}
        />
        <CustomFieldset subject="person" form={partOf(form)} />
        <Section title={t('sections.membership')}>
          <Fields>
            <FieldRow>
              <Select label={t('fields.membershipKind')} choices={membershipKinds.map((id) => ({ id, label: t(`membershipKind.${id}`) }))} {...form.field('membership.kind')} />
              <DateField label={t('fields.startsOn')} {...form.field('membership.startsOn')} />
            </FieldRow>
            <FieldRow>
              <Select label={fees('fields.startReasonKind')} choices={startReasonKinds.map((id) => ({ id, label: fees(`startReasonKind.${id}`) }))} {...form.field('membership.reasonKind')} />
              <TextField label={fees('fields.reason')} width="medium" {...form.text('membership.reason')} />
            </FieldRow>
          </Fields>
        </Section>
      </Form>
    </Page>
  )
}
