import { useEffect, useRef, useState } from 'react'
import { setAsideReasons, type FeeRef, type UnsettledPayment } from '#contract/memberships.ts'
import { client, useErrorSentence } from '#renderer/api/index.ts'
import { Banner, Button, Dialog, Fields, MoneyField, Section, Select, Stack, TextField, useFormat, useLanguage, useTranslations, whenReleased } from '#renderer/ui/index.ts'
import { sentence } from '#shared/i18n/index.ts'
import { FeeChoices, owedOf, PaymentLine, useFeeName } from './choose-fee-dialog.tsx'

type Reason = (typeof setAsideReasons)[number]

interface Part {
  readonly fee: FeeRef
  /** What could not be read stays as it was typed. */
  readonly amountOre: number | string | null
}

interface SettleProps {
  payment: UnsettledPayment & { readonly id: string; readonly version: number }
  /** Told how many fees were settled. */
  onSettled: (count: number) => Promise<void>
  onClose: () => void
}

/** Says which fees a payment is for. One that takes all of it settles at once; otherwise more fees are chosen, or the rest is set aside. */
export function SettleDialog({ payment, onSettled, onClose }: SettleProps) {
  const t = useTranslations('memberships')
  const sayError = useErrorSentence()
  const [parts, setParts] = useState<readonly Part[]>([])
  const [reason, setReason] = useState<Reason | null>(null)
  const [note, setNote] = useState('')
  const [failure, setFailure] = useState<string>()
  /** How many times it has been tried to go on with an amount that cannot be read. */
  const [tries, setTries] = useState(0)
  const amounts = parts.flatMap(({ fee: { feeId }, amountOre }) => (typeof amountOre === 'number' ? [{ feeId, amountOre }] : []))
  const isReadable = amounts.length === parts.length
  const rest = isReadable ? payment.amountOre - amounts.reduce((sum, { amountOre }) => sum + amountOre, 0) : undefined

  async function settle(chosen: readonly { feeId: string; amountOre: number }[]) {
    try {
      const left = payment.amountOre - chosen.reduce((sum, { amountOre }) => sum + amountOre, 0)
      await client.memberships.settlePayment({ id: payment.id, version: payment.version, parts: [...chosen], rest: left > 0 && reason !== null ? { reason, note: note.trim() || null } : null })
      await onSettled(chosen.length)
      onClose()
    } catch (error) {
      setFailure(sayError(error))
    }
  }

  async function choose(fee: FeeRef) {
    setFailure(undefined)
    if (rest === undefined) return setTries(tries + 1)
    const owed = owedOf(fee, payment)
    if (parts.length === 0 && owed >= payment.amountOre) return settle([{ feeId: fee.feeId, amountOre: payment.amountOre }])
    if (rest > 0 && parts.every((part) => part.fee.feeId !== fee.feeId)) setParts([...parts, { fee, amountOre: Math.min(rest, owed) }])
  }

  return (
    <Dialog title={t('chooseFeeFor')} isOpen onClose={onClose} isWide>
      <Stack>
        {failure && <Banner tone="error">{failure}</Banner>}
        <PaymentLine payment={payment} />
        {parts.length > 0 && (
          <PartsPart parts={parts} onChange={setParts} tries={tries} rest={rest} reason={reason} onReason={setReason} note={note} onNote={setNote}
            onSettle={() => (isReadable ? void settle(amounts) : setTries(tries + 1))} />
        )}
        <FeeChoices suggestions={payment.suggestions.filter(({ feeId }) => parts.every((part) => part.fee.feeId !== feeId))} onChoose={choose} />
      </Stack>
    </Dialog>
  )
}

interface PartsProps {
  parts: readonly Part[]
  onChange: (parts: readonly Part[]) => void
  tries: number
  /** Not known while an amount cannot be read. */
  rest: number | undefined
  reason: Reason | null
  onReason: (reason: Reason) => void
  note: string
  onNote: (note: string) => void
  onSettle: () => void
}

/** The fees that a payment is shared between, and what becomes of the rest. */
function PartsPart({ parts, onChange, tries, rest, reason, onReason, note, onNote, onSettle }: PartsProps) {
  const t = useTranslations('memberships')
  const format = useFormat()
  const feeName = useFeeName()
  const language = useLanguage()
  const list = useRef<HTMLDivElement>(null)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    if (tries > 0) list.current?.querySelector<HTMLElement>('[data-invalid] input')?.focus()
  }, [tries])
  // The button that chose the fee is gone: one goes on at the amount that has come.
  useEffect(() => {
    list.current?.querySelectorAll('input')[parts.length - 1]?.focus()
  }, [parts.length])

  /** As in every form, what is wrong is said once the field has been left. */
  function faultOf({ fee, amountOre }: Part): string | undefined {
    if (typeof amountOre === 'number' || (tries === 0 && !left.has(fee.feeId))) return undefined
    return sentence({ rule: amountOre === null ? 'common.required' : 'common.notAnAmount' }, language)
  }

  return (
    <Section level={3} title={t('parts')}>
      <Stack>
        <div ref={list}>
          <Fields>
            {parts.map((part) => (
              <MoneyField
                key={part.fee.feeId}
                label={t('partOf', { fee: feeName(part.fee) })}
                value={part.amountOre}
                error={faultOf(part)}
                onBlur={() => whenReleased(() => setLeft(new Set([...left, part.fee.feeId])))}
                onChange={(amountOre) => onChange(parts.map((one) => (one.fee.feeId === part.fee.feeId ? { ...one, amountOre } : one)))}
                isRequired
                beside={
                  <Button size="small" aria-label={`${t('dropChoice')}: ${feeName(part.fee)}`} onPress={() => onChange(parts.filter((one) => one.fee.feeId !== part.fee.feeId))}>
                    {t('dropChoice')}
                  </Button>
                }
              />
            ))}
          </Fields>
        </div>
        <p role="status">{rest !== undefined && rest !== 0 && t('restIs', { amount: format.money(rest) })}</p>
        {rest !== undefined && rest > 0 && (
          <Fields>
            <Select label={t('fields.rest')} help={t('restHelp')} value={reason} onChange={onReason} choices={setAsideReasons.map((id) => ({ id, label: t(`setAsideReason.${id}`) }))} />
            <TextField label={t('fields.note')} value={note} onChange={onNote} />
          </Fields>
        )}
        <Button variant="primary" onPress={onSettle}>
          {t('settleParts')}
        </Button>
      </Stack>
    </Section>
  )
}
