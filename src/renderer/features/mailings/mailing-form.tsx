import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useState } from 'react'
import type { SentTo } from '#contract/base.ts'
import { audiences, mailingKinds, type mailings } from '#contract/mailings.ts'
import { api, useCan } from '#renderer/api/index.ts'
import { Fields, IconButton, NumberField, RadioGroup, Section, Select, useTranslations, type TalanForm } from '#renderer/ui/index.ts'
import { BodyPicker } from '#renderer/features/bodies/body-picker.tsx'
import { PersonIdPicker } from '#renderer/features/people/person-id-picker.tsx'
import { PersonLink, usePersonName } from '#renderer/features/people/person-name.tsx'
import styles from './mailings.module.css'
import { TextFieldset } from './text-fields.tsx'

/** What the form of a mailing holds, new or existing. */
export type MailingFormValues = SentTo<typeof mailings.create>

/** To whom, what kind, and what is written. */
export function MailingFieldset({ form, givenFilter }: { form: TalanForm<MailingFormValues>; givenFilter?: string | undefined }) {
  const t = useTranslations('mailings')
  const { audience, kind } = form.values
  const canReadBodies = useCan('bodies.read')
  const canReadMeetings = useCan('meetings.read')
  return (
    <>
      <Section title={t('sections.to')}>
        <Fields>
          <RadioGroup
            label={t('fields.audience')}
            choices={audiences.filter((id) => id !== 'body' || canReadBodies).map((id) => ({ id, label: t(`audience.${id}`), ...(id === 'body' && { detail: t('audienceHelp.body') }) }))}
            {...form.field('audience')}
          />
          {audience === 'register' && <SelectionField form={form} givenFilter={givenFilter} />}
          {audience === 'body' && <BodyPicker label={t('fields.group')} {...form.field('bodyId')} isRequired value={form.values.bodyId ?? null} />}
          {audience === 'courseRound' && <RoundField form={form} />}
          {audience === 'persons' && <PersonsField form={form} />}
          <RadioGroup label={t('fields.kind')} choices={mailingKinds.map((id) => ({ id, label: t(`kind.${id}`), detail: t(`kindHelp.${id}`) }))} {...form.field('kind')} />
          {canReadMeetings && <MeetingField form={form} />}
          <NumberField inOnePiece label={t('fields.year')} {...form.field('year')} {...(kind === 'fee' && { isRequired: true })} />
        </Fields>
      </Section>
      <Section title={t('sections.write')}>
        <Fields>
          <TemplateField form={form} />
          <TextFieldset form={form} />
        </Fields>
      </Section>
    </>
  )
}

/** A saved view, all members, everybody, or the selection one came with. */
function SelectionField({ form, givenFilter }: { form: TalanForm<MailingFormValues>; givenFilter: string | undefined }) {
  const t = useTranslations('mailings')
  const { data: views } = useQuery(api.views.list.queryOptions({ input: {} }))
  const [given] = useState(form.values.selection)
  const [chosen, setChosen] = useState(givenFilter === undefined ? 'members' : 'given')
  const choices = [
    ...(givenFilter === undefined ? [] : [{ id: 'given', label: givenFilter }]),
    { id: 'members', label: t('members') },
    { id: 'everyone', label: t('everyone') },
    ...(views ?? []).map(({ id, name }) => ({ id, label: name })),
  ]
  function choose(id: string) {
    setChosen(id)
    const view = views?.find((one) => one.id === id)
    if (id === 'given') form.set('selection', given)
    else if (view) form.set('selection', { text: view.text, filter: view.filter })
    else form.set('selection', id === 'members' ? allMembers : { text: '', filter: [] })
  }
  return <Select label={t('fields.view')} value={chosen} onChange={choose} choices={choices} />
}

/** The selection that a mailing to the register begins with. */
export const allMembers: NonNullable<MailingFormValues['selection']> = { text: '', filter: [{ field: 'membership', operator: 'is', values: ['current'] }] }

function RoundField({ form }: { form: TalanForm<MailingFormValues> }) {
  const t = useTranslations('mailings')
  const { data } = useQuery(api.mailings.courseRounds.queryOptions({ input: {} }))
  const field = form.field('courseRoundId')
  return <Select label={t('fields.courseRound')} {...field} value={field.value} isRequired choices={(data ?? []).map(({ id, name }) => ({ id, label: name }))} />
}

function MeetingField({ form }: { form: TalanForm<MailingFormValues> }) {
  const t = useTranslations('mailings')
  const { bodyId, audience } = form.values
  const ofBody = audience === 'body' && bodyId ? { bodyId } : {}
  const { data } = useQuery(api.meetings.list.queryOptions({ input: { ...ofBody, when: 'upcoming', limit: 50 } }))
  const field = form.field('meetingId')
  const kept = useQuery({ ...api.meetings.read.queryOptions({ input: { id: field.value ?? '' } }), enabled: Boolean(field.value) }).data
  const rows = [...(data?.rows ?? []), ...(kept && !data?.rows.some(({ id }) => id === kept.id) ? [kept] : [])]
  return (
    <Select
      label={t('fields.meeting')}
      {...field}
      isRequired={false}
      value={field.value ?? 'none'}
      onChange={(id) => field.onChange(id === 'none' ? null : id)}
      choices={[{ id: 'none', label: t('noMeeting') }, ...rows.map(({ id, heldOn, body }) => ({ id, label: `${heldOn} ${body.name}` }))]}
    />
  )
}

function PersonsField({ form }: { form: TalanForm<MailingFormValues> }) {
  const t = useTranslations('mailings')
  const field = form.field('personIds')
  const ids = form.values.personIds ?? []
  return (
    <>
      <PersonIdPicker
        key={ids.length}
        label={t('fields.person')}
        value={null}
        onChange={(id) => id !== null && !ids.includes(id) && form.set('personIds', [...ids, id])}
        error={field.error}
        data-field={field['data-field']}
      />
      {ids.length > 0 && (
        <ul role="list" aria-label={t('fields.persons')} className={styles.lines}>
          {ids.map((id) => (
            <ChosenPerson key={id} id={id} onRemove={() => form.set('personIds', ids.filter((other) => other !== id))} />
          ))}
        </ul>
      )}
    </>
  )
}

function ChosenPerson({ id, onRemove }: { id: string; onRemove: () => void }) {
  const t = useTranslations('mailings')
  const nameOf = usePersonName()
  const { data } = useQuery(api.people.read.queryOptions({ input: { id } }))
  if (!data) return null
  const person = { id, name: data.givenName === null ? null : `${data.givenName} ${data.familyName}`, memberNumber: data.memberNumber, isProtected: data.isProtected }
  return (
    <li className={styles.line}>
      <PersonLink person={person} />
      <IconButton icon={X} label={t('removePerson', { name: nameOf(person) })} onPress={onRemove} />
    </li>
  )
}

function TemplateField({ form }: { form: TalanForm<MailingFormValues> }) {
  const t = useTranslations('mailings')
  const { data } = useQuery(api.mailings.listTemplates.queryOptions({ input: {} }))
  const [chosen, setChosen] = useState('none')
  const keyOf = (template: NonNullable<typeof data>[number]) => template.standard ?? template.id ?? ''
  function choose(key: string) {
    setChosen(key)
    const template = data?.find((one) => keyOf(one) === key)
    if (!template) return
    form.set('subject', template.subject)
    form.set('body', template.body)
    form.set('easyBody', template.easyBody)
  }
  return (
    <Select label={t('fields.template')} value={chosen} onChange={choose} choices={[{ id: 'none', label: t('noTemplate') }, ...(data ?? []).map((template) => ({ id: keyOf(template), label: template.name }))]} />
  )
}
