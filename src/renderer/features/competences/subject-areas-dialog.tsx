import { useQuery } from '@tanstack/react-query'
import { competences } from '#contract/competences.ts'
import { api, client } from '#renderer/api/index.ts'
import { inputSchema } from '#renderer/app/input-schema.ts'
import { NameListDialog } from '#renderer/app/name-list-dialog.tsx'
import { useTranslations } from '#renderer/ui/index.ts'

/** The association's own list of subject areas. */
export function SubjectAreasDialog({ onClose }: { onClose(): void }) {
  const t = useTranslations('competences')
  const { data } = useQuery(api.competences.listAreas.queryOptions({ input: {} }))
  return (
    <NameListDialog
      words={{
        title: t('areas.title'), lead: t('areas.lead'), empty: t('areas.empty'), name: t('fields.areaName'), actions: t('actions'), add: t('areas.add'), rename: t('areas.rename'),
        remove: t('remove'), saved: t('saved'), renameThis: (name) => t('areas.renameThis', { name }), removeThis: (name) => t('areas.removeThis', { name }),
      }}
      names={data ?? []}
      schema={inputSchema(competences.addArea)}
      add={(name) => client.competences.addArea({ name })}
      rename={({ id, version }, name) => client.competences.renameArea({ id, version, name })}
      remove={({ id, version }) => client.competences.removeArea({ id, version })}
      onClose={onClose}
    />
  )
}
