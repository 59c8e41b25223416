import { useQuery } from '@tanstack/react-query'
import { bodies } from '#contract/bodies.ts'
import { api, client, useErrorSentence } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { useGo } from '#renderer/app/navigation.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { ErrorState, FieldRow, Fields, Form, Loading, NumberField, Page, partOf, Section, useForm, useTranslations } from '#renderer/ui/index.ts'
import { systemClock } from '#shared/clock.ts'
import { CustomFieldset } from '#renderer/features/custom-fields/custom-fieldset.tsx'
import { BodyFieldset } from './body-fields.tsx'
import { DeputyRuleFields } from './deputy-rules.tsx'

/** Registers a body with its ordinary seats and a deputy seat for each. Where there is only one tariff, it is the body's unless another is chosen. */
export function NewBodyPage() {
  const t = useTranslations('bodies')
  const sayError = useErrorSentence()
  const { data: tariffs, error, refetch } = useQuery(api.tariffs.list.queryOptions({ input: {} }))
  const [first, ...others] = tariffs ?? []
  return (
    <Page title={t('newBody')} windowTitle={t('newBody')} breadcrumbs={[{ label: t('title'), href: '/bodies' }]}>
      {error && <ErrorState onRetry={() => void refetch()}>{sayError(error)}</ErrorState>}
      {!tariffs && !error && <Loading />}
      {tariffs && <NewBodyForm tariffId={first && others.length === 0 ? first.id : null} />}
    </Page>
  )
}

function NewBodyForm({ tariffId }: { tariffId: string | null }) {
  const t = useTranslations('bodies')
  const go = useGo()
  const { notifyUndoable } = useUndo()
  const form = useForm({
    schema: inputSchema(bodies.create),
    draft: 'bodies/new',
    defaultValues: { name: '', payer: 'association', travelRule: 'undecided', tariffId, grantId: null, startsOn: systemClock.today(), endsOn: null, ordinarySeats: 2, deputiesPerSeat: 1, deputiesInvited: 'always', deputiesPaid: 'always' },
    async save(values) {
      const { id } = await client.bodies.create(values)
      await notifyUndoable(t('created'))
      go(`/bodies/${id}`)
    },
  })
  return (
    <Form form={form} saveLabel={t('register')} onCancel={() => go('/bodies')}>
      <BodyFieldset form={partOf(form)} />
      <CustomFieldset subject="body" form={partOf(form)} />
      <Section title={t('sections.seats')}>
        <FieldRow>
          <NumberField label={t('fields.ordinarySeats')} {...form.field('ordinarySeats')} isRequired />
          <NumberField label={t('fields.deputiesPerSeat')} {...form.field('deputiesPerSeat')} isRequired />
        </FieldRow>
        <Fields>
          <DeputyRuleFields invited={form.field('deputiesInvited')} paid={form.field('deputiesPaid')} />
        </Fields>
      </Section>
    </Form>
  )
}
