import { useQuery } from '@tanstack/react-query'
import { api, client } from '#renderer/api/index.ts'
import { useUndo } from '#renderer/app/undo.ts'
import { Button, ButtonGroup, Card, useFormat, useTranslations, wholeDates } from '#renderer/ui/index.ts'
import { PersonLink } from './person-name.tsx'

/** On the start page: planned moves whose day has come, and changing to the new addresses. */
export function DueMovesCard() {
  const t = useTranslations('contacts')
  const format = useFormat()
  const { notifyUndoable } = useUndo()
  const { data } = useQuery(api.contacts.dueMoves.queryOptions({ input: {} }))
  if (!data || data.length === 0) return null
  async function carryOut() {
    const { count } = await client.contacts.carryOutMoves({})
    await notifyUndoable(t('carriedOut', { count }))
  }
  return (
    <Card title={t('dueMoves', { count: data.length })}>
      <ul role="list">
        {data.map(({ person, movedOn }) => (
          <li key={person.id}>
            <PersonLink person={person} /> {wholeDates(format.date(movedOn))}
          </li>
        ))}
      </ul>
      <ButtonGroup>
        <Button onPress={() => void carryOut()}>{t('carryOut')}</Button>
      </ButtonGroup>
    </Card>
  )
}
