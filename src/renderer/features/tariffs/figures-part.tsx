import { useQuery } from '@tanstack/react-query'
import { BadgeCheck, Pencil, Plus } from 'lucide-react'
import { useState } from 'react'
import { z } from 'zod'
import { figureKinds, type Figure } from '#contract/tariffs.ts'
import { api, useCan, useErrorSentence } from '#renderer/api/index.ts'
import { useAddressState } from '#renderer/app/navigation.ts'
import {
  Button, ButtonGroup, EmptyState, ErrorState, FilterBar, FilterSelect, Loading, Select, SimpleTable, Stack, StatusChip, useFormat, useTranslations, type GridColumn,
} from '#renderer/ui/index.ts'
import { TakeOutList } from '#renderer/features/lists/take-out-list.tsx'
import { systemClock } from '#shared/clock.ts'
import { yearOf } from '#shared/dates.ts'
import { useFigureWords } from './figure-words.ts'
import { usePeriod } from './period.ts'
import styles from './tariffs.module.css'
import { ConfirmFiguresDialog, EditFigureDialog, NewFigureDialog } from './figure-dialogs.tsx'

const firstYear = 2021

const addressSchema = z.object({ year: z.int().min(firstYear).max(2200).optional().catch(undefined) })

/** The figures that laws and authorities decide, by year and kind, with source and the day they were checked. */
export function FiguresPart() {
  const t = useTranslations('tariffs')
  const sayError = useErrorSentence()
  const canWrite = useCan('tariffs.write')
  const thisYear = yearOf(systemClock.today())
  const [{ year = thisYear }, setAddress] = useAddressState(addressSchema)
  const [kind, setKind] = useState<Figure['kind']>()
  const [open, setOpen] = useState<'new' | 'confirm' | Figure>()
  const close = () => setOpen(undefined)
  const columns = useFigureColumns()
  const filter = { year, ...(kind && { kind }) }
  const { data, error, refetch } = useQuery(api.tariffs.figures.queryOptions({ input: filter }))
  if (error) return <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>
  if (!data) return <Loading />
  const years = Array.from({ length: thisYear + 2 - firstYear + 1 }, (_, index) => String(firstYear + index)).toReversed()
  const preliminary = data.filter((figure) => figure.isPreliminary)
  const editColumn: GridColumn<Figure> = {
    id: 'edit', header: t('fields.action'),
    cell: (figure) => (
      <Button size="small" variant="quiet" icon={Pencil} onPress={() => setOpen(figure)}>
        {t('edit')}
      </Button>
    ),
  }
  return (
    <Stack>
      <FilterBar>
        <Select width="narrow" label={t('fields.year')} value={String(year)} onChange={(id) => setAddress({ year: Number(id) })} choices={years.map((id) => ({ id, label: id }))} />
        <FilterSelect
          label={t('fields.kind')}
          allLabel={t('allKinds')}
          value={kind}
          onChange={setKind}
          choices={figureKinds.map((id) => ({ id, label: t(`figureKind.${id}`) }))}
        />
      </FilterBar>
      <ButtonGroup>
        {canWrite && (
          <Button icon={Plus} onPress={() => setOpen('new')}>
            {t('newFigure')}
          </Button>
        )}
        {canWrite && preliminary.length > 0 && (
          <Button icon={BadgeCheck} onPress={() => setOpen('confirm')}>
            {t('confirm', { year: String(year) })}
          </Button>
        )}
        <TakeOutList list="figures" query={filter} />
      </ButtonGroup>
      <SimpleTable<Figure>
        label={t('figures')}
        rows={data}
        rowId={(figure) => figure.id}
        columns={canWrite ? [...columns, editColumn] : columns}
        empty={<EmptyState title={t('noFigures')} />}
      />
      {open === 'new' && <NewFigureDialog year={year} onClose={close} />}
      {open === 'confirm' && <ConfirmFiguresDialog figures={preliminary} year={year} onClose={close} />}
      {typeof open === 'object' && <EditFigureDialog figure={open} onClose={close} />}
    </Stack>
  )
}

function useFigureColumns(): readonly GridColumn<Figure>[] {
  const t = useTranslations('tariffs')
  const format = useFormat()
  const period = usePeriod()
  const { value, born } = useFigureWords()
  return [
    {
      id: 'kind', header: t('fields.kind'), isRowHeader: true,
      cell: (figure) => (
        <div className={styles.wide}>
          {t(`figureKind.${figure.kind}`)}
          <span className={styles.detail}>{t('from', { source: figure.source })}</span>
        </div>
      ),
    },
    { id: 'value', header: t('fields.value'), cell: value, align: 'end' },
    {
      id: 'born', header: t('fields.born'),
      cell: (figure) => (
        <>
          <span className={styles.together}>{born(figure)}</span>
          {figure.monthlyCapOre !== null && <span className={styles.detail}>{t('capPerMonth', { amount: format.money(figure.monthlyCapOre) })}</span>}
        </>
      ),
    },
    { id: 'period', header: t('fields.period'), cell: (figure) => <span className={styles.together}>{period(figure)}</span> },
    {
      id: 'checkedOn', header: t('fields.checkedOn'),
      cell: (figure) => {
        if (figure.isPreliminary) return <StatusChip tone="need">{t('preliminary')}</StatusChip>
        return figure.checkedOn === null ? <StatusChip tone="muted">{t('notChecked')}</StatusChip> : format.date(figure.checkedOn)
      },
    },
  ]
}
