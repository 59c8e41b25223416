import type { LucideIcon } from 'lucide-react'
import type { ReactElement } from 'react'
import { Menu as AriaMenu, MenuItem as AriaMenuItem, MenuTrigger, Popover, Text } from 'react-aria-components'
import styles from './menu.module.css'

export interface MenuAction {
  readonly id: string
  readonly label: string
  readonly detail?: string | undefined
  readonly icon?: LucideIcon | undefined
  /** The keys that do the same, as shown to people: "Ctrl+N". */
  readonly keys?: string | undefined
  readonly isDisabled?: boolean
  /** Goes to an address in the app instead of doing something. */
  readonly href?: string | undefined
  onAction?: () => void
}

/** A button that opens a list of things to do. */
export function Menu({ label, trigger, actions }: { label: string; trigger: ReactElement; actions: readonly MenuAction[] }) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className={styles.popover}>
        <AriaMenu aria-label={label} className={styles.menu}>
          {actions.map((action) => (
            <MenuEntry key={action.id} {...action} />
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}

/** One line of a menu or of the command palette. */
export function MenuEntry({ id, label, detail, icon: Icon, keys, isDisabled = false, href, onAction }: MenuAction) {
  return (
    <AriaMenuItem
      id={id}
      textValue={detail ? `${label} ${detail}` : label}
      isDisabled={isDisabled}
      className={styles.item}
      {...(href !== undefined && { href })}
      {...(onAction && { onAction })}
    >
      {Icon && <Icon aria-hidden />}
      <Text slot="label" className={styles.label}>
        <span>{label}</span> {keys && <kbd className={styles.keys}>{keys}</kbd>}{' '}
        {detail && <span className={styles.detail}>{detail}</span>}
      </Text>
    </AriaMenuItem>
  )
}
