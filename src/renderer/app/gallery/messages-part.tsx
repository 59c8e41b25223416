import { Users } from 'lucide-react'
import {
  Banner, Button, Card, Columns, DescriptionList, EmptyState, ErrorState, Loading, NoHits, Progress, Section, Stack, StatusChip, useFormat,
} from '#renderer/ui/index.ts'
import { NotificationList } from '#renderer/ui/toast.tsx'
import styles from './gallery.module.css'

const nothing = () => undefined

/** Banners, states of lists, progress, chips and facts. */
export function MessagesPart() {
  const format = useFormat()
  return (
    <Stack>
      <Section title="Besked på sidan">
        <Banner tone="info">Rollerna bestämmer vad var och en ser.</Banner>
        <Banner tone="done" title="Rapporten är klar" actions={<Button size="small">Öppna</Button>}>
          Den ligger i mappen Dokument.
        </Banner>
        <Banner tone="need" title="Prisbasbeloppet för 2027 saknas" actions={<Button size="small">Lägg till beloppet</Button>}>
          Utan beloppet går arvoden från januari inte att räkna ut.
        </Banner>
        <Banner tone="error">Vi kunde inte spara. Filen är öppen i ett annat program. Stäng den och försök igen.</Banner>
      </Section>
      <Columns>
        <EmptyState icon={Users} title="Inga medlemmar än" actions={<Button variant="primary">Lägg till medlem</Button>}>
          Här visas medlemmarna när du har lagt till den första.
        </EmptyState>
        <NoHits text="Åbrg" onClear={nothing} />
        <ErrorState onRetry={nothing}>Talan svarar inte. Vänta en stund och försök igen.</ErrorState>
      </Columns>
      <Columns>
        <Card title="Arbete som tar tid">
          <Progress label="Läser in medlemslistan" done={1204} total={4812} onCancel={nothing} />
          <Progress label="Skapar rapporten" />
          <Loading />
        </Card>
        <Card title="Läge" actions={<NotificationList />}>
          <div className={styles.row}>
            <StatusChip tone="good">Pågår</StatusChip>
            <StatusChip>Planerat</StatusChip>
            <StatusChip tone="need">Saknar ersättare</StatusChip>
            <StatusChip tone="muted">Avslutat</StatusChip>
          </div>
          <DescriptionList
            items={[
              { label: 'Arvode', value: format.money(213_120) },
              { label: 'Möte', value: format.longDate('2026-11-21') },
              { label: 'E-post', value: null },
              { label: 'Antal medlemmar', value: format.number(4812) },
            ]}
          />
        </Card>
      </Columns>
    </Stack>
  )
}
