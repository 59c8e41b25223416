import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { tariffs } from '#contract/tariffs.ts'
import { api, client, useErrorSentence } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { Banner, DateField, ErrorState, FieldRow, Fields, Form, Loading, NumberField, Select, Stack, useForm, useFormat, useTranslations } from '#renderer/ui/index.ts'
import { StipendExplained } from '#renderer/features/claims/explanation.tsx'
import { systemClock } from '#shared/clock.ts'

type Preview = Awaited<ReturnType<typeof client.tariffs.preview>>

/** What a meeting would give by a tariff, and why. */
export function TryOutPart() {
  const sayError = useErrorSentence()
  const { data, error, refetch } = useQuery(api.tariffs.list.queryOptions({ input: {} }))
  if (error) return <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>
  return data ? <TryOut choices={data.map(({ id, name }) => ({ id, label: name }))} /> : <Loading />
}

function TryOut({ choices }: { choices: readonly { id: string; label: string }[] }) {
  const t = useTranslations('tariffs')
  const format = useFormat()
  const [preview, setPreview] = useState<Preview>()
  const form = useForm({
    schema: inputSchema(tariffs.preview),
    defaultValues: { tariffId: choices[0]?.id ?? '', meetingDate: systemClock.today(), minutes: 120, travelMinutes: 0 },
    async save(values) {
      setPreview(undefined)
      setPreview(await client.tariffs.preview(values))
    },
  })
  return (
    <Stack>
      <Form form={form} saveLabel={t('compute')} guardsLeaving={false}>
        <Fields>
          <FieldRow>
            <Select label={t('fields.tariff')} choices={choices} {...form.field('tariffId')} />
            <DateField label={t('fields.meetingDate')} {...form.field('meetingDate')} />
          </FieldRow>
          <FieldRow>
            <NumberField label={t('fields.minutes')} unit={t('minutesUnit')} {...form.field('minutes')} />
            <NumberField label={t('fields.travelMinutes')} unit={t('minutesUnit')} {...form.field('travelMinutes')} />
          </FieldRow>
        </Fields>
      </Form>
      {preview && (
        <output>
          <Banner tone="done" title={format.money(preview.amountOre)}>
            <StipendExplained explanation={preview.explanation} />
          </Banner>
        </output>
      )}
    </Stack>
  )
}
