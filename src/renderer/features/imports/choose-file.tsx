import { useSessionStatus } from '#renderer/api/session.ts'
import { Banner, Button, FileDrop, Stack, useTranslations } from '#renderer/ui/index.ts'
import { demoList } from './demo-list.ts'
import { KeptMappings } from './kept-mappings.tsx'
import { PastImports } from './past-imports.tsx'

/** The first step: which list, and what was imported before. */
export function ChooseFile({ onFile }: { onFile: (file: File) => void }) {
  const t = useTranslations('imports.file')
  const { data: status } = useSessionStatus()
  return (
    <Stack>
      {status?.current?.isDemo && (
        <Banner tone="info" title={t('demoTitle')} actions={<Button onPress={() => onFile(demoList(t('demoName')))}>{t('demoUse')}</Button>}>
          {t('demoHelp')}
        </Banner>
      )}
      <FileDrop label={t('choose')} help={t('help')} accept={['.xlsx', '.csv', '.txt', '.tsv']} onFile={onFile} />
      <KeptMappings />
      <PastImports />
    </Stack>
  )
}
