import { useState } from 'react'
import { bodies, deputiesInvited, deputiesPaid, deputyRulesOn, type Body } from '#contract/bodies.ts'
import { client, useCan } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { Button, DateField, Fields, FormDialog, RadioGroup, Section, useForm, useTranslations } from '#renderer/ui/index.ts'
import type { BoundField } from '#renderer/ui/use-form.ts'
import { systemClock } from '#shared/clock.ts'
import type { LocalDate } from '#shared/dates.ts'
import { usePeriodText } from './places.ts'

/** Gives the function that says a body's deputy rules on a date in plain words. */
export function useDeputySentence(): (body: Pick<Body, 'deputyRules'>, date: LocalDate) => string {
  const t = useTranslations('bodies.deputies')
  return ({ deputyRules }, date) => {
    const rules = deputyRulesOn(deputyRules, date)
    return t('sentence', { invited: rules.deputiesInvited, paid: rules.deputiesPaid })
  }
}

/** When a body invites and pays its deputies, today and by earlier and coming rules, and how that is changed. */
export function DeputyRulesPart({ body }: { body: Body }) {
  const t = useTranslations('bodies.deputies')
  const sentence = useDeputySentence()
  const periodText = usePeriodText()
  const canWrite = useCan('bodies.write') && body.status !== 'ended'
  const [isChanging, setChanging] = useState(false)
  return (
    <Section title={t('title')} actions={canWrite && <Button onPress={() => setChanging(true)}>{t('change')}</Button>}>
      <p>{sentence(body, systemClock.today())}</p>
      {body.deputyRules.length > 0 && (
        <ul aria-label={t('earlier')}>
          {body.deputyRules.map((rules) => (
            <li key={rules.id}>
              {periodText(rules)}: {t('sentence', { invited: rules.deputiesInvited, paid: rules.deputiesPaid })}
            </li>
          ))}
        </ul>
      )}
      {isChanging && <ChangeDialog body={body} onClose={() => setChanging(false)} />}
    </Section>
  )
}

function ChangeDialog({ body, onClose }: { body: Body; onClose(): void }) {
  const t = useTranslations('bodies.deputies')
  const { notifyUndoable } = useUndo()
  const today = systemClock.today()
  const startsOn = body.startsOn > today ? body.startsOn : today
  const form = useForm({
    schema: inputSchema(bodies.setDeputyRules),
    defaultValues: { bodyId: body.id, startsOn, ...deputyRulesOn(body.deputyRules, startsOn) },
    async save(values) {
      await client.bodies.setDeputyRules(values)
      await notifyUndoable(t('changed'))
      onClose()
    },
  })
  return (
    <FormDialog title={t('change')} onClose={onClose} form={form}>
      <Fields>
        <DeputyRuleFields invited={form.field('deputiesInvited')} paid={form.field('deputiesPaid')} />
        <DateField label={t('from')} help={t('fromHelp')} {...form.field('startsOn')} />
      </Fields>
    </FormDialog>
  )
}

/** Asks when deputies are invited and paid. */
export function DeputyRuleFields({ invited, paid }: { invited: BoundField<(typeof deputiesInvited)[number]>; paid: BoundField<(typeof deputiesPaid)[number]> }) {
  const t = useTranslations('bodies.deputies')
  return (
    <>
      <RadioGroup label={t('invitedQuestion')} choices={deputiesInvited.map((id) => ({ id, label: t(`invited.${id}`) }))} {...invited} isRequired />
      <RadioGroup label={t('paidQuestion')} choices={deputiesPaid.map((id) => ({ id, label: t(`paid.${id}`) }))} {...paid} isRequired />
    </>
  )
}
