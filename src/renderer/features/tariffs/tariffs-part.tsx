import { useQuery } from '@tanstack/react-query'
import { CalendarPlus, Pencil, Plus } from 'lucide-react'
import { useState } from 'react'
import { tariffs, type Tariff, type Terms } from '#contract/tariffs.ts'
import { api, client, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useUndo } from '#renderer/app/undo.ts'
import {
  Button, ButtonGroup, Card, ErrorState, Fields, FormDialog, type GridColumn, Loading, SimpleTable, Stack, StatusChip, TextField, useForm, useFormat, useTranslations,
} from '#renderer/ui/index.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { usePeriod } from './period.ts'
import styles from './tariffs.module.css'
import { AddTermsDialog, EditTermsDialog, NewTariffDialog } from './terms-dialogs.tsx'

const tones = { current: 'good', ended: 'muted', future: 'neutral' } as const

/** Every tariff with its terms over time. */
export function TariffsPart() {
  const t = useTranslations('tariffs')
  const sayError = useErrorSentence()
  const canWrite = useCan('tariffs.write')
  const [isAdding, setAdding] = useState(false)
  const { data, error, refetch } = useQuery(api.tariffs.list.queryOptions({ input: {} }))
  if (error) return <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>
  if (!data) return <Loading />
  return (
    <Stack>
      <ButtonGroup>
        {canWrite && (
          <Button variant="primary" icon={Plus} onPress={() => setAdding(true)}>
            {t('newTariff')}
          </Button>
        )}
        <TakeOutList list="tariffs" query={{}} />
      </ButtonGroup>
      {data.map((tariff) => (
        <TariffCard key={tariff.id} tariff={tariff} />
      ))}
      {isAdding && <NewTariffDialog onClose={() => setAdding(false)} />}
    </Stack>
  )
}

function TariffCard({ tariff }: { tariff: Tariff }) {
  const t = useTranslations('tariffs')
  const canWrite = useCan('tariffs.write')
  const [open, setOpen] = useState<'rename' | 'addTerms' | Terms>()
  const close = () => setOpen(undefined)
  const columns = useTermsColumns(tariff)
  const editColumn: GridColumn<Terms> = {
    id: 'edit', header: t('fields.action'),
    cell: (terms) => (
      <Button size="small" variant="quiet" icon={Pencil} onPress={() => setOpen(terms)}>
        {t('editTerms')}
      </Button>
    ),
  }
  const source = tariff.terms.find((terms) => terms.status === 'current')?.source
  return (
    <Card
      title={tariff.name}
      actions={
        canWrite && (
          <ButtonGroup>
            <Button size="small" icon={CalendarPlus} onPress={() => setOpen('addTerms')}>
              {t('addTerms')}
            </Button>
            <Button size="small" icon={Pencil} onPress={() => setOpen('rename')}>
              {t('editTariff')}
            </Button>
          </ButtonGroup>
        )
      }
    >
      <p>
        {t(`model.${tariff.model}`)}. {t('usedBy', { count: tariff.bodyCount })}.
      </p>
      {tariff.note && <p>{tariff.note}</p>}
      <SimpleTable<Terms> label={tariff.name} rows={tariff.terms} rowId={(terms) => terms.id} columns={canWrite ? [...columns, editColumn] : columns} />
      {source && <p>{t('from', { source })}</p>}
      {open === 'rename' && <RenameDialog tariff={tariff} onClose={close} />}
      {open === 'addTerms' && <AddTermsDialog tariff={tariff} onClose={close} />}
      {typeof open === 'object' && <EditTermsDialog tariff={tariff} terms={open} onClose={close} />}
    </Card>
  )
}

function useTermsColumns(tariff: Tariff): readonly GridColumn<Terms>[] {
  const t = useTranslations('tariffs')
  const format = useFormat()
  const period = usePeriod()
  const worth = (basisPoints: number | null, amountOre: number | null) => {
    if (amountOre !== null) return format.money(amountOre)
    return basisPoints === null ? '–' : t('share', { share: format.number(basisPoints / 100) })
  }
  const isHourly = tariff.model === 'hourly' || tariff.model === 'percentagePerHour'
  const amounts: GridColumn<Terms>[] = isHourly
    ? [{ id: 'hourly', header: t('fields.hourly'), align: 'end', cell: (terms) => worth(terms.hourlyBasisPoints, terms.hourlyOre) }]
    : [
        { id: 'short', header: t('fields.short'), align: 'end', cell: (terms) => <Worth amount={worth(terms.shortBasisPoints, terms.shortOre)} limit={terms.shortUpToMinutes} /> },
        { id: 'half', header: t('fields.half'), align: 'end', cell: (terms) => <Worth amount={worth(terms.halfBasisPoints, terms.halfOre)} limit={terms.halfUpToMinutes} /> },
        { id: 'full', header: t('fields.full'), align: 'end', cell: (terms) => worth(terms.fullBasisPoints, terms.fullOre) },
      ]
  return [
    { id: 'period', header: t('fields.period'), cell: (terms) => <span className={styles.together}>{period(terms)}</span>, isRowHeader: true },
    { id: 'status', header: t('fields.status'), cell: (terms) => <StatusChip tone={tones[terms.status]}>{t(`status.${terms.status}`)}</StatusChip> },
    ...(tariff.model === 'none' ? [] : amounts),
  ]
}

function Worth({ amount, limit }: { amount: string; limit: number }) {
  const t = useTranslations('tariffs')
  return (
    <>
      {amount}
      <span className={styles.detail}>{t('upTo', { minutes: String(limit) })}</span>
    </>
  )
}

function RenameDialog({ tariff, onClose }: { tariff: Tariff; onClose(): void }) {
  const t = useTranslations('tariffs')
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(tariffs.update),
    defaultValues: { id: tariff.id, version: tariff.version, name: tariff.name, note: tariff.note },
    async save(values) {
      await client.tariffs.update(values)
      await notifyUndoable(t('saved'))
      onClose()
    },
  })
  return (
    <FormDialog title={t('editTariff')} onClose={onClose} form={form}>
      <Fields>
        <TextField label={t('fields.name')} {...form.text('name')} />
        <TextField label={t('fields.note')} multiline {...form.text('note')} />
      </Fields>
    </FormDialog>
  )
}
