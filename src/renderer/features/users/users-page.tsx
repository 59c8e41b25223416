import { Page, Tabs, useTranslations } from '#renderer/ui/index.ts'
import { useCan } from '#renderer/api/index.ts'
import { AssociationPart } from './association-part.tsx'
import { BackupsPart } from './backups-part.tsx'
import { UsersPart } from './users-part.tsx'

/** The administrator's page: users, the association's own details, backups. */
export function UsersPage() {
  const t = useTranslations('administration')
  const canManageAssociation = useCan('association.manage')
  const canManageBackups = useCan('backups.manage')
  return (
    <Page title={t('title')} windowTitle={t('title')} lead={t('lead')}>
      <Tabs
        label={t('title')}
        items={[
          { id: 'users', label: t('users'), content: <UsersPart /> },
          ...(canManageAssociation ? [{ id: 'association', label: t('association'), content: <AssociationPart /> }] : []),
          ...(canManageBackups ? [{ id: 'backups', label: t('backups'), content: <BackupsPart /> }] : []),
        ]}
      />
    </Page>
  )
}
