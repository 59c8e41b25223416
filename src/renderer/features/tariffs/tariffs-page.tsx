import { z } from 'zod'
import { useAddressState } from '#renderer/app/navigation.ts'
import { Page, Tabs, useTranslations } from '#renderer/ui/index.ts'
import { FiguresPart } from './figures-part.tsx'
import { TariffsPart } from './tariffs-part.tsx'
import { TryOutPart } from './try-out-part.tsx'

const parts = ['tariffs', 'figures', 'tryOut'] as const
const stateSchema = z.object({ part: z.enum(parts).catch('tariffs') })

/** Tariffs, the figures that laws decide, and trying out a meeting. */
export function TariffsPage() {
  const t = useTranslations('tariffs')
  const [{ part }, setState] = useAddressState(stateSchema)
  const content = { tariffs: <TariffsPart />, figures: <FiguresPart />, tryOut: <TryOutPart /> }
  return (
    <Page title={t('title')} windowTitle={t('title')} lead={t('lead')}>
      <Tabs<(typeof parts)[number]>
        label={t('title')}
        selected={part}
        onSelect={(id) => setState({ part: id })}
        items={parts.map((id) => ({ id, label: t(id), content: content[id] }))}
      />
    </Page>
  )
}
