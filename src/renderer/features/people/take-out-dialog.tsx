import { ClipboardCopy } from 'lucide-react'
import { useState } from 'react'
import { cardPapers, exportFormats, labelSheets, leftOutReasons, views as contract, type ExportEvent, type ExportFormat } from '#contract/views.ts'
import { client, useErrorSentence } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useStepsRun } from '#renderer/app/steps-run.ts'
import { FinishedFile } from '#renderer/features/lists/finished-file.tsx'
import {
  Banner, Button, copyText, CopyByHandDialog, Dialog, Fields, FieldRow, Form, notify, NumberField, Progress, RadioGroup, Section, Select, Stack, TextField, TextLink, useForm, useLanguage, useTranslations,
} from '#renderer/ui/index.ts'
import { systemClock } from '#shared/clock.ts'
import { yearOf } from '#shared/dates.ts'

type Request = Parameters<typeof client.views.export>[0]
type FinishedEvent = Extract<ExportEvent, { kind: 'finished' }>

const formSchema = inputSchema(contract.export).pick({ format: true, labelSheet: true, firstLabel: true, cardPaper: true, cardYear: true, reason: true })

/** Makes a file of the persons who are shown, or of those who are selected, for a reason that is kept. */
export function TakeOutDialog({ persons, count, wanted = 'excel', onClose }: { persons: Omit<Request, 'format' | 'reason' | 'language'>; count: number; wanted?: ExportFormat; onClose(): void }) {
  const t = useTranslations('views')
  const language = useLanguage()
  const { state, run, stop } = useStepsRun<ExportEvent>()
  const form = useForm({
    schema: formSchema,
    defaultValues: { format: wanted, labelSheet: 'L7160', firstLabel: 1, cardPaper: count === 1 ? 'single' : 'sheet', reason: '' },
    save: (values) => run((signal) => client.views.export({ ...persons, ...values, language }, { signal })),
  })
  const format = form.field('format')
  const year = yearOf(systemClock.today())
  return (
    <Dialog title={t('takeOutTitle', { count })} isOpen onClose={onClose} isWide>
      <Stack>
        {state.kind !== 'finished' && (
          <Form form={form} saveLabel={t('make')} onCancel={onClose} showsState={false}>
            <Fields>
              <p>{t('takeOutHelp')}</p>
              <RadioGroup label={t('format')} choices={exportFormats.map((id) => ({ id, label: t(`formats.${id}`), detail: t(`formatDetail.${id}`) }))} {...format} isRequired />
              {format.value === 'labels' && (
                <FieldRow>
                  <Select label={t('labelSheet')} choices={labelSheets.map((id) => ({ id, label: t(`labelSheets.${id}`) }))} {...form.field('labelSheet')} />
                  <NumberField label={t('firstLabel')} help={t('firstLabelHelp')} {...form.field('firstLabel')} />
                </FieldRow>
              )}
              {format.value === 'cards' && (
                <FieldRow>
                  <Select label={t('cards.paper')} choices={cardPapers.map((id) => ({ id, label: t(`cards.papers.${id}`) }))} {...form.field('cardPaper')} />
                  <Select label={t('cards.year')} width="narrow" value={String(form.values.cardYear ?? year)} onChange={(chosen) => form.set('cardYear', Number(chosen))} choices={[year, year + 1].map((one) => ({ id: String(one), label: String(one) }))} />
                </FieldRow>
              )}
              <TextField label={t('reason')} help={t('reasonHelp')} {...form.text('reason')} />
            </Fields>
          </Form>
        )}
        {state.kind === 'progress' && <Progress label={t(`stages.${state.stage}`)} done={state.done} total={state.total} onCancel={stop} />}
        {state.kind === 'stopped' && <Banner tone="info">{t('cancelled')}</Banner>}
        {state.kind === 'finished' && <Finished file={state} hasAddresses={format.value === 'emails'} />}
      </Stack>
    </Dialog>
  )
}

function Finished({ file, hasAddresses }: { file: FinishedEvent; hasAddresses: boolean }) {
  const t = useTranslations('views')
  const sayError = useErrorSentence()
  const [uncopied, setUncopied] = useState<string>()

  async function copy() {
    try {
      const answer = await fetch(`/documents/${file.documentId}`)
      const text = (await answer.text()).trim().replaceAll('\r\n', '; ')
      if (await copyText(text)) notify({ text: t('copied') })
      else setUncopied(text)
    } catch (error) {
      notify({ text: sayError(error), tone: 'need' })
    }
  }

  return (
    <>
      <FinishedFile
        file={file}
        actions={
          hasAddresses && (
            <Button icon={ClipboardCopy} onPress={copy}>
              {t('copy')}
            </Button>
          )
        }
      >
        {t('finishedHelp', { name: file.name, count: file.personCount })}
      </FinishedFile>
      {uncopied !== undefined && <CopyByHandDialog text={uncopied} onClose={() => setUncopied(undefined)} />}
      {leftOutReasons.map((reason) => (
        <LeftOut key={reason} reason={reason} persons={file.leftOut.filter((person) => person.reason === reason)} />
      ))}
    </>
  )
}

/** As many names as one reads through; the rest are counted. */
const shownNames = 100

function LeftOut({ reason, persons }: { reason: (typeof leftOutReasons)[number]; persons: FinishedEvent['leftOut'] }) {
  const t = useTranslations('views')
  if (persons.length === 0) return null
  return (
    <Section title={t(`leftOut.${reason}`, { count: persons.length })} level={3}>
      <ul>
        {persons.slice(0, shownNames).map(({ id, name }) => (
          <li key={id}>
            <TextLink href={`/people/${id}`}>{name}</TextLink>
          </li>
        ))}
      </ul>
      {persons.length > shownNames && <p>{t('andMore', { count: persons.length - shownNames })}</p>}
    </Section>
  )
}
