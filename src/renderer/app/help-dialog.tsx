import { Dialog, Section, SimpleTable, Stack, TextLink, useTranslations } from '#renderer/ui/index.ts'
import { isMac, keysOf, type WindowCommands } from './commands.ts'

interface Key {
  readonly name: string
  readonly keys: string
}

/** Help and all keys, in the same place on every screen: F1. */
export function HelpDialog({ isOpen, onClose, commands }: { isOpen: boolean; onClose: () => void; commands: WindowCommands }) {
  const t = useTranslations('ui.help')
  const names = useTranslations('hosts.commands')
  const main = isMac() ? '⌘' : 'Ctrl+'
  const fixed: Key[] = [
    { name: t('move'), keys: 'F6' },
    { name: t('save'), keys: `${main}S` },
    { name: t('tables'), keys: t('tablesKeys') },
    { name: t('selectRow'), keys: t('space') },
    { name: t('openRow'), keys: t('enter') },
    { name: t('closeTop'), keys: t('escape') },
    { name: names('undoLatest'), keys: `${main}Z` },
  ]
  const given = commands.available.flatMap((command): Key[] => {
    const keys = keysOf(command)
    return keys ? [{ name: names(command), keys }] : []
  })
  return (
    <Dialog title={t('title')} isOpen={isOpen} onClose={onClose} isDismissable isWide>
      <Stack>
        <Section title={t('keys')}>
          <p>{t('lead')}</p>
          <SimpleTable
            label={t('keys')}
            rows={[...fixed, ...given]}
            rowId={(row) => row.name}
            columns={[
              { id: 'name', header: t('command'), isRowHeader: true, cell: (row) => row.name },
              { id: 'keys', header: t('key'), cell: (row) => <kbd>{row.keys}</kbd> },
            ]}
          />
        </Section>
        <Section title={t('accessibility')}>
          <p>{t('accessibilityText')}</p>
          <p>
            <TextLink href="/settings" onPress={onClose}>
              {t('accessibilitySettings')}
            </TextLink>
          </p>
          <p>
            <TextLink href="/accessibility" onPress={onClose}>
              {t('accessibilityStatement')}
            </TextLink>
          </p>
        </Section>
      </Stack>
    </Dialog>
  )
}
