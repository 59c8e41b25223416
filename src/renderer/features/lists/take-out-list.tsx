import { FileOutput } from 'lucide-react'
import { useState } from 'react'
import { listFormats, lists as contract, takenLists, type ListEvent, type ListName, type ListQuery } from '#contract/lists.ts'
import { client, useCan } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useStepsRun } from '#renderer/app/steps-run.ts'
import { Banner, Button, Dialog, Fields, Form, Progress, RadioGroup, Section, Stack, TextField, useForm, useLanguage, useTranslations } from '#renderer/ui/index.ts'
import { translator } from '#shared/i18n/index.ts'
import { ColumnChoice } from './column-choice.tsx'
import { FinishedFile } from './finished-file.tsx'
import { keepColumns, readColumns } from './remembered-columns.ts'

export interface TakeOutListProps<Name extends ListName> {
  list: Name
  /** The filters and the order as they are on the screen. */
  query: ListQuery<Name>
}

/** The button that takes a list out as a file, for those who may. */
export function TakeOutList<Name extends ListName>({ list, query }: TakeOutListProps<Name>) {
  const t = useTranslations('views')
  const lists = useTranslations('lists')
  const language = useLanguage()
  const canExport = useCan('people.export')
  const [isOpen, setOpen] = useState(false)
  if (!canExport) return null
  return (
    <span data-print="hide">
      <Button size="small" icon={FileOutput} aria-label={lists('takeOutTitle', { list: takenLists[list].title(translator(language)) })} onPress={() => setOpen(true)}>
        {t('takeOut')}
      </Button>
      {isOpen && <TakeOutListDialog list={list} query={query} onClose={() => setOpen(false)} />}
    </span>
  )
}

const formSchema = inputSchema(contract.export).pick({ format: true, columns: true, reason: true })

function TakeOutListDialog({ list, query, onClose }: { list: ListName; query: object; onClose: () => void }) {
  const t = useTranslations('lists')
  const views = useTranslations('views')
  const language = useLanguage()
  const { state, run, stop } = useStepsRun<ListEvent>()
  const { title, columns } = takenLists[list]
  const words = translator(language)
  const names = Object.keys(columns)
  const form = useForm({
    schema: formSchema,
    defaultValues: { format: 'excel', columns: rememberedColumns(list, names), reason: '' },
    save: (values) => {
      keepColumns(`listColumns.${list}`, values.columns)
      return run((signal) => client.lists.export({ list, query: { ...query }, ...values, language }, { signal }))
    },
  })
  const chosen = form.field('columns')
  return (
    <Dialog title={t('takeOutTitle', { list: title(words) })} isOpen onClose={onClose} isWide>
      <Stack>
        {state.kind !== 'finished' && (
          <Form form={form} saveLabel={views('make')} onCancel={onClose} showsState={false}>
            <Fields>
              <p>{t('takeOutHelp')}</p>
              <TextField label={views('reason')} help={views('reasonHelp')} {...form.text('reason')} />
              <RadioGroup label={views('format')} choices={listFormats.map((id) => ({ id, label: views(`formats.${id}`), detail: t(`formatDetail.${id}`) }))} {...form.field('format')} isRequired />
              <Section title={t('columns')} level={3}>
                <div data-field="columns" tabIndex={-1}>
                  <ColumnChoice label={t('columns')} columns={names} nameOf={(name) => columns[name]?.header(words) ?? name} value={chosen.value ?? []} onChange={chosen.onChange} />
                  {chosen.error && <Banner tone="error">{chosen.error}</Banner>}
                </div>
              </Section>
            </Fields>
          </Form>
        )}
        {state.kind === 'progress' && <Progress label={t(`stages.${state.stage}`)} done={state.done} total={state.total} onCancel={stop} />}
        {state.kind === 'stopped' && <Banner tone="info">{views('cancelled')}</Banner>}
        {state.kind === 'finished' && <FinishedFile file={state}>{t('finishedHelp', { name: state.name, count: state.rowCount })}</FinishedFile>}
      </Stack>
    </Dialog>
  )
}

/** Those that were chosen last, as far as the list still has them; all of them the first time. */
function rememberedColumns(list: ListName, names: readonly string[]): string[] {
  const kept = readColumns(`listColumns.${list}`)
  const known = Array.isArray(kept) ? kept.filter((name): name is string => names.includes(name as string)) : []
  return known.length > 0 ? known : [...names]
}
