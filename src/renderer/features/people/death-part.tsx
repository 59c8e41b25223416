import { useState } from 'react'
import { people, type Person } from '#contract/people.ts'
import { client, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { Banner, Button, DateField, Fields, FormDialog, notify, useForm, useFormat, useTranslations } from '#renderer/ui/index.ts'
import { systemClock } from '#shared/clock.ts'

/** Says that the person has died, which can be taken back where it was a mistake. */
export function DeathBanner({ person: { id, version, deceasedOn } }: { person: Person }) {
  const t = useTranslations('people')
  const format = useFormat()
  const canWrite = useCan('people.write')
  const sayError = useErrorSentence()
  const { notifyUndoable } = useUndo()
  if (deceasedOn === null) return null

  async function takeBack() {
    try {
      await client.people.takeBackDeath({ id, version })
      await notifyUndoable(t('death.takenBack'))
    } catch (error) {
      notify({ text: sayError(error), tone: 'need' })
    }
  }

  return (
    <Banner tone="need" title={t('death.banner', { diedOn: format.longDate(deceasedOn) })} actions={canWrite && <Button onPress={() => void takeBack()}>{t('death.takeBack')}</Button>}>
      {t('death.bannerHelp')}
    </Banner>
  )
}

/** Records that the person has died, once the day is given and what it does has been read. */
export function RecordDeathButton({ person }: { person: Person }) {
  const t = useTranslations('people')
  const canWrite = useCan('people.write')
  const [isAsking, setAsking] = useState(false)
  if (!canWrite || person.deceasedOn !== null) return null
  return (
    <>
      <Button onPress={() => setAsking(true)}>{t('death.record')}</Button>
      {isAsking && <DeathDialog person={person} onClose={() => setAsking(false)} />}
    </>
  )
}

function DeathDialog({ person: { id, version }, onClose }: { person: Person; onClose(): void }) {
  const t = useTranslations('people')
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(people.recordDeath),
    defaultValues: { id, version, deceasedOn: systemClock.today() },
    async save(values) {
      await client.people.recordDeath(values)
      await notifyUndoable(t('death.recorded'))
      onClose()
    },
  })
  return (
    <FormDialog title={t('death.record')} onClose={onClose} form={form} saveLabel={t('death.save')} intro={<p>{t('death.recordHelp')}</p>}>
      <Fields>
        <DateField label={t('death.diedOn')} {...form.field('deceasedOn')} />
      </Fields>
    </FormDialog>
  )
}
