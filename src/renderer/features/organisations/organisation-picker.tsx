import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { organisationKinds } from '#contract/organisations.ts'
import { api, client, useCan } from '#renderer/api/index.ts'
import { usePicked, type IdPickerProps } from '#renderer/app/id-picker.ts'
import { SearchPicker, useTranslations, type Choice } from '#renderer/ui/index.ts'
import { foldForSearch } from '#shared/swedish-text.ts'
import { NewOrganisationDialog } from './new-organisation-dialog.tsx'

/** How many organisations are offered at once. */
const offered = 12

/** The choice that registers what was typed. */
const registering = 'register'

interface OrganisationPickerProps extends IdPickerProps {
  /** What kind a new one is, unless somebody says otherwise. */
  newKind?: (typeof organisationKinds)[number]
  /** A filter looks among those that have ended too, and registers nothing. */
  isFilter?: boolean
}

/** Picks an organisation by a part of its name, or registers the one whose name was typed; the field holds its id. Those that have ended are not offered. */
export function OrganisationPicker({ value, onChange, newKind = 'unit', isFilter = false, ...rest }: OrganisationPickerProps) {
  const t = useTranslations('organisations')
  const canRegister = useCan('organisations.write') && !isFilter
  const [newName, setNewName] = useState<string>()
  const { data } = useQuery({ ...api.organisations.read.queryOptions({ input: { id: value ?? '' } }), enabled: value !== null })
  const picked = usePicked({ value, onChange }, data && { label: data.name })

  async function search(text: string, signal: AbortSignal): Promise<Choice[]> {
    const { rows } = await client.organisations.list({ text, ...(!isFilter && { isEnded: false }), limit: offered }, { signal })
    const isKnown = rows.some(({ name }) => foldForSearch(name) === foldForSearch(text))
    return [
      ...rows.map(({ id, name, parentName }) => ({ id, label: name, detail: parentName ?? undefined })),
      ...(canRegister && !isKnown ? [{ id: `${registering} ${text}`, label: t('registerNamed', { name: text }) }] : []),
    ]
  }

  function pick(choice: Choice | null) {
    if (choice?.id.startsWith(`${registering} `)) setNewName(choice.id.slice(registering.length + 1))
    else picked.onChange(choice)
  }

  return (
    <>
      <SearchPicker {...rest} search={search} value={picked.value} onChange={pick} nothing={t('noneFits')} />
      {newName !== undefined && <NewOrganisationDialog name={newName} kind={newKind} onRegistered={picked.onChange} onClose={() => setNewName(undefined)} />}
    </>
  )
}
