import { useState } from 'react'
import { Page } from '#renderer/ui/index.ts'
import { WindowTitleEnd } from '#renderer/ui/page.tsx'
import { ToastRegion } from '#renderer/ui/toast.tsx'
import { Tabs } from '#renderer/ui/tabs.tsx'
import { ActionsPart } from './actions-part.tsx'
import { FieldsPart } from './fields-part.tsx'
import styles from './gallery.module.css'
import { ListsPart } from './lists-part.tsx'
import { MessagesPart } from './messages-part.tsx'

const galleryParts = ['fields', 'actions', 'messages', 'lists'] as const
type Part = (typeof galleryParts)[number]

/** Every component in every state, for looking at and for testing. Not part of what is shipped. */
export function GalleryPage() {
  const [part, setPart] = useState<Part>('fields')
  return (
    <WindowTitleEnd value="Galleri">
      <main className={styles.gallery}>
        <Page title="Galleri" windowTitle="Galleri" lead="Alla delar i alla lägen." breadcrumbs={[{ label: 'Start', href: '/' }]}>
          <Tabs<Part>
            label="Delar"
            selected={part}
            onSelect={setPart}
            items={[
              { id: 'fields', label: 'Fält', content: <FieldsPart /> },
              { id: 'actions', label: 'Knappar och lager', content: <ActionsPart /> },
              { id: 'messages', label: 'Besked', content: <MessagesPart /> },
              { id: 'lists', label: 'Listor', content: <ListsPart /> },
            ]}
          />
        </Page>
      </main>
      <ToastRegion />
    </WindowTitleEnd>
  )
}
