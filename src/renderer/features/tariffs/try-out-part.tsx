import { useQuery } from '@tanstack/react-query'
import { Calculator } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { tariffs } from '#contract/tariffs.ts'
import { api, client, useErrorSentence } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { Banner, Button, ButtonGroup, DateField, ErrorState, FieldRow, Fields, Loading, NumberField, Select, Stack, useForm, useFormat, useTranslations } from '#renderer/ui/index.ts'
import { StipendExplained } from '#renderer/features/claims/explanation.tsx'
import { systemClock } from '#shared/clock.ts'

type Preview = Awaited<ReturnType<typeof client.tariffs.preview>>

/** What a meeting would give by a tariff, and why. Nothing is saved, so the form says nothing of saving. */
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

  function compute(event: FormEvent) {
    event.preventDefault()
    void form.submit()
  }

  return (
    <Stack>
      <form noValidate onSubmit={compute}>
        <Fields>
          {form.failure && <Banner tone="error">{form.failure}</Banner>}
          <FieldRow>
            <Select label={t('fields.tariff')} choices={choices} {...form.field('tariffId')} />
            <DateField label={t('fields.meetingDate')} {...form.field('meetingDate')} />
          </FieldRow>
          <FieldRow>
            <NumberField label={t('fields.minutes')} unit={t('minutesUnit')} {...form.field('minutes')} />
            <NumberField label={t('fields.travelMinutes')} unit={t('minutesUnit')} {...form.field('travelMinutes')} />
          </FieldRow>
          <ButtonGroup>
            <Button type="submit" variant="primary" icon={Calculator} isPending={form.isSaving}>
              {t('compute')}
            </Button>
          </ButtonGroup>
        </Fields>
      </form>
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
