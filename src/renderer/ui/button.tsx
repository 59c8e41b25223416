import { LoaderCircle, type LucideIcon } from 'lucide-react'
import type { ReactNode, Ref } from 'react'
import { Button as AriaButton, Link as AriaLink, type ButtonProps as AriaButtonProps } from 'react-aria-components'
import styles from './button.module.css'
import { classes } from './classes.ts'
import { Tooltip } from './tooltip.tsx'

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger'

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  /** One primary button a screen: the clear next step. `danger` is only for what cannot be undone. */
  variant?: ButtonVariant
  size?: 'normal' | 'small'
  icon?: LucideIcon
  /** Why the button is off, shown as a tooltip. A button that says why stays reachable by keyboard. */
  disabledReason?: string | undefined
  children: ReactNode
  ref?: Ref<HTMLButtonElement>
}

/** A button with words. Its label begins with a verb. */
export function Button({ variant = 'secondary', size = 'normal', icon: Icon, disabledReason, children, isDisabled, isPending, ...rest }: ButtonProps) {
  const isExplained = disabledReason !== undefined
  const button = (
    <AriaButton
      {...rest}
      isPending={isPending ?? false}
      isDisabled={Boolean(isDisabled) && !isExplained}
      {...(isExplained && { 'aria-disabled': true, onPress: undefined, type: 'button' as const })}
      className={classes(styles.button, styles[variant], size === 'small' && styles.small)}
    >
      {isPending ? <LoaderCircle aria-hidden className={styles.spin} /> : Icon && <Icon aria-hidden />}
      {children}
    </AriaButton>
  )
  return isExplained ? <Tooltip text={disabledReason}>{button}</Tooltip> : button
}

export interface IconButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children' | 'aria-label'> {
  icon: LucideIcon
  /** What the button does; read aloud and shown as a tooltip. */
  label: string
  ref?: Ref<HTMLButtonElement>
}

/** A button that is only an icon, for places where the words stand beside it. It always has a name and a tooltip. */
export function IconButton({ icon: Icon, label, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label}>
      <AriaButton {...rest} aria-label={label} className={classes(styles.button, styles.icon)}>
        <Icon aria-hidden />
      </AriaButton>
    </Tooltip>
  )
}

export interface LinkButtonProps {
  /** An address in the app, such as `/people/new`. */
  href: string
  variant?: ButtonVariant
  size?: 'normal' | 'small'
  icon?: LucideIcon
  /** The whole name, where the words on the link stand on many. It begins with them. */
  'aria-label'?: string
  children: ReactNode
}

/** A link that looks like a button: it takes you somewhere, it does nothing by itself. */
export function LinkButton({ href, variant = 'secondary', size = 'normal', icon: Icon, 'aria-label': label, children }: LinkButtonProps) {
  return (
    <AriaLink href={href} {...(label && { 'aria-label': label })} className={classes(styles.button, styles[variant], size === 'small' && styles.small)}>
      {Icon && <Icon aria-hidden />}
      {children}
    </AriaLink>
  )
}

/** A link in running text or in a list, to an address in the app. */
export function TextLink({ href, onPress, children }: { href: string; onPress?: () => void; children: ReactNode }) {
  return (
    <AriaLink href={href} className={styles.link} {...(onPress && { onPress })}>
      {children}
    </AriaLink>
  )
}

/** Buttons side by side, wrapping when the text is large. The most important one first. */
export function ButtonGroup({ children }: { children: ReactNode }) {
  return <div className={styles.group}>{children}</div>
}
