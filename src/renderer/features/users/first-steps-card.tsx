import { useQuery } from '@tanstack/react-query'
import { api } from '#renderer/api/index.ts'
import { ButtonGroup, Card, LinkButton, useTranslations } from '#renderer/ui/index.ts'

/** On the start page: what a new association still lacks before anybody can be paid. Nothing once the work can go round, or before the first person. */
export function FirstStepsCard() {
  const t = useTranslations('administration.firstSteps')
  const { data: users } = useQuery(api.users.list.queryOptions())
  const { data: association } = useQuery(api.association.read.queryOptions())
  const { data: register } = useQuery(api.people.list.queryOptions({ input: { limit: 1 } }))
  if (!users || !association || !register || register.total === 0) return null

  const held = new Set(users.filter((user) => !user.endedAt).flatMap((user) => user.roles))
  const missingRoles = (['coordinator', 'treasurer'] as const).filter((role) => !held.has(role))
  const lacksPaymentDetails = !association.organisationNumber || !association.debtorIban || !association.debtorBic
  if (missingRoles.length === 0 && !lacksPaymentDetails) return null
  return (
    <Card title={t('title')}>
      <ul>
        {missingRoles.map((role) => (
          <li key={role}>{t(role)}</li>
        ))}
        {lacksPaymentDetails && <li>{t('association')}</li>}
      </ul>
      <ButtonGroup>
        {missingRoles.length > 0 && <LinkButton href="/users">{t('addUsers')}</LinkButton>}
        {lacksPaymentDetails && <LinkButton href="/users?tab=association">{t('fillIn')}</LinkButton>}
      </ButtonGroup>
    </Card>
  )
}
