import { useQuery } from '@tanstack/react-query'
import { FileDown, IdCard, MailPlus } from 'lucide-react'
import { useState } from 'react'
import { registerExtracts } from '#contract/mailings.ts'
import { api, client, useCan } from '#renderer/api/index.ts'
import { useSaveDocument } from '#renderer/api/save-document.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useUndo } from '#renderer/app/undo.ts'
import {
  Banner, Button, ButtonGroup, FormDialog, LinkButton, Loading, Section, SimpleTable, Stack, TextField, useForm, useFormat, useLanguage, useTranslations,
} from '#renderer/ui/index.ts'
import { FindingList } from '#renderer/features/claims/findings.tsx'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { TakeOutDialog } from '#renderer/features/people/take-out-dialog.tsx'
import { ConsentDialog } from './newsletter-page.tsx'

/** On a person's page, by her addresses too: which of them mailings came back from, and how the next one goes. Nothing to say as a rule. */
export function CameBack({ personId }: { personId: string }) {
  const canRead = useCan('mailings.read')
  const { data } = useQuery({ ...api.mailings.ofPerson.queryOptions({ input: { personId } }), enabled: canRead })
  if (!data || data.warnings.length === 0) return null
  return (
    <Banner tone="need">
      <FindingList findings={data.warnings} />
    </Banner>
  )
}

/** On a person's page: what has gone to her and what came back, the newsletter, and the extract of all that is known about her. */
export function PersonMailings({ personId, isProtected }: { personId: string; isProtected: boolean }) {
  const t = useTranslations('mailings')
  const format = useFormat()
  const canWrite = useCan('mailings.write')
  const { data } = useQuery(api.mailings.ofPerson.queryOptions({ input: { personId } }))
  if (!data) return <Loading />
  return (
    <Stack>
      <CameBack personId={personId} />
      <Section
        title={t('sections.own')}
        actions={
          !isProtected && (
            <ButtonGroup>
              {canWrite && (
                <LinkButton href={`/mailings/new?personId=${personId}`} icon={MailPlus}>
                  {t('own.newMailing')}
                </LinkButton>
              )}
              {data.sent.length > 0 && <TakeOutList list="personMailings" query={{ personId }} />}
            </ButtonGroup>
          )
        }
      >
        <SimpleTable
          label={t('sections.own')}
          rows={data.sent}
          rowId={(row) => `${row.mailingId} ${row.channel}`}
          href={(row) => `/mailings/${row.mailingId}`}
          empty={<p>{t('own.none')}</p>}
          columns={[
            { id: 'subject', header: t('fields.subject'), cell: (row) => row.title, isRowHeader: true },
            { id: 'channel', header: t('fields.channel'), cell: (row) => t(`channel.${row.channel}`) },
            { id: 'state', header: t('fields.state'), cell: (row) => t(`recipientState.${row.state}`) },
            { id: 'sentOn', header: t('fields.sentOn'), cell: (row) => format.date(row.sentOn) },
            { id: 'answer', header: t('fields.answer'), cell: (row) => row.answer && t(`answer.${row.answer}`) },
          ]}
        />
      </Section>
      <NewsletterPart personId={personId} consents={data.consents} />
      {!isProtected && <CardPart personId={personId} />}
      <ExtractPart personId={personId} />
    </Stack>
  )
}

function NewsletterPart({ personId, consents }: { personId: string; consents: Awaited<ReturnType<typeof client.mailings.ofPerson>>['consents'] }) {
  const t = useTranslations('mailings')
  const canWrite = useCan('mailings.write')
  const { notifyUndoable } = useUndo()
  const [isAdding, setAdding] = useState(false)
  const current = consents.find(({ withdrawnOn }) => withdrawnOn === null)
  async function withdraw() {
    if (!current) return
    await client.newsletter.withdraw({ id: current.id, version: current.version })
    await notifyUndoable(t('newsletter.removed'))
  }
  return (
    <Section
      title={t('sections.newsletter')}
      actions={canWrite && (current ? <Button onPress={withdraw}>{t('newsletter.remove')}</Button> : <Button onPress={() => setAdding(true)}>{t('newsletter.add')}</Button>)}
    >
      <p>{current ? t('newsletter.onList', { date: current.consentedOn }) : t('newsletter.notOnList')}</p>
      {isAdding && <ConsentDialog personId={personId} onClose={() => setAdding(false)} />}
    </Section>
  )
}

function CardPart({ personId }: { personId: string }) {
  const t = useTranslations('mailings')
  const canExport = useCan('people.export')
  const [isMaking, setMaking] = useState(false)
  if (!canExport) return null
  return (
    <Section
      title={t('sections.card')}
      actions={
        <Button icon={IdCard} onPress={() => setMaking(true)}>
          {t('card.make')}
        </Button>
      }
    >
      <p>{t('card.help')}</p>
      {isMaking && <TakeOutDialog persons={{ ids: [personId] }} count={1} wanted="cards" onClose={() => setMaking(false)} />}
    </Section>
  )
}

function ExtractPart({ personId }: { personId: string }) {
  const t = useTranslations('mailings')
  const canExtract = useCan('people.extract')
  const [isMaking, setMaking] = useState(false)
  if (!canExtract) return null
  return (
    <Section
      title={t('sections.extract')}
      actions={
        <Button icon={FileDown} onPress={() => setMaking(true)}>
          {t('extract.make')}
        </Button>
      }
    >
      <p>{t('extract.help')}</p>
      {isMaking && <ExtractDialog personId={personId} onClose={() => setMaking(false)} />}
    </Section>
  )
}

function ExtractDialog({ personId, onClose }: { personId: string; onClose: () => void }) {
  const t = useTranslations('mailings')
  const language = useLanguage()
  const saveDocument = useSaveDocument()
  const form = useForm({
    schema: inputSchema(registerExtracts.make),
    defaultValues: { personId, language, reason: '' },
    async save(values) {
      await saveDocument(await client.registerExtracts.make(values))
      onClose()
    },
  })
  return (
    <FormDialog title={t('extract.make')} onClose={onClose} form={form} saveLabel={t('extract.make')} showsState={false}>
      <TextField label={t('fields.reason')} help={t('extract.help')} {...form.text('reason')} />
    </FormDialog>
  )
}
