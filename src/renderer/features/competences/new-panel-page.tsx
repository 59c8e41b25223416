import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { drawRules, mixDimensions, panelAgeBands, panels, type Quota } from '#contract/panels.ts'
import { genders } from '#contract/person-choices.ts'
import { api, client } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useGo } from '#renderer/app/navigation.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { CheckboxGroup, DateField, FieldRow, Fields, FilterSelect, Form, NumberField, Page, RadioGroup, Section, Stack, TextField, useForm, useTranslations } from '#renderer/ui/index.ts'
import { systemClock } from '#shared/clock.ts'
import { newId } from '#shared/ids.ts'
import { useCompetenceWords } from './words.ts'

/** Draws an experience panel: how many, among whom, and in what mix. */
export function NewPanelPage() {
  const t = useTranslations('panels')
  const bank = useTranslations('competences')
  const go = useGo()
  const { methodChoices } = useCompetenceWords()
  const { notifyUndoable } = useUndo()
  const { data: areas } = useQuery(api.competences.listAreas.queryOptions({ input: {} }))
  const [seed] = useState(() => `${systemClock.today()}-${newId().slice(-6)}`)
  const form = useForm({
    schema: inputSchema(panels.draw),
    defaultValues: { name: '', question: null, size: 8, drawRule: 'balanced', seed, mix: ['gender', 'ageBand'], quotas: [], areaId: null, method: null, meetsOn: null },
    async save(values) {
      const { id } = await client.panels.draw(values)
      await notifyUndoable(t('drawn'))
      go(`/competences/panels/${id}`)
    },
  })
  const { values } = form
  return (
    <Page title={t('newPanel')} windowTitle={t('newPanel')} breadcrumbs={[{ label: bank('title'), href: '/competences' }, { label: t('title'), href: '/competences/panels' }]}>
      <Form form={form} saveLabel={t('newPanel')} onCancel={() => go('/competences/panels')}>
        <Stack>
          <Fields>
            <TextField label={t('fields.name')} {...form.text('name')} />
            <TextField label={t('fields.question')} {...form.text('question')} />
            <FieldRow>
              <NumberField label={t('fields.size')} {...form.field('size')} />
              <DateField label={t('fields.meetsOn')} help={t('fields.meetsOnHelp')} {...form.field('meetsOn')} />
            </FieldRow>
            <FieldRow>
              <FilterSelect label={t('fields.area')} allLabel={bank('any')} value={values.areaId ?? undefined} onChange={(areaId) => form.set('areaId', areaId ?? null)} choices={(areas ?? []).map(({ id, name }) => ({ id, label: name }))} />
              <FilterSelect label={t('fields.method')} allLabel={bank('any')} value={values.method ?? undefined} onChange={(method) => form.set('method', method ?? null)} choices={methodChoices} />
            </FieldRow>
            <RadioGroup label={t('fields.drawRule')} choices={drawRules.map((id) => ({ id, label: t(`drawRule.${id}`) }))} {...form.field('drawRule')} />
            {values.drawRule === 'balanced' && (
              <CheckboxGroup label={t('fields.mix')} help={t('fields.mixHelp')} choices={mixDimensions.map((id) => ({ id, label: t(`mix.${id}`) }))} {...form.field('mix')} value={values.mix ?? []} />
            )}
            <TextField label={t('fields.seed')} help={t('fields.seedHelp')} {...form.text('seed')} />
          </Fields>
          {values.drawRule === 'balanced' && <Quotas quotas={values.quotas ?? []} error={form.field('quotas').error} onChange={(quotas) => form.set('quotas', quotas)} />}
        </Stack>
      </Form>
    </Page>
  )
}

interface QuotasProps {
  quotas: readonly Quota[]
  error: string | undefined
  onChange: (quotas: Quota[]) => void
}

/** At least so many of each gender and age band. */
function Quotas({ quotas, error, onChange }: QuotasProps) {
  const t = useTranslations('panels')
  const groups = [
    ...genders.map((value) => ({ dimension: 'gender' as const, value: value as string, group: t(`gender.${value}`) })),
    ...panelAgeBands.map((value) => ({ dimension: 'ageBand' as const, value: value as string, group: t(`ageBand.${value}`) })),
  ]
  const isSame = (quota: Quota, { dimension, value }: Omit<Quota, 'count'>) => quota.dimension === dimension && quota.value === value
  return (
    <Section title={t('fields.quotas')}>
      <FieldRow>
        {groups.map(({ group, ...of }, index) => (
          <NumberField
            key={group}
            label={t('fields.quotaOf', { group })}
            value={quotas.find((quota) => isSame(quota, of))?.count ?? null}
            onChange={(count) => onChange([...quotas.filter((quota) => !isSame(quota, of)), ...(typeof count === 'number' && count > 0 ? [{ ...of, count }] : [])])}
            error={index === 0 ? error : undefined}
          />
        ))}
      </FieldRow>
    </Section>
  )
}
