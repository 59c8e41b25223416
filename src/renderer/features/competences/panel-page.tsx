import { useQuery } from '@tanstack/react-query'
import { FileSpreadsheet } from 'lucide-react'
import { useState } from 'react'
import { panelAnswers, panels, type Panel, type PanelMember } from '#contract/panels.ts'
import { api, client, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { useSaveDocument } from '#renderer/api/save-document.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useRouteParam } from '#renderer/app/navigation.ts'
import { useUndo } from '#renderer/app/undo.ts'
import {
  Button, ButtonGroup, DateField, DescriptionList, ErrorState, FieldRow, Fields, FormDialog, Loading, notify, Page, RadioGroup, Section, SimpleTable, Stack, StatusChip, TextField, useForm, useFormat, useLanguage, useTranslations,
} from '#renderer/ui/index.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { HistoryList } from '#renderer/features/history/history-list.tsx'
import { NotesPart } from '#renderer/features/notes/notes-part.tsx'
import { PersonLink, usePersonName } from '#renderer/features/people/person-name.tsx'
import { systemClock } from '#shared/clock.ts'
import { useCompetenceWords, useQuotaText } from './words.ts'

/** One panel: how it was drawn, who is in it, and what each answered. */
export function PanelPage() {
  const id = useRouteParam('panelId')
  const t = useTranslations('panels')
  const bank = useTranslations('competences')
  const sayError = useErrorSentence()
  const { data: panel, error, refetch } = useQuery(api.panels.read.queryOptions({ input: { id } }))
  const breadcrumbs = [{ label: bank('title'), href: '/competences' }, { label: t('title'), href: '/competences/panels' }]
  if (error) {
    return (
      <Page title={t('title')} windowTitle={t('title')} breadcrumbs={breadcrumbs}>
        <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>
      </Page>
    )
  }
  return panel ? <Opened key={id} panel={panel} breadcrumbs={breadcrumbs} /> : <Loading />
}

function Opened({ panel, breadcrumbs }: { panel: Panel; breadcrumbs: { label: string; href: string }[] }) {
  const t = useTranslations('panels')
  const canWrite = useCan('competences.write')
  const canReadHistory = useCan('journal.read')
  const [isMaking, setMaking] = useState(false)
  return (
    <Page
      title={panel.name}
      windowTitle={t('title')}
      breadcrumbs={breadcrumbs}
      lead={panel.question}
      actions={
        canWrite && (
          <Button icon={FileSpreadsheet} onPress={() => setMaking(true)}>
            {t('export.title')}
          </Button>
        )
      }
    >
      <Stack>
        <HowDrawn panel={panel} />
        <Members panel={panel} />
        <NotesPart subject={{ subjectTable: 'panels', subjectId: panel.id }} />
        {canReadHistory && (
          <Section title={t('sections.history')}>
            <HistoryList subjectId={panel.id} />
          </Section>
        )}
      </Stack>
      {isMaking && <ExportDialog panelId={panel.id} onClose={() => setMaking(false)} />}
    </Page>
  )
}

function HowDrawn({ panel }: { panel: Panel }) {
  const t = useTranslations('panels')
  const bank = useTranslations('competences')
  const format = useFormat()
  const { methodName } = useCompetenceWords()
  const quotaText = useQuotaText()
  return (
    <DescriptionList
      items={[
        { label: t('fields.drawnOn'), value: format.date(panel.drawnOn) },
        { label: t('fields.size'), value: t('people', { count: panel.size }) },
        { label: t('fields.pool'), value: t('people', { count: panel.poolCount }) },
        { label: t('fields.drawRule'), value: t(`drawRule.${panel.drawRule}`) },
        { label: t('fields.seed'), value: panel.seed },
        panel.drawRule === 'balanced' && { label: t('fields.mix'), value: panel.mix.length > 0 ? format.list(panel.mix.map((dimension) => t(`mix.${dimension}`))) : t('noMix') },
        panel.quotas.length > 0 && { label: t('fields.quotas'), value: format.list(panel.quotas.map(quotaText)) },
        { label: t('fields.area'), value: panel.area?.name ?? bank('any') },
        { label: t('fields.method'), value: panel.method === null ? bank('any') : methodName(panel.method) },
        panel.meetsOn !== null && { label: t('fields.meetsOn'), value: format.date(panel.meetsOn) },
      ]}
    />
  )
}

function Members({ panel }: { panel: Panel }) {
  const t = useTranslations('panels')
  const format = useFormat()
  const nameOf = usePersonName()
  const sayError = useErrorSentence()
  const canWrite = useCan('competences.write')
  const { notifyUndoable } = useUndo()
  const [recording, setRecording] = useState<PanelMember>()

  async function replace({ id, version }: PanelMember) {
    try {
      await client.panels.drawReplacement({ memberId: id, version })
      await notifyUndoable(t('replaced'))
    } catch (error) {
      notify({ text: sayError(error), tone: 'need' })
    }
  }

  return (
    <Section title={t('sections.members')} actions={<TakeOutList list="panelMembers" query={{ id: panel.id }} />}>
      <SimpleTable<PanelMember>
        label={t('sections.members')}
        rows={panel.members}
        rowId={(row) => row.id}
        columns={[
          { id: 'position', header: t('fields.position'), cell: (row) => format.number(row.position), align: 'end' },
          { id: 'person', header: t('fields.person'), cell: (row) => <Named member={row} />, isRowHeader: true },
          { id: 'askedOn', header: t('fields.askedOn'), cell: (row) => format.date(row.askedOn) || t('notAsked') },
          { id: 'answer', header: t('fields.answer'), cell: (row) => <Answer member={row} /> },
          { id: 'answeredOn', header: t('fields.answeredOn'), cell: (row) => format.date(row.answeredOn), isExtra: true },
          ...(canWrite
            ? [
                {
                  id: 'actions', header: t('fields.actions'),
                  cell: (row: PanelMember) => (
                    <ButtonGroup>
                      <Button size="small" aria-label={t('recordFor', { name: nameOf(row.person) })} onPress={() => setRecording(row)}>
                        {t('record')}
                      </Button>
                      {row.answer === 'no' && !row.isReplaced && (
                        <Button size="small" aria-label={t('replaceFor', { name: nameOf(row.person) })} onPress={() => void replace(row)}>
                          {t('replace')}
                        </Button>
                      )}
                    </ButtonGroup>
                  ),
                },
              ]
            : []),
        ]}
      />
      {recording && <AnswerDialog member={recording} onClose={() => setRecording(undefined)} />}
    </Section>
  )
}

function Named({ member: { person, replacesPosition } }: { member: PanelMember }) {
  const t = useTranslations('panels')
  return (
    <>
      <PersonLink person={person} /> {replacesPosition !== null && <small>{t('insteadOf', { position: String(replacesPosition) })}</small>}
    </>
  )
}

function Answer({ member: { answer, isReplaced } }: { member: PanelMember }) {
  const t = useTranslations('panels')
  if (answer === null) return <StatusChip tone="muted">{t('notAnswered')}</StatusChip>
  return (
    <>
      <StatusChip tone={answer === 'yes' ? 'good' : 'neutral'}>{t(`answer.${answer}`)}</StatusChip> {isReplaced && <StatusChip tone="muted">{t('isReplaced')}</StatusChip>}
    </>
  )
}

function AnswerDialog({ member, onClose }: { member: PanelMember; onClose(): void }) {
  const t = useTranslations('panels')
  const nameOf = usePersonName()
  const { notifyUndoable } = useUndo()
  const today = systemClock.today()
  const form = useForm({
    schema: inputSchema(panels.recordAnswer),
    defaultValues: { memberId: member.id, version: member.version, askedOn: member.askedOn ?? today, answer: member.answer, answeredOn: member.answeredOn },
    async save(values) {
      await client.panels.recordAnswer({ ...values, answeredOn: values.answer === null ? null : (values.answeredOn ?? today) })
      await notifyUndoable(t('saved'))
      onClose()
    },
  })
  return (
    <FormDialog title={t('recordFor', { name: nameOf(member.person) })} onClose={onClose} form={form} saveLabel={t('record')}>
      <Fields>
        <RadioGroup label={t('fields.answer')} choices={panelAnswers.map((id) => ({ id, label: t(`answer.${id}`) }))} {...form.field('answer')} />
        <FieldRow>
          <DateField label={t('fields.askedOn')} {...form.field('askedOn')} />
          <DateField label={t('fields.answeredOn')} {...form.field('answeredOn')} />
        </FieldRow>
      </Fields>
    </FormDialog>
  )
}

function ExportDialog({ panelId, onClose }: { panelId: string; onClose(): void }) {
  const t = useTranslations('panels')
  const language = useLanguage()
  const saveDocument = useSaveDocument()
  const form = useForm({
    schema: inputSchema(panels.export),
    defaultValues: { id: panelId, reason: '', language },
    async save(values) {
      await saveDocument(await client.panels.export(values))
      onClose()
    },
  })
  return (
    <FormDialog title={t('export.title')} onClose={onClose} form={form} saveLabel={t('export.title')} showsState={false}>
      <TextField label={t('export.reason')} help={t('export.reasonHelp')} {...form.text('reason')} />
    </FormDialog>
  )
}
