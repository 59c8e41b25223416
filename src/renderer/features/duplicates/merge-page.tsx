import { useQuery } from '@tanstack/react-query'
import { ArrowLeftRight, Merge } from 'lucide-react'
import { useState } from 'react'
import { z } from 'zod'
import { duplicates, type MergeChoice, type MergeFeeSide, type MergePreview } from '#contract/duplicates.ts'
import { api, client, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useAddressState, useGo, useRouteParam } from '#renderer/app/navigation.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { Banner, Button, ButtonGroup, DescriptionList, ErrorState, Form, Loading, Page, RadioGroup, Section, Stack, TextField, useForm, useFormat, useLanguage, useTranslations } from '#renderer/ui/index.ts'
import { PersonIdPicker } from '#renderer/features/people/person-id-picker.tsx'
import { sentence, sv } from '#shared/i18n/index.ts'
import styles from './merge.module.css'

const addressSchema = z.object({ with: z.string().optional().catch(undefined) })
const reasonSchema = z.strictObject({ reason: inputSchema(duplicates.previewProtected).shape.reason })

/** Making two registrations of one person one: who stays, which values, and what moves. */
export function MergePage() {
  const t = useTranslations('duplicates')
  const people = useTranslations('people')
  const personId = useRouteParam('personId')
  const [{ with: otherId }, setAddress] = useAddressState(addressSchema)
  return (
    <Page
      title={t('mergeTitle')}
      windowTitle={t('mergeTitle')}
      lead={t('mergeLead')}
      breadcrumbs={[
        { label: people('title'), href: '/people' },
        { label: t('title'), href: '/people/duplicates' },
      ]}
    >
      {otherId && otherId !== personId ? (
        <Merging key={`${personId} ${otherId}`} personId={personId} otherId={otherId} />
      ) : (
        <PersonIdPicker label={t('otherPerson')} help={t('chooseOther')} exceptId={personId} value={null} onChange={(id) => id && setAddress({ with: id })} />
      )}
    </Page>
  )
}

/** Reads what a merge would do; where either is protected, only once a reason is given. */
function Merging({ personId, otherId }: { personId: string; otherId: string }) {
  const sayError = useErrorSentence()
  const canOpenProtected = useCan('people.openProtected')
  const [isSwapped, setSwapped] = useState(false)
  const [opened, setOpened] = useState<{ preview: MergePreview; reason: string }>()
  const pair = isSwapped ? { keptId: otherId, otherId: personId } : { keptId: personId, otherId }
  const [one, other] = [useQuery(api.people.read.queryOptions({ input: { id: personId } })), useQuery(api.people.read.queryOptions({ input: { id: otherId } }))]
  const isProtected = Boolean(one.data?.isProtected) || Boolean(other.data?.isProtected)
  const isOpening = isProtected && canOpenProtected
  const preview = useQuery({ ...api.duplicates.preview.queryOptions({ input: pair }), enabled: Boolean(one.data && other.data) && !isOpening })
  const error = one.error ?? other.error ?? preview.error
  if (error) return <ErrorState onRetry={() => void preview.refetch()}>{sayError(error)}</ErrorState>
  if (isOpening && !opened) return <AskReason onReason={async (reason) => setOpened({ reason, preview: await client.duplicates.previewProtected({ ...pair, reason }) })} />
  const shown = opened?.preview ?? preview.data
  if (!shown) return <Loading />
  const swap = async () => {
    if (opened) setOpened({ ...opened, preview: await client.duplicates.previewProtected({ keptId: pair.otherId, otherId: pair.keptId, reason: opened.reason }) })
    setSwapped(!isSwapped)
  }
  return <Compared key={shown.kept.id} preview={shown} reason={opened?.reason ?? ''} onSwap={() => void swap()} />
}

function AskReason({ onReason }: { onReason: (reason: string) => Promise<void> }) {
  const t = useTranslations('duplicates')
  const people = useTranslations('people')
  const form = useForm({ schema: reasonSchema, defaultValues: { reason: '' }, save: ({ reason }) => onReason(reason) })
  return (
    <Stack>
      <Banner tone="need" title={t('protectedTitle')}>
        {t('protectedHelp')}
      </Banner>
      <Form form={form} saveLabel={t('showProtected')} showsState={false}>
        <TextField label={people('reason')} {...form.text('reason')} />
      </Form>
    </Stack>
  )
}

function Compared({ preview, reason, onSwap }: { preview: MergePreview; reason: string; onSwap: () => void }) {
  const t = useTranslations('duplicates')
  const go = useGo()
  const sayError = useErrorSentence()
  const { notifyUndoable } = useUndo()
  const [choices, setChoices] = useState<Record<string, MergeChoice>>({})
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const { kept, other } = preview

  async function merge() {
    setBusy(true)
    setFailure(undefined)
    try {
      await client.duplicates.merge({ keptId: kept.id, otherId: other.id, keptVersion: kept.version, otherVersion: other.version, choices, reason })
      go(`/people/${kept.id}`)
      await notifyUndoable(t('merged'))
    } catch (error) {
      setFailure(sayError(error))
    } finally {
      setBusy(false)
    }
  }

  async function dismiss() {
    try {
      await client.duplicates.dismiss({ firstPersonId: kept.id, secondPersonId: other.id })
      go('/people/duplicates')
      await notifyUndoable(t('dismissed'))
    } catch (error) {
      setFailure(sayError(error))
    }
  }

  return (
    <Stack>
      <WhoStays preview={preview} onSwap={onSwap} />
      <Findings preview={preview} />
      <FieldChoices preview={preview} choices={choices} onChoose={(field, choice) => setChoices({ ...choices, [field]: choice })} />
      <FeeChoices preview={preview} choices={choices} onChoose={(field, choice) => setChoices({ ...choices, [field]: choice })} />
      <Moves preview={preview} />
      {failure && <Banner tone="error">{failure}</Banner>}
      <ButtonGroup>
        <Button variant="primary" icon={Merge} isPending={isBusy} disabledReason={preview.obstacles.length > 0 ? t('obstacles') : undefined} onPress={() => void merge()}>
          {t('merge')}
        </Button>
        {!preview.willBeProtected && <Button onPress={() => void dismiss()}>{t('notSame')}</Button>}
      </ButtonGroup>
    </Stack>
  )
}

function WhoStays({ preview: { kept, other }, onSwap }: { preview: MergePreview; onSwap: () => void }) {
  const t = useTranslations('duplicates')
  const nameOf = ({ name, memberNumber }: MergePreview['kept']) => [name, memberNumber].filter(Boolean).join(', ')
  return (
    <>
      <DescriptionList
        items={[
          { label: t('stays'), value: nameOf(kept) },
          { label: t('goesUp'), value: nameOf(other) },
        ]}
      />
      <div>
        <Button icon={ArrowLeftRight} onPress={onSwap}>
          {t('swap')}
        </Button>
      </div>
    </>
  )
}

/** What keeps them from being merged, and what is good to know. */
function Findings({ preview: { obstacles, notices, willBeProtected } }: { preview: MergePreview }) {
  const t = useTranslations('duplicates')
  const language = useLanguage()
  const lines = (findings: MergePreview['notices']) => findings.map((finding, index) => <li key={`${finding.rule}-${index}`}>{sentence({ rule: finding.rule, ...(finding.params && { params: finding.params }) }, language)}</li>)
  return (
    <>
      {obstacles.length > 0 && (
        <Banner tone="need" title={t('obstacles')}>
          <ul>{lines(obstacles)}</ul>
        </Banner>
      )}
      {(notices.length > 0 || willBeProtected) && (
        <Banner tone="info" title={t('notices')}>
          <ul>
            {willBeProtected && <li>{t('willBeProtected')}</li>}
            {lines(notices)}
          </ul>
        </Banner>
      )}
    </>
  )
}

interface FieldChoicesProps {
  preview: MergePreview
  choices: Record<string, MergeChoice>
  onChoose: (field: string, choice: MergeChoice) => void
}

/** One choice for each field that the two say different things about; what is the same in both is only mentioned. */
function FieldChoices({ preview, choices, onChoose }: FieldChoicesProps) {
  const t = useTranslations('duplicates')
  const format = useFormat()
  const labelOf = useFieldLabel()
  const valueOf = useFieldValue()
  const differing = preview.fields.filter((field) => field.kept !== field.other || field.choices.length > 2)
  const same = preview.fields.filter((field) => field.kept === field.other && field.choices.length <= 2)
  return (
    <Section title={t('sections.fields')}>
      <div className={styles.choices}>
        <Stack>
          {differing.map((field) => (
            <RadioGroup
              key={field.field}
              label={labelOf(field.field)}
              value={choices[field.field] ?? field.chosen}
              onChange={(choice) => onChoose(field.field, choice)}
              choices={field.choices.map((id) => ({ id, label: id === 'both' ? t('both') : valueOf(field.field, field[id]) }))}
            />
          ))}
          {same.length > 0 && <p>{t('sameInBoth', { fields: format.list(same.map((field) => labelOf(field.field))) })}</p>}
        </Stack>
      </div>
    </Section>
  )
}

/** Which fee is kept of a year for which the two were asked for different amounts. */
function FeeChoices({ preview: { fees }, choices, onChoose }: FieldChoicesProps) {
  const t = useTranslations('duplicates')
  const sayFee = useFeeWords()
  if (fees.length === 0) return null
  return (
    <Section title={t('fees')}>
      <div className={styles.choices}>
        <Stack>
          <p>{t('feesHelp')}</p>
          {fees.map((fee) => (
            <RadioGroup
              key={fee.field}
              label={t('feeOfYear', { year: String(fee.year) })}
              value={choices[fee.field] ?? fee.chosen}
              onChange={(choice) => onChoose(fee.field, choice)}
              choices={(['kept', 'other'] as const).map((id) => ({ id, label: sayFee(fee[id]) }))}
            />
          ))}
        </Stack>
      </div>
    </Section>
  )
}

/** "200 kr, betalade 50 kr 2026-02-01". */
function useFeeWords(): (fee: MergeFeeSide) => string {
  const t = useTranslations('duplicates')
  const format = useFormat()
  return ({ amountOre, paidOre, paidOn, isWithdrawn }) => {
    const paid = paidOn === null ? t('feeUnpaid') : paidOre === null ? t('feePaidUnknown', { date: format.date(paidOn) }) : t('feePaid', { amount: format.money(paidOre), date: format.date(paidOn) })
    return t('feeSide', { amount: format.money(amountOre), state: isWithdrawn && paidOn === null ? t('feeWithdrawn') : isWithdrawn ? `${paid}, ${t('feeWithdrawn')}` : paid })
  }
}

/** How many of each kind go over to the one who stays. */
function Moves({ preview: { moves, otherMoves } }: { preview: MergePreview }) {
  const t = useTranslations('duplicates')
  const tableLabel = useTranslations('journal.tables')
  const format = useFormat()
  return (
    <Section title={t('sections.moves')}>
      {moves.length + otherMoves === 0 ? (
        <p>{t('movesNothing')}</p>
      ) : (
        <ul>
          {moves.map(({ table, count }) => (
            <li key={table}>{t('move', { table: tableLabel(table as keyof typeof sv.journal.tables), count: format.number(count) })}</li>
          ))}
          {otherMoves > 0 && <li>{t('moveOther', { count: format.number(otherMoves) })}</li>}
        </ul>
      )}
    </Section>
  )
}

function useFieldLabel(): (field: string) => string {
  const t = useTranslations('duplicates.field')
  const journal = useTranslations('journal.fields')
  return (field) => {
    if (field in sv.duplicates.field) return t(field as keyof typeof sv.duplicates.field)
    return field in sv.journal.fields ? journal(field as keyof typeof sv.journal.fields) : t('other')
  }
}

/** Codes as people read them. */
function useFieldValue(): (field: string, value: string | null) => string {
  const t = useTranslations('duplicates')
  const people = useTranslations('people')
  return (field, value) => {
    if (value === null) return t('nothing')
    if (field === 'gender') return people(`gender.${value as keyof typeof sv.people.gender}`)
    if (field === 'preferredChannel') return people(`channel.${value as keyof typeof sv.people.channel}`)
    return value
  }
}
