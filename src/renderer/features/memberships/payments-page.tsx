import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { FeeRef, PaymentFile, PaymentPreview, UnsettledPayment } from '#contract/memberships.ts'
import { api, client, useErrorSentence } from '#renderer/api/index.ts'
import { useSessionStatus } from '#renderer/api/session.ts'
import { useUndo } from '#renderer/app/undo.ts'
import {
  Announcement, Banner, Button, ButtonGroup, ConfirmDialog, FileDrop, notify, Page, Progress, Section, SimpleTable, Stack, Tabs, useFormat, useTranslations, type GridColumn,
} from '#renderer/ui/index.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { PersonLink } from '#renderer/features/people/person-name.tsx'
import { ChooseFeeDialog, useFeeName } from './choose-fee-dialog.tsx'
import { demoPayments } from './demo-payments.ts'
import { SetAsideDialog, SetAsidePart } from './set-aside.tsx'
import { SettleDialog } from './settle-dialog.tsx'

/** The file being read; the number tells two files of the same name apart. */
interface ChosenFile {
  readonly file: File
  readonly number: number
}

let files = 0

/** Incoming payments: a bank's file is read and looked at, its fees are settled in one step, and what is left is matched by hand. */
export function PaymentsPage() {
  const t = useTranslations('memberships')
  const [chosen, setChosen] = useState<ChosenFile>()
  return (
    <Page title={t('payments')} windowTitle={t('payments')} lead={t('paymentsLead')} breadcrumbs={[{ label: t('title'), href: '/memberships' }]}>
      {chosen ? (
        <ReadFile key={chosen.number} file={chosen.file} onDone={() => setChosen(undefined)} />
      ) : (
        <Stack>
          <ChooseFile onFile={(file) => setChosen({ file, number: (files += 1) })} />
          <Waiting />
          <SetAsidePart />
          <ReadFiles />
        </Stack>
      )}
    </Page>
  )
}

function ChooseFile({ onFile }: { onFile: (file: File) => void }) {
  const t = useTranslations('memberships')
  const { data: status } = useSessionStatus()

  async function useDemo() {
    const file = await demoPayments(t('demoFileName'))
    if (file) onFile(file)
    else notify({ text: t('demoNothing'), tone: 'need' })
  }

  return (
    <Stack>
      {status?.current?.isDemo && (
        <Banner tone="info" title={t('demoTitle')} actions={<Button onPress={useDemo}>{t('demoUse')}</Button>}>
          {t('demoHelp')}
        </Banner>
      )}
      <FileDrop label={t('chooseFile')} help={t('chooseFileHelp')} accept={['.txt', '.bgmax', '.xml', '.dat']} onFile={onFile} />
    </Stack>
  )
}

function ReadFile({ file, onDone }: { file: File; onDone: () => void }) {
  const t = useTranslations('memberships')
  const sayError = useErrorSentence()
  // What was read is not read anew when somebody changes something: it would be refused as read once it has been posted.
  const format = useFormat()
  const preview = useQuery({ queryKey: ['memberships.previewPayments', file.name, file.lastModified, file.size], queryFn: ({ signal }) => client.memberships.previewPayments({ file }, { signal }), gcTime: 0 })
  if (preview.isError) {
    return (
      <Banner tone="error" actions={<Button onPress={onDone}>{t('anotherFile')}</Button>}>
        {sayError(preview.error)}
      </Banner>
    )
  }
  return (
    <>
      <Announcement>{preview.data && t('fileSums', { count: preview.data.paymentCount, sum: format.money(preview.data.totalOre) })}</Announcement>
      {preview.data ? <Outcome file={file} preview={preview.data} onDone={onDone} /> : <Progress label={t('reading')} />}
    </>
  )
}

function Outcome({ file, preview, onDone }: { file: File; preview: PaymentPreview; onDone: () => void }) {
  const t = useTranslations('memberships')
  const format = useFormat()
  const sayError = useErrorSentence()
  const { notifyUndoable } = useUndo()
  const [choices, setChoices] = useState<ReadonlyMap<number, FeeRef>>(new Map())
  const [choosing, setChoosing] = useState<UnsettledPayment>()
  const [isRunning, setRunning] = useState(false)
  const [failure, setFailure] = useState<string>()
  const { settled, unsettled } = preview

  async function post() {
    setRunning(true)
    setFailure(undefined)
    try {
      const done = await client.memberships.postPayments({
        file, expected: settled.length, choices: [...choices].map(([position, { feeId }]) => ({ position, feeId })),
      })
      onDone()
      await notifyUndoable(t('posted', { settled: done.settled, waiting: done.unsettled }))
    } catch (error) {
      setFailure(sayError(error))
      setRunning(false)
    }
  }

  return (
    <Section
      title={t('fileSums', { count: preview.paymentCount, sum: format.money(preview.totalOre) })}
      actions={
        <ButtonGroup>
          <Button variant="primary" isPending={isRunning} onPress={post}>
            {t('post', { count: settled.length + choices.size })}
          </Button>
          <Button onPress={onDone}>{t('anotherFile')}</Button>
        </ButtonGroup>
      }
    >
      {failure && <Banner tone="error">{failure}</Banner>}
      <Tabs
        label={t('fields.payments')}
        items={[
          { id: 'settled', label: t('settledGroup', { count: format.number(settled.length) }), content: <SettledTable rows={settled} /> },
          {
            id: 'unsettled', label: t('unsettledGroup', { count: format.number(unsettled.length) }),
            content: <UnsettledTable rows={unsettled} rowKey={(row) => String(row.position)} chosen={(row) => choices.get(row.position)}
              onChoose={setChoosing} onDrop={(row) => setChoices(withChoice(choices, row.position, undefined))} />,
          },
        ]}
      />
      {choosing && <ChooseFeeDialog payment={choosing} onChoose={(fee) => setChoices(withChoice(choices, choosing.position, fee))} onClose={() => setChoosing(undefined)} />}
    </Section>
  )
}

function withChoice(choices: ReadonlyMap<number, FeeRef>, position: number, fee: FeeRef | undefined): ReadonlyMap<number, FeeRef> {
  const next = new Map(choices)
  if (fee) next.set(position, fee)
  else next.delete(position)
  return next
}

function SettledTable({ rows }: { rows: PaymentPreview['settled'] }) {
  const t = useTranslations('memberships')
  const format = useFormat()
  return (
    <SimpleTable
      label={t('fields.settled')}
      rows={rows.slice(0, mostRows)}
      rowId={(row) => String(row.position)}
      empty={<p>{t('noSettled')}</p>}
      columns={[
        { id: 'person', header: t('fields.person'), cell: (row) => <PersonLink person={row.fee.person} />, isRowHeader: true },
        { id: 'year', header: t('fields.year'), cell: (row) => row.fee.year, align: 'end' },
        { id: 'date', header: t('fields.bookedOn'), cell: (row) => format.date(row.bookedOn) },
        { id: 'amount', header: t('fields.amount'), cell: (row) => format.money(row.amountOre), align: 'end' },
        { id: 'reference', header: t('fields.reference'), cell: (row) => row.reference, isExtra: true },
      ]}
    />
  )
}

/** A table on the page holds as many rows as one can look through. */
const mostRows = 200

interface UnsettledTableProps<Row extends UnsettledPayment> {
  rows: readonly Row[]
  rowKey: (row: Row) => string
  chosen?: (row: Row) => FeeRef | undefined
  onChoose: (row: Row) => void
  onDrop?: (row: Row) => void
  onSetAside?: (row: Row) => void
}

/** Payments that have not found their fee: why, and what can be done about each. */
function UnsettledTable<Row extends UnsettledPayment>({ rows, rowKey, chosen, onChoose, onDrop, onSetAside }: UnsettledTableProps<Row>) {
  const t = useTranslations('memberships')
  const format = useFormat()
  const feeName = useFeeName()
  const columns: readonly GridColumn<Row>[] = [
    { id: 'payer', header: t('fields.payer'), cell: (row) => row.payerName ?? '–', isRowHeader: true },
    { id: 'message', header: t('fields.payerText'), cell: (row) => row.payerText, isExtra: true },
    { id: 'date', header: t('fields.bookedOn'), cell: (row) => format.date(row.bookedOn), isExtra: true },
    { id: 'amount', header: t('fields.amount'), cell: (row) => format.money(row.amountOre), align: 'end' },
    { id: 'obstacle', header: t('fields.obstacle'), cell: (row) => t(`obstacle.${row.obstacle}`) },
    {
      id: 'action', header: t('fields.action'),
      cell: (row) => {
        const fee = chosen?.(row)
        const ofRow = (action: string) => `${action}: ${row.payerName ?? format.money(row.amountOre)}`
        if (fee) {
          return (
            <>
              <div>{t('chosenFee', { fee: feeName(fee) })}</div>
              <Button size="small" aria-label={ofRow(t('dropChoice'))} onPress={() => onDrop?.(row)}>
                {t('dropChoice')}
              </Button>
            </>
          )
        }
        return (
          <ButtonGroup>
            {row.obstacle !== 'deduction' && row.obstacle !== 'otherCurrency' && (
              <Button size="small" aria-label={ofRow(t('chooseFee'))} onPress={() => onChoose(row)}>
                {t('chooseFee')}
              </Button>
            )}
            {onSetAside && (
              <Button size="small" aria-label={ofRow(t('setAside'))} onPress={() => onSetAside(row)}>
                {t('setAside')}
              </Button>
            )}
          </ButtonGroup>
        )
      },
    },
  ]
  return <SimpleTable label={t('waiting')} rows={rows.slice(0, mostRows)} rowId={rowKey} empty={<p>{t('noUnsettled')}</p>} columns={columns} />
}

function Waiting() {
  const t = useTranslations('memberships')
  const { notifyUndoable } = useUndo()
  const { data: rows = [] } = useQuery(api.memberships.listUnsettled.queryOptions({ input: {} }))
  const [settling, setSettling] = useState<(typeof rows)[number]>()
  const [settingAside, setSettingAside] = useState<(typeof rows)[number]>()
  if (rows.length === 0) return null

  return (
    <Section title={t('waiting')} actions={<TakeOutList list="unsettledPayments" query={{}} />}>
      <Stack>
        <p>{t('waitingHelp')}</p>
        <UnsettledTable rows={rows} rowKey={(row) => row.id} onChoose={setSettling} onSetAside={setSettingAside} />
      </Stack>
      {settling && <SettleDialog payment={settling} onSettled={(settled) => notifyUndoable(t('posted', { settled, waiting: rows.length - 1 }))} onClose={() => setSettling(undefined)} />}
      {settingAside && <SetAsideDialog payment={settingAside} onClose={() => setSettingAside(undefined)} />}
    </Section>
  )
}

function ReadFiles() {
  const t = useTranslations('memberships')
  const format = useFormat()
  const { data: rows = [] } = useQuery(api.memberships.listPaymentFiles.queryOptions({ input: {} }))
  const [undoing, setUndoing] = useState<PaymentFile>()
  return (
    <Section title={t('readFiles')} actions={rows.length > 0 && <TakeOutList list="paymentFiles" query={{}} />}>
      <SimpleTable
        label={t('readFiles')}
        rows={rows}
        rowId={(row) => row.id}
        empty={<p>{t('noReadFiles')}</p>}
        columns={[
          { id: 'at', header: t('fields.bookedOn'), cell: (row) => format.dateTime(row.receivedAt), isRowHeader: true },
          { id: 'format', header: t('fields.file'), cell: (row) => t(`format.${row.format}`) },
          { id: 'sum', header: t('fields.sum'), cell: (row) => format.money(row.totalOre), align: 'end' },
          { id: 'settled', header: t('fields.settled'), cell: (row) => format.number(row.settledCount), align: 'end' },
          { id: 'waiting', header: t('fields.waiting'), cell: (row) => format.number(row.unsettledCount), align: 'end' },
          {
            id: 'undo', header: t('fields.action'),
            cell: (row) =>
              row.isUndoable && (
                <Button size="small" onPress={() => setUndoing(row)}>
                  {t('undoFile')}
                </Button>
              ),
          },
        ]}
      />
      {undoing && <UndoFileDialog file={undoing} onClose={() => setUndoing(undefined)} />}
    </Section>
  )
}

function UndoFileDialog({ file, onClose }: { file: PaymentFile; onClose: () => void }) {
  const t = useTranslations('memberships')
  const format = useFormat()
  const sayError = useErrorSentence()
  const queryClient = useQueryClient()
  return (
    <ConfirmDialog
      title={t('undoFile')}
      isOpen
      onClose={onClose}
      confirmLabel={t('undoFile')}
      describeError={sayError}
      onConfirm={async () => {
        await client.memberships.undoPayments({ id: file.id })
        await queryClient.invalidateQueries()
        notify({ text: t('undoneFile') })
      }}
    >
      {t('fileSums', { count: file.paymentCount, sum: format.money(file.totalOre) })}
    </ConfirmDialog>
  )
}
