import { CalendarDays, ListPlus, Lock, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { payouts, type Payout } from '#contract/payouts.ts'
import { client, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useGo } from '#renderer/app/navigation.ts'
import { Button, ButtonGroup, ConfirmDialog, DateField, FormDialog, notify, useForm, useFormat, useTranslations } from '#renderer/ui/index.ts'
import { useFindingSentence } from '#renderer/features/claims/findings.tsx'
import type { RuleFinding } from '#shared/i18n/index.ts'

/** What one does with a draft: freeze it when nothing stands in the way, change its day, add to it, discard it. */
export function DraftActions({ payout }: { payout: Payout }) {
  const t = useTranslations('payouts')
  const say = useFindingSentence()
  const sayError = useErrorSentence()
  const canWrite = useCan('payouts.write')
  const [open, setOpen] = useState<'freeze' | 'date' | 'discard'>()
  const close = () => setOpen(undefined)
  const obstacle = obstacleOf(payout)
  if (!canWrite) return null

  async function addApproved() {
    try {
      const { added } = await client.payouts.addApproved({ id: payout.id, version: payout.version })
      notify({ text: t('added', { count: added }) })
    } catch (error) {
      notify({ text: sayError(error), tone: 'need' })
    }
  }

  return (
    <ButtonGroup>
      <Button variant="primary" icon={Lock} onPress={() => setOpen('freeze')} disabledReason={obstacle && say(obstacle)}>
        {t('freeze')}
      </Button>
      <Button icon={CalendarDays} onPress={() => setOpen('date')}>
        {t('changeDate')}
      </Button>
      <Button icon={ListPlus} onPress={addApproved}>
        {t('addApproved')}
      </Button>
      <Button icon={Trash2} onPress={() => setOpen('discard')}>
        {t('discard')}
      </Button>
      {open === 'freeze' && <FreezeDialog payout={payout} onClose={close} />}
      {open === 'date' && <DateDialog payout={payout} onClose={close} />}
      {open === 'discard' && <DiscardDialog payout={payout} onClose={close} />}
    </ButtonGroup>
  )
}

/** The first thing that stands in the way of freezing: the core refuses by the same rules. */
function obstacleOf(payout: Payout): RuleFinding | undefined {
  const blocked = payout.payees.filter((payee) => payee.refusals.length > 0).length
  return payout.refusals[0] ?? (blocked > 0 ? { rule: 'payouts.blocked', params: { count: blocked } } : undefined)
}

interface DialogProps {
  payout: Payout
  onClose(): void
}

function FreezeDialog({ payout, onClose }: DialogProps) {
  const t = useTranslations('payouts')
  const format = useFormat()
  const sayError = useErrorSentence()
  const { totals } = payout
  return (
    <ConfirmDialog
      title={t('freezeTitle', { number: String(payout.number) })}
      isOpen
      onClose={onClose}
      confirmLabel={t('freeze')}
      onConfirm={async () => {
        await client.payouts.freeze({ id: payout.id, version: payout.version })
        notify({ text: t('frozenNow') })
      }}
      describeError={sayError}
    >
      <p>
        {t('freezeText', {
          count: payout.personCount, net: format.money(totals.netOre), date: format.longDate(payout.paidOn), tax: format.money(totals.taxOre),
          contribution: format.money(totals.contributionOre),
        })}
      </p>
    </ConfirmDialog>
  )
}

function DateDialog({ payout, onClose }: DialogProps) {
  const t = useTranslations('payouts')
  const form = useForm({
    schema: inputSchema(payouts.setDate),
    defaultValues: { id: payout.id, version: payout.version, paidOn: payout.paidOn },
    async save(values) {
      await client.payouts.setDate(values)
      notify({ text: t('dateChanged') })
      onClose()
    },
  })
  return (
    <FormDialog title={t('changeDate')} onClose={onClose} form={form} saveLabel={t('changeDate')}>
      <DateField label={t('paidOn')} help={t('paidOnHelp')} {...form.field('paidOn')} />
    </FormDialog>
  )
}

function DiscardDialog({ payout, onClose }: DialogProps) {
  const t = useTranslations('payouts')
  const sayError = useErrorSentence()
  const go = useGo()
  return (
    <ConfirmDialog
      title={t('discardTitle')}
      isOpen
      onClose={onClose}
      confirmLabel={t('discard')}
      isDanger
      onConfirm={async () => {
        await client.payouts.discard({ id: payout.id, version: payout.version })
        notify({ text: t('discarded') })
        go('/payouts')
      }}
      describeError={sayError}
    >
      <p>{t('discardText')}</p>
    </ConfirmDialog>
  )
}
