import { CircleCheck, FileDown, FileSpreadsheet, LockOpen } from 'lucide-react'
import { useState } from 'react'
import { payouts, type Payout } from '#contract/payouts.ts'
import { client, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { useSaveDocument } from '#renderer/api/save-document.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { Banner, Button, ButtonGroup, Card, Checkbox, ConfirmDialog, FormDialog, notify, TextField, useForm, useFormat, useLanguage, useTranslations } from '#renderer/ui/index.ts'

/** The files of a frozen payout: for the bank, and for reading. */
export function PayoutFiles({ payout }: { payout: Payout }) {
  const t = useTranslations('payouts')
  const canWrite = useCan('payouts.write')
  const [open, setOpen] = useState<'file' | 'list'>()
  const close = () => setOpen(undefined)
  if (!canWrite) return null
  return (
    <Card title={t('files')}>
      <p>{t('filesLead')}</p>
      {payout.paidByHandCount > 0 && <p>{t('list.byHand', { count: payout.paidByHandCount })}</p>}
      <ButtonGroup>
        <Button icon={FileDown} onPress={() => setOpen('file')}>
          {t('fetchFile')}
        </Button>
        <Button icon={FileSpreadsheet} onPress={() => setOpen('list')}>
          {t('fetchList')}
        </Button>
      </ButtonGroup>
      {open === 'file' && <FetchFileDialog payout={payout} onClose={close} />}
      {open === 'list' && <FetchListDialog payout={payout} onClose={close} />}
    </Card>
  )
}

/** The first time the reason is plain. After that the file may already lie at the bank, and one is told so. */
function FetchFileDialog({ payout, onClose }: DialogProps) {
  const t = useTranslations('payouts')
  const format = useFormat()
  const saveDocument = useSaveDocument()
  const form = useForm({
    schema: inputSchema(payouts.exportFile),
    defaultValues: { id: payout.id, reason: payout.fileExportedAt === null ? t('fileReason', { date: format.longDate(payout.paidOn) }) : '' },
    async save(values) {
      await saveDocument(await client.payouts.exportFile(values))
      onClose()
    },
  })
  return (
    <FormDialog title={t('fetchFile')} onClose={onClose} form={form} saveLabel={t('fetchFile')} showsState={false}>
      <FetchedBefore payout={payout} />
      <TextField label={t('fetchReason')} help={t('fetchReasonHelp')} {...form.text('reason')} />
    </FormDialog>
  )
}

function FetchListDialog({ payout, onClose }: DialogProps) {
  const t = useTranslations('payouts')
  const language = useLanguage()
  const saveDocument = useSaveDocument()
  const form = useForm({
    schema: inputSchema(payouts.exportList),
    defaultValues: { id: payout.id, reason: '', language },
    async save(values) {
      await saveDocument(await client.payouts.exportList(values))
      onClose()
    },
  })
  return (
    <FormDialog title={t('fetchList')} onClose={onClose} form={form} saveLabel={t('fetchList')} showsState={false}>
      <FetchedBefore payout={payout} />
      <TextField label={t('fetchReason')} help={t('fetchReasonHelp')} {...form.text('reason')} />
    </FormDialog>
  )
}

/** That somebody may already pay by what was fetched. */
function FetchedBefore({ payout }: { payout: Payout }) {
  const t = useTranslations('payouts')
  const format = useFormat()
  return payout.fileExportedAt !== null && <Banner tone="need">{t('fetchedBefore', { at: format.dateTime(payout.fileExportedAt) })}</Banner>
}

/** What one does with a frozen payout: mark it as paid, or open it again. */
export function FrozenActions({ payout }: { payout: Payout }) {
  const t = useTranslations('payouts')
  const canWrite = useCan('payouts.write')
  const [open, setOpen] = useState<'paid' | 'reopen'>()
  const close = () => setOpen(undefined)
  if (!canWrite || payout.state === 'paid') return null
  return (
    <ButtonGroup>
      <Button variant={payout.state === 'exported' ? 'primary' : 'secondary'} icon={CircleCheck} onPress={() => setOpen('paid')}>
        {t('confirmPaid')}
      </Button>
      <Button icon={LockOpen} onPress={() => setOpen('reopen')}>
        {t('reopen')}
      </Button>
      {open === 'paid' && <PaidDialog payout={payout} onClose={close} />}
      {open === 'reopen' && <ReopenDialog payout={payout} onClose={close} />}
    </ButtonGroup>
  )
}

interface DialogProps {
  payout: Payout
  onClose(): void
}

function PaidDialog({ payout, onClose }: DialogProps) {
  const t = useTranslations('payouts')
  const format = useFormat()
  const sayError = useErrorSentence()
  return (
    <ConfirmDialog
      title={t('confirmPaidTitle', { net: format.money(payout.totals.netOre) })}
      isOpen
      onClose={onClose}
      confirmLabel={t('confirmPaid')}
      onConfirm={async () => {
        await client.payouts.confirmPaid({ id: payout.id, version: payout.version })
        notify({ text: t('confirmedPaid') })
      }}
      describeError={sayError}
    >
      {payout.paidByHandCount > 0 && <p>{t('list.byHand', { count: payout.paidByHandCount })}</p>}
      <p>{t('confirmPaidText')}</p>
    </ConfirmDialog>
  )
}

/** What has been given out is opened again only by one who says that nothing was paid by it. */
function ReopenDialog({ payout, onClose }: DialogProps) {
  const t = useTranslations('payouts')
  const form = useForm({
    schema: inputSchema(payouts.reopen),
    defaultValues: { id: payout.id, version: payout.version, reason: '', isNothingPaid: false },
    async save(values) {
      await client.payouts.reopen(values)
      notify({ text: t('reopened') })
      onClose()
    },
  })
  return (
    <FormDialog title={t('reopenTitle')} onClose={onClose} form={form} saveLabel={t('reopen')}>
      {payout.state === 'exported' && <Banner tone="need">{t('reopenGivenOut', { messageId: payout.messageId ?? '' })}</Banner>}
      <TextField label={t('reason')} {...form.text('reason')} />
      {payout.state === 'exported' && <Checkbox {...form.flag('isNothingPaid')}>{t('isNothingPaid')}</Checkbox>}
    </FormDialog>
  )
}
