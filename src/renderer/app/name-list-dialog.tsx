import { useState } from 'react'
import type { z } from 'zod'
import { useErrorSentence } from '#renderer/api/index.ts'
import { Button, ButtonGroup, Dialog, Form, notify, SimpleTable, Stack, TextField, useForm } from '#renderer/ui/index.ts'
import { useUndo } from './undo.ts'

/** A name of a list that the association keeps itself. */
export interface ListedName {
  readonly id: string
  readonly version: number
  readonly name: string
}

/** The words of the list; those for one name hold it. */
export interface NameListWords {
  readonly title: string
  readonly lead: string
  readonly empty: string
  readonly name: string
  readonly actions: string
  readonly add: string
  readonly rename: string
  readonly remove: string
  readonly saved: string
  renameThis(name: string): string
  removeThis(name: string): string
}

interface NameList {
  readonly words: NameListWords
  readonly names: readonly ListedName[]
  /** Of the procedure that adds a name. */
  readonly schema: z.ZodType<{ name: string }, { name: string }>
  add(name: string): Promise<unknown>
  rename(listed: ListedName, name: string): Promise<unknown>
  remove(listed: ListedName): Promise<unknown>
  onClose(): void
}

/** A list of names of the association's own: add, rename, remove. */
export function NameListDialog(list: NameList) {
  const { words, names, remove, onClose } = list
  const sayError = useErrorSentence()
  const { notifyUndoable } = useUndo()
  const [renaming, setRenaming] = useState<ListedName>()

  async function takeOut(listed: ListedName) {
    try {
      await remove(listed)
      await notifyUndoable(words.saved)
    } catch (error) {
      notify({ text: sayError(error), tone: 'need' })
    }
  }

  return (
    <Dialog title={words.title} isOpen onClose={onClose} isWide>
      <Stack>
        <p>{words.lead}</p>
        <SimpleTable<ListedName>
          label={words.title}
          rows={names}
          rowId={(row) => row.id}
          empty={<p>{words.empty}</p>}
          columns={[
            { id: 'name', header: words.name, cell: (row) => row.name, isRowHeader: true },
            {
              id: 'actions', header: words.actions,
              cell: (row) => (
                <ButtonGroup>
                  <Button size="small" aria-label={words.renameThis(row.name)} onPress={() => setRenaming(row)}>
                    {words.rename}
                  </Button>
                  <Button size="small" aria-label={words.removeThis(row.name)} onPress={() => void takeOut(row)}>
                    {words.remove}
                  </Button>
                </ButtonGroup>
              ),
            },
          ]}
        />
        <NameForm key={renaming?.id ?? `new ${names.length}`} {...list} renaming={renaming} onDone={() => setRenaming(undefined)} />
      </Stack>
    </Dialog>
  )
}

/** One name at a time: a new one, or another for one that is there. */
function NameForm({ words, schema, add, rename, renaming, onDone, onClose }: NameList & { renaming: ListedName | undefined; onDone(): void }) {
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema,
    defaultValues: { name: renaming?.name ?? '' },
    async save({ name }) {
      if (renaming) await rename(renaming, name)
      else await add(name)
      await notifyUndoable(words.saved)
      onDone()
    },
  })
  return (
    <Form form={form} saveLabel={renaming ? words.rename : words.add} onCancel={renaming ? onDone : onClose}>
      <TextField label={renaming ? words.renameThis(renaming.name) : words.add} {...form.text('name')} />
    </Form>
  )
}
