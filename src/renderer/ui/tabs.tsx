import type { ReactNode } from 'react'
import { Tab, TabList, TabPanel, TabPanels, Tabs as AriaTabs } from 'react-aria-components'
import styles from './tabs.module.css'

export interface TabItem<Id extends string = string> {
  readonly id: Id
  readonly label: string
  readonly content: ReactNode
}

export interface TabsProps<Id extends string> {
  /** What the tabs divide: read aloud before them. */
  label: string
  items: readonly TabItem<Id>[]
  selected?: Id
  onSelect?: (id: Id) => void
}

/** Parts of one page, one at a time. Arrow keys move between them. */
export function Tabs<Id extends string>({ label, items, selected, onSelect }: TabsProps<Id>) {
  return (
    <AriaTabs className={styles.tabs} {...(selected !== undefined && { selectedKey: selected })} onSelectionChange={(key) => onSelect?.(key as Id)}>
      <TabList aria-label={label} className={styles.list}>
        {items.map((item) => (
          <Tab key={item.id} id={item.id} className={styles.tab}>
            {item.label}
          </Tab>
        ))}
      </TabList>
      <TabPanels>
        {items.map((item) => (
          <TabPanel key={item.id} id={item.id} className={styles.panel}>
            {item.content}
          </TabPanel>
        ))}
      </TabPanels>
    </AriaTabs>
  )
}
