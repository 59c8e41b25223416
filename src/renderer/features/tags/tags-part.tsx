import { useQuery } from '@tanstack/react-query'
import { Plus, Tag as TagIcon, X } from 'lucide-react'
import { useState } from 'react'
import { tags as contract, type Tag } from '#contract/tags.ts'
import { api, client, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { Button, Fields, FormDialog, IconButton, notify, StatusChip, TextField, useForm, useTranslations } from '#renderer/ui/index.ts'
import styles from './tags.module.css'

export interface Tagged {
  readonly kind: 'person' | 'organisation'
  readonly id: string
}

/** The tags of a person or an organisation as chips, each of which can be taken away, and a button to add more. */
export function TagsPart({ of, tags }: { of: Tagged; tags: readonly Tag[] }) {
  const t = useTranslations('tags')
  const sayError = useErrorSentence()
  const { notifyUndoable } = useUndo()
  const mayWrite = useCan(of.kind === 'person' ? 'people.write' : 'organisations.write')
  const [isAdding, setAdding] = useState(false)

  async function take({ id: tagId, name }: Tag) {
    try {
      if (of.kind === 'person') await client.tags.untagPerson({ personId: of.id, tagId })
      else await client.tags.untagOrganisation({ organisationId: of.id, tagId })
      await notifyUndoable(t('taken', { name }))
    } catch (error) {
      notify({ text: sayError(error), tone: 'need' })
    }
  }

  if (tags.length === 0 && !mayWrite) return null
  return (
    <div className={styles.tags}>
      {tags.length > 0 && (
        <ul role="list" aria-label={t('title')} className={styles.chips}>
          {tags.map((tag) => (
            <li key={tag.id}>
              <StatusChip icon={TagIcon}>{tag.name}</StatusChip>
              {mayWrite && <IconButton icon={X} label={t('take', { name: tag.name })} onPress={() => void take(tag)} />}
            </li>
          ))}
        </ul>
      )}
      {mayWrite && (
        <Button size="small" variant="quiet" icon={Plus} onPress={() => setAdding(true)}>
          {t('add')}
        </Button>
      )}
      {isAdding && <AddDialog of={of} held={tags} onClose={() => setAdding(false)} />}
    </div>
  )
}

const schema = inputSchema(contract.tagPerson).pick({ name: true })

function AddDialog({ of, held, onClose }: { of: Tagged; held: readonly Tag[]; onClose: () => void }) {
  const t = useTranslations('tags')
  const { notifyUndoable } = useUndo()
  const { data: known = [] } = useQuery(api.tags.list.queryOptions())
  const form = useForm({
    schema,
    defaultValues: { name: '' },
    async save({ name }) {
      const tag = of.kind === 'person' ? await client.tags.tagPerson({ personId: of.id, name }) : await client.tags.tagOrganisation({ organisationId: of.id, name })
      if (!held.some(({ id }) => id === tag.id)) await notifyUndoable(t('added', { name: tag.name }))
      onClose()
    },
  })
  const offered = known.filter((tag) => tag.archivedAt === null && !held.some(({ id }) => id === tag.id))
  return (
    <FormDialog title={t('addTitle')} onClose={onClose} form={form} saveLabel={t('add')} showsState={false}>
      <Fields>
        <TextField label={t('fields.name')} help={t('nameHelp')} width="medium" autoComplete="off" {...form.text('name')} />
        {offered.length > 0 && (
          <div role="group" aria-label={t('existing')} className={styles.chips}>
            {offered.map((tag) => (
              <Button key={tag.id} size="small" icon={TagIcon} aria-pressed={form.values.name === tag.name} onPress={() => form.set('name', tag.name)}>
                {tag.name}
              </Button>
            ))}
          </div>
        )}
      </Fields>
    </FormDialog>
  )
}
