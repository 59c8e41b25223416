import { useQuery } from '@tanstack/react-query'
import { sensitive } from '#contract/sensitive.ts'
import { api, client } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { NameListDialog } from '#renderer/app/name-list-dialog.tsx'
import { useTranslations } from '#renderer/ui/index.ts'

/** The association's own list of areas of experience. */
export function AreasDialog({ onClose }: { onClose(): void }) {
  const t = useTranslations('sensitive')
  const { data } = useQuery(api.sensitive.listAreas.queryOptions({ input: {} }))
  return (
    <NameListDialog
      words={{
        title: t('areas.title'), lead: t('areas.lead'), empty: t('areas.empty'), name: t('fields.areaName'), actions: t('actions'), add: t('areas.add'), rename: t('areas.rename'),
        remove: t('areas.remove'), saved: t('saved'), renameThis: (name) => t('areas.renameThis', { name }), removeThis: (name) => t('areas.removeThis', { name }),
      }}
      names={data ?? []}
      schema={inputSchema(sensitive.addArea)}
      add={(name) => client.sensitive.addArea({ name })}
      rename={({ id, version }, name) => client.sensitive.renameArea({ id, version, name })}
      remove={({ id, version }) => client.sensitive.removeArea({ id, version })}
      onClose={onClose}
    />
  )
}
