import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Building2, CalendarDays, CalendarRange, CornerDownLeft, GraduationCap, Landmark, Lightbulb, ReceiptText, Search, User, type LucideIcon } from 'lucide-react'
import { useState, type KeyboardEvent } from 'react'
import { Autocomplete, Dialog, Input, Menu, Modal, ModalOverlay, TextField, useFilter } from 'react-aria-components'
import type { searchKinds } from '#contract/search.ts'
import { api } from '#renderer/api/client.ts'
import { useTranslations } from '#renderer/ui/i18n.ts'
import { MenuEntry, type MenuAction } from '#renderer/ui/menu.tsx'
import type { Command } from '#shared/commands.ts'
import styles from './command-palette.module.css'
import { keysOf, type WindowCommands } from './commands.ts'
import { useGo } from './navigation.ts'
import { places } from './places.ts'

type Kind = (typeof searchKinds)[number]

const addresses: Record<Kind, string> = { person: '/people', organisation: '/organisations', body: '/bodies', training: '/trainings', proposal: '/proposals', meeting: '/meetings', claim: '/claims', courseRound: '/trainings/rounds' }
const icons: Record<Kind, LucideIcon> = { person: User, organisation: Building2, body: Landmark, training: GraduationCap, proposal: Lightbulb, meeting: CalendarDays, claim: ReceiptText, courseRound: CalendarRange }
const shortestSearch = 2

/** One field for everything: find a person or an organisation, go to a place, give a command. Ctrl+K. */
export function CommandPalette({ isOpen, onClose, commands }: { isOpen: boolean; onClose: () => void; commands: WindowCommands }) {
  const t = useTranslations('ui.palette')
  return (
    <ModalOverlay isOpen={isOpen} onOpenChange={(open) => !open && onClose()} isDismissable className={styles.backdrop}>
      <Modal className={styles.modal}>
        <Dialog aria-label={t('title')} className={styles.dialog}>
          <PaletteContent onClose={onClose} commands={commands} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function PaletteContent({ onClose, commands }: { onClose: () => void; commands: WindowCommands }) {
  const t = useTranslations('ui.palette')
  const [text, setText] = useState('')
  const hits = useHits(text)
  const own = useOwnEntries(commands, text)
  const entries = [...own.named, ...hits, ...own.other].map((entry) => ({ ...entry, onAction: () => finish(entry) }))

  function finish(entry: MenuAction) {
    onClose()
    entry.onAction?.()
  }

  /** Where the hits came after what was typed none of them is marked; Enter takes the first all the same. */
  function takeFirst({ key, target }: KeyboardEvent) {
    const [first] = entries
    if (key === 'Enter' && first && !(target as Element).getAttribute('aria-activedescendant')) finish(first)
  }

  return (
    <Autocomplete inputValue={text} onInputChange={setText}>
      <TextField autoFocus aria-label={t('field')} className={styles.field} onKeyDown={takeFirst}>
        <Search aria-hidden />
        <Input className={styles.input} placeholder={t('field')} />
      </TextField>
      <Menu aria-label={t('results')} items={entries} className={styles.results} renderEmptyState={() => <p className={styles.nothing}>{t('nothing')}</p>}>
        {(entry) => <MenuEntry {...entry} />}
      </Menu>
    </Autocomplete>
  )
}

/** What the register holds: sorted by the core, best first. */
function useHits(text: string): MenuAction[] {
  const t = useTranslations('ui.palette')
  const go = useGo()
  const wanted = text.trim()
  const { data = [] } = useQuery(
    api.search.find.queryOptions({ input: { text: wanted, limit: 12 }, enabled: wanted.length >= shortestSearch, placeholderData: keepPreviousData }),
  )
  if (wanted.length < shortestSearch) return []
  return data.map((hit) => ({
    id: hit.id,
    label: hit.title,
    detail: hit.detail === '' ? t(`kinds.${hit.kind}`) : `${t(`kinds.${hit.kind}`)} · ${hit.detail}`,
    icon: icons[hit.kind],
    onAction: () => go(`${addresses[hit.kind]}/${hit.id}`),
  }))
}

/**
 * Places and commands whose name, or one of the further phrases they are found by, contains what was written.
 * Those whose name begins with it, or that are found by a whole phrase, stand first, so that a hit that arrives late cannot come between a name and Enter.
 */
function useOwnEntries(commands: WindowCommands, text: string): { named: MenuAction[]; other: MenuAction[] } {
  const t = useTranslations('ui.palette')
  const names = useTranslations('hosts.commands')
  const further = useTranslations('hosts.commandWords')
  const { contains, startsWith } = useFilter({ sensitivity: 'base' })
  const wanted = text.trim()
  const furtherOf = (command: Command) => further(command).split(', ')
  const entries = commands.available
    .filter((command) => command !== 'openPalette' && [names(command), ...furtherOf(command)].some((phrase) => contains(phrase, wanted)))
    .map((command) => {
      const place = places.find((candidate) => candidate.command === command)
      return {
        id: command,
        label: names(command),
        detail: place ? t('place') : t('command'),
        icon: place?.icon ?? CornerDownLeft,
        keys: keysOf(command),
        onAction: () => commands.run(command),
      }
    })
  const isWhole = (phrase: string) => phrase.length === wanted.length && startsWith(phrase, wanted)
  const isNamed = ({ id, label }: { readonly id: Command; readonly label: string }) => wanted.length >= shortestSearch && (startsWith(label, wanted) || furtherOf(id).some(isWhole))
  return { named: entries.filter(isNamed), other: entries.filter((entry) => !isNamed(entry)) }
}
