import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { bulkChange, bulkKinds, type BulkChange, type BulkCounts } from '#contract/bulk.ts'
import type { CustomValue } from '#contract/custom-fields.ts'
import { endReasonKinds } from '#contract/memberships.ts'
import { channels } from '#contract/person-choices.ts'
import type { PersonCondition } from '#contract/person-filters.ts'
import { api, client, useErrorSentence } from '#renderer/api/index.ts'
import { useUndo } from '#renderer/app/undo.ts'
import {
  Banner, Button, ComboBox, DateField, Dialog, DialogActions, Fields, Form, Progress, Section, Select, Stack, TextField, useForm, useFormat, useTranslations, type TalanForm,
} from '#renderer/ui/index.ts'
import { CustomInput } from '#renderer/features/custom-fields/custom-fieldset.tsx'
import { systemClock } from '#shared/clock.ts'
import type { LocalDate } from '#shared/dates.ts'
import { municipalities } from '#shared/data/municipalities.ts'
import { useOwnFields } from './column-words.ts'

/** Who is to be changed: those who are picked, or all who fit. */
export interface ChosenPersons {
  readonly text: string
  readonly filter: PersonCondition[]
  readonly ids?: string[]
}

interface BulkDialogProps {
  persons: ChosenPersons
  count: number
  onClose(): void
}

/** Sets one thing on many persons: what, then what will happen, then all at once. */
export function BulkDialog({ persons, count, onClose }: BulkDialogProps) {
  const t = useTranslations('bulk')
  const [kind, setKind] = useState<BulkChange['kind']>('addTag')
  const [asked, setAsked] = useState<Asked>()
  const { fields } = useOwnFields()
  return (
    <Dialog title={t('title', { count })} isOpen onClose={onClose}>
      {asked ? (
        <Outcome persons={persons} asked={asked} onBack={() => setAsked(undefined)} onClose={onClose} />
      ) : (
        <Stack>
          <p>{t('help')}</p>
          <Select<BulkChange['kind']> label={t('what')} autoFocus value={kind} onChange={setKind} choices={bulkKinds.filter((id) => id !== 'customField' || fields.length > 0).map((id) => ({ id, label: t(`kinds.${id}`) }))} />
          <ChangeForm key={kind} kind={kind} persons={persons} onAsked={setAsked} onCancel={onClose} />
        </Stack>
      )}
    </Dialog>
  )
}

/** A change and what it would do. */
interface Asked {
  readonly change: BulkChange
  readonly counts: BulkCounts
}

/** The fields of every kind of change; each kind has its own of them. */
interface ChangeInput {
  kind: BulkChange['kind']
  preferredChannel?: string
  municipalityCode?: string
  town?: string
  name?: string
  tagId?: string
  endsOn?: LocalDate
  reasonKind?: string
  reason?: string | null
  text?: string
  fieldId?: string
  value?: CustomValue | undefined
}

/** The contract's schema of one kind, so that what is required is known. */
function schemaOf(kind: BulkChange['kind']): z.ZodType<BulkChange, ChangeInput> {
  return bulkChange.options.find((option) => option.shape.kind.value === kind) as unknown as z.ZodType<BulkChange, ChangeInput>
}

function ChangeForm({ kind, persons, onAsked, onCancel }: { kind: BulkChange['kind']; persons: ChosenPersons; onAsked(asked: Asked): void; onCancel(): void }) {
  const t = useTranslations('bulk')
  const form = useForm({
    schema: schemaOf(kind),
    defaultValues: { kind, ...(kind === 'endMembership' && { endsOn: systemClock.today(), reason: null }), ...(kind === 'customField' && { value: null }) },
    async save(change) {
      onAsked({ change, counts: await client.bulk.preview({ ...persons, change }) })
    },
  })
  return (
    <Form form={form} saveLabel={t('preview')} onCancel={onCancel} showsState={false}>
      <Fields>
        <ChangeFields kind={kind} form={form} />
      </Fields>
    </Form>
  )
}

function ChangeFields({ kind, form }: { kind: BulkChange['kind']; form: TalanForm<ChangeInput> }) {
  const t = useTranslations('bulk')
  const people = useTranslations('people')
  const memberships = useTranslations('memberships')
  const tags = useTranslations('tags')
  const notes = useTranslations('notes')
  switch (kind) {
    case 'preferredChannel':
      return <Select label={people('fields.preferredChannel')} choices={channels.map((id) => ({ id, label: people(`channel.${id}`) }))} {...form.field('preferredChannel')} />
    case 'municipality':
      return <ComboBox label={people('fields.municipalityCode')} choices={municipalities.map(({ code, name }) => ({ id: code, label: name }))} {...form.field('municipalityCode')} />
    case 'town':
      return <TextField label={people('fields.town')} width="medium" {...form.text('town')} />
    case 'blankGender':
      return null
    case 'addTag':
      return <TextField label={tags('fields.name')} help={t('tagHelp')} width="medium" autoComplete="off" {...form.text('name')} />
    case 'removeTag':
      return <TagField form={form} />
    case 'endMembership':
      return (
        <>
          <DateField label={people('fields.endsOn')} {...form.field('endsOn')} />
          <Select label={memberships('fields.reasonKind')} choices={endReasonKinds.map((id) => ({ id, label: memberships(`endReasonKind.${id}`) }))} {...form.field('reasonKind')} />
          <TextField label={memberships('fields.reason')} {...form.text('reason')} />
        </>
      )
    case 'customField':
      return <OwnField form={form} />
    default:
      return <TextField label={notes('fields.text')} multiline {...form.text('text')} />
  }
}

function TagField({ form }: { form: TalanForm<ChangeInput> }) {
  const tags = useTranslations('tags')
  const { data: known = [] } = useQuery(api.tags.list.queryOptions())
  return <ComboBox label={tags('fields.name')} choices={known.filter(({ persons }) => persons > 0).map(({ id, name }) => ({ id, label: name }))} {...form.field('tagId')} />
}

/** Which of the association's own fields, and what is to stand there. */
function OwnField({ form }: { form: TalanForm<ChangeInput> }) {
  const t = useTranslations('bulk')
  const { fields } = useOwnFields()
  const { onChange, ...chosen } = form.field('fieldId')
  const field = fields.find(({ id }) => id === chosen.value)
  return (
    <>
      <Select
        label={t('ownField')} help={t('ownFieldHelp')} choices={fields.map(({ id, name }) => ({ id, label: name }))} {...chosen}
        onChange={(id) => {
          onChange(id)
          // What was said of another field fits this one only by chance.
          form.set('value', null)
        }}
      />
      {field && <CustomInput key={field.id} field={field} bound={form.field('value')} />}
    </>
  )
}

/** What is to stand there, in words; nothing where the kind of change says it all. */
function useNewValue(change: BulkChange): string | undefined {
  const people = useTranslations('people')
  const memberships = useTranslations('memberships')
  const format = useFormat()
  const { fields } = useOwnFields()
  const { data: tags = [] } = useQuery({ ...api.tags.list.queryOptions(), enabled: change.kind === 'removeTag' })
  switch (change.kind) {
    case 'preferredChannel':
      return people(`channel.${change.preferredChannel}`)
    case 'municipality':
      return municipalities.find(({ code }) => code === change.municipalityCode)?.name
    case 'town':
      return change.town
    case 'addTag':
      return change.name
    case 'removeTag':
      return tags.find(({ id }) => id === change.tagId)?.name
    case 'endMembership':
      return `${format.date(change.endsOn)}, ${memberships(`endReasonKind.${change.reasonKind}`)}`
    case 'note':
      return change.text
    case 'customField':
      return fields.find(({ id }) => id === change.fieldId)?.name
    default:
      return undefined
  }
}

/** What the change would do, and doing it. */
function Outcome({ persons, asked: { change, counts: first }, onBack, onClose }: { persons: ChosenPersons; asked: Asked; onBack(): void; onClose(): void }) {
  const t = useTranslations('bulk')
  const common = useTranslations('common')
  const sayError = useErrorSentence()
  const { notifyUndoable } = useUndo()
  const [counts, setCounts] = useState(first)
  const [isRunning, setRunning] = useState(false)
  const [failure, setFailure] = useState<string>()
  const value = useNewValue(change)

  async function run() {
    setRunning(true)
    setFailure(undefined)
    try {
      const { changed } = await client.bulk.run({ ...persons, change, expected: counts.changed })
      onClose()
      await notifyUndoable(t('done', { count: changed }))
    } catch (error) {
      setFailure(sayError(error))
      // Somebody may have changed the register meanwhile: what would happen is counted anew.
      await client.bulk.preview({ ...persons, change }).then(setCounts, () => undefined)
    } finally {
      setRunning(false)
    }
  }

  return (
    <Stack>
      {failure && <Banner tone="error">{failure}</Banner>}
      <Section title={t('outcome')} level={3}>
        <p>
          {t(`kinds.${change.kind}`)}
          {value && `: ${value}`}
        </p>
        <Counts counts={counts} />
      </Section>
      {isRunning && <Progress label={t('running')} />}
      <DialogActions>
        {counts.changed > 0 && (
          <Button variant="primary" autoFocus isPending={isRunning} onPress={() => void run()}>
            {t('run', { count: counts.changed })}
          </Button>
        )}
        {!isRunning && <Button onPress={onBack}>{t('back')}</Button>}
        {!isRunning && <Button onPress={onClose}>{common('cancel')}</Button>}
      </DialogActions>
    </Stack>
  )
}

function Counts({ counts: { changed, already, leftOut } }: { counts: BulkCounts }) {
  const t = useTranslations('bulk')
  return (
    <div role="status">
      <p>{t('changed', { count: changed })}</p>
      {already > 0 && <p>{t('already', { count: already })}</p>}
      {leftOut.map(({ obstacle, count }) => (
        <p key={obstacle}>{t(`leftOut.${obstacle}`, { count })}</p>
      ))}
    </div>
  )
}
