import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { imports as contract, type KeptMapping } from '#contract/imports.ts'
import { api, client, useErrorSentence } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { Button, ButtonGroup, FormDialog, notify, Section, SimpleTable, TextField, useForm, useFormat, useTranslations } from '#renderer/ui/index.ts'

/** The kinds of lists whose columns somebody has chosen, each of which can be renamed and forgotten. */
export function KeptMappings() {
  const t = useTranslations('imports.kept')
  const format = useFormat()
  const sayError = useErrorSentence()
  const { notifyUndoable } = useUndo()
  const { data: mappings = [] } = useQuery(api.imports.mappings.queryOptions())
  const [renaming, setRenaming] = useState<KeptMapping>()
  if (mappings.length === 0) return null

  async function remove({ id, version }: KeptMapping) {
    try {
      await client.imports.removeMapping({ id, version })
      await notifyUndoable(t('removed'))
    } catch (error) {
      notify({ text: sayError(error), tone: 'need' })
    }
  }

  return (
    <Section title={t('title')} actions={<TakeOutList list="keptMappings" query={{}} />}>
      <p>{t('help')}</p>
      <SimpleTable
        label={t('title')}
        rows={mappings}
        rowId={({ id }) => id}
        columns={[
          { id: 'name', header: t('name'), cell: ({ name }) => name, isRowHeader: true },
          { id: 'headings', header: t('headings'), cell: ({ headings }) => t('someHeadings', { first: headings.slice(0, 4).join(', '), more: Math.max(0, headings.length - 4) }), isExtra: true },
          { id: 'saved', header: t('saved'), cell: ({ savedAt }) => format.dateTime(savedAt) },
          {
            id: 'actions', header: t('actions'),
            cell: (mapping) => (
              <ButtonGroup>
                <Button size="small" aria-label={t('renameOne', { name: mapping.name })} onPress={() => setRenaming(mapping)}>
                  {t('rename')}
                </Button>
                <Button size="small" aria-label={t('removeOne', { name: mapping.name })} onPress={() => remove(mapping)}>
                  {t('remove')}
                </Button>
              </ButtonGroup>
            ),
          },
        ]}
      />
      {renaming && <RenameDialog mapping={renaming} onClose={() => setRenaming(undefined)} />}
    </Section>
  )
}

function RenameDialog({ mapping: { id, version, name }, onClose }: { mapping: KeptMapping; onClose: () => void }) {
  const t = useTranslations('imports.kept')
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(contract.renameMapping),
    defaultValues: { id, version, name },
    async save(values) {
      await client.imports.renameMapping(values)
      await notifyUndoable(t('renamed'))
      onClose()
    },
  })
  return (
    <FormDialog title={t('renameOne', { name })} onClose={onClose} form={form}>
      <TextField label={t('name')} width="medium" {...form.text('name')} />
    </FormDialog>
  )
}
