import { z } from 'zod'
import { useCan } from '#renderer/api/index.ts'
import { useAddressState } from '#renderer/app/navigation.ts'
import { Page, Tabs, useTranslations } from '#renderer/ui/index.ts'
import { AssociationPart } from './association-part.tsx'
import { BackupsPart } from './backups-part.tsx'
import { UsersPart } from './users-part.tsx'

const addressSchema = z.object({ tab: z.enum(['users', 'association', 'backups']).catch('users') })

/** The administrator's page: users, the association's own details, backups. */
export function UsersPage() {
  const t = useTranslations('administration')
  const [{ tab }, setAddress] = useAddressState(addressSchema)
  const canManageAssociation = useCan('association.manage')
  const canManageBackups = useCan('backups.manage')
  return (
    <Page title={t('title')} windowTitle={t('title')} lead={t('lead')}>
      <Tabs
        label={t('title')}
        selected={tab}
        onSelect={(next) => setAddress({ tab: next })}
        items={[
          { id: 'users' as const, label: t('users'), content: <UsersPart /> },
          ...(canManageAssociation ? [{ id: 'association' as const, label: t('association'), content: <AssociationPart /> }] : []),
          ...(canManageBackups ? [{ id: 'backups' as const, label: t('backups'), content: <BackupsPart /> }] : []),
        ]}
      />
    </Page>
  )
}
