import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { sensitive } from '#contract/sensitive.ts'
import { api, client, useErrorSentence } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { Button, ButtonGroup, Dialog, Form, notify, SimpleTable, Stack, TextField, useForm, useTranslations } from '#renderer/ui/index.ts'

interface Area {
  readonly id: string
  readonly version: number
  readonly name: string
}

/** The association's own list of areas of experience: add, rename, remove. */
export function AreasDialog({ onClose }: { onClose(): void }) {
  const t = useTranslations('sensitive')
  const sayError = useErrorSentence()
  const { notifyUndoable } = useUndo()
  const { data } = useQuery(api.sensitive.listAreas.queryOptions({ input: {} }))
  const [renaming, setRenaming] = useState<Area>()

  async function remove({ id, version }: Area) {
    try {
      await client.sensitive.removeArea({ id, version })
      await notifyUndoable(t('saved'))
    } catch (error) {
      notify({ text: sayError(error), tone: 'need' })
    }
  }

  return (
    <Dialog title={t('areas.title')} isOpen onClose={onClose} isWide>
      <Stack>
        <p>{t('areas.lead')}</p>
        <SimpleTable<Area>
          label={t('areas.title')}
          rows={data ?? []}
          rowId={(row) => row.id}
          empty={<p>{t('areas.empty')}</p>}
          columns={[
            { id: 'name', header: t('fields.areaName'), cell: (row) => row.name, isRowHeader: true },
            {
              id: 'actions', header: t('actions'),
              cell: (row) => (
                <ButtonGroup>
                  <Button size="small" aria-label={t('areas.renameThis', { name: row.name })} onPress={() => setRenaming(row)}>
                    {t('areas.rename')}
                  </Button>
                  <Button size="small" aria-label={t('areas.removeThis', { name: row.name })} onPress={() => void remove(row)}>
                    {t('areas.remove')}
                  </Button>
                </ButtonGroup>
              ),
            },
          ]}
        />
        <AreaForm key={renaming?.id ?? `new ${data?.length ?? 0}`} area={renaming} onDone={() => setRenaming(undefined)} onClose={onClose} />
      </Stack>
    </Dialog>
  )
}

/** One name at a time: a new area's, or another one for an area that is there. */
function AreaForm({ area, onDone, onClose }: { area: Area | undefined; onDone(): void; onClose(): void }) {
  const t = useTranslations('sensitive')
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(sensitive.addArea),
    defaultValues: { name: area?.name ?? '' },
    async save({ name }) {
      if (area) await client.sensitive.renameArea({ id: area.id, version: area.version, name })
      else await client.sensitive.addArea({ name })
      await notifyUndoable(t('saved'))
      onDone()
    },
  })
  return (
    <Form form={form} saveLabel={area ? t('areas.rename') : t('areas.add')} onCancel={area ? onDone : onClose} guardsLeaving={false}>
      <TextField label={area ? t('areas.renameThis', { name: area.name }) : t('areas.add')} {...form.text('name')} />
    </Form>
  )
}
