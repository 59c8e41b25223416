import { useLocation } from '@tanstack/react-router'
import { CircleHelp, CircleUser, LogOut, Menu as MenuIcon, Search, X } from 'lucide-react'
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { Button as AriaButton, Link } from 'react-aria-components'
import { useSessionStatus, useSignedInUser, useSignOut } from '#renderer/api/session.ts'
import { IconButton, Menu, useTranslations } from '#renderer/ui/index.ts'
import { WindowTitleEnd } from '#renderer/ui/page.tsx'
import { NotificationList, ToastRegion } from '#renderer/ui/toast.tsx'
import { CommandPalette } from './command-palette.tsx'
import { keysOf, useCommandKeys, useWindowCommands } from './commands.ts'
import { HelpDialog } from './help-dialog.tsx'
import { useIdleLock } from './idle-lock.ts'
import { useKeptFocus } from './kept-focus.ts'
import { Landmark } from './landmark.tsx'
import { Mark } from './mark.tsx'
import { Notices } from './notices.tsx'
import { places, type Place } from './places.ts'
import { mayOpen } from './routes.tsx'
import styles from './shell.module.css'

/** The frame around every page of a signed-in user. */
export function Shell({ children }: { children: ReactNode }) {
  const t = useTranslations('ui.shell')
  const { data: status } = useSessionStatus()
  const [isPaletteOpen, setPaletteOpen] = useState(false)
  const [isHelpOpen, setHelpOpen] = useState(false)
  const [isMenuOpen, setMenuOpen] = useState(false)
  const layers = useMemo(() => ({ openPalette: () => setPaletteOpen(true), openHelp: () => setHelpOpen(true) }), [])
  const commands = useWindowCommands(layers)
  useCommandKeys(commands)
  useIdleLock(status?.idleLockMinutes)
  useKeptFocus()
  const associationName = status?.current?.name ?? 'Talan'

  return (
    <WindowTitleEnd value={associationName}>
      <div className={styles.frame}>
        <a href="#content" className={styles.skip} onClick={skipToContent}>
          {t('skip')}
        </a>
        <div className={styles.layout}>
          <Landmark kind="banner" className={styles.head}>
            <div className={styles.menuButton}>
              <IconButton
                icon={isMenuOpen ? X : MenuIcon}
                label={t(isMenuOpen ? 'closeNavigation' : 'openNavigation')}
                aria-expanded={isMenuOpen}
                onPress={() => setMenuOpen(!isMenuOpen)}
              />
            </div>
            <AriaButton className={styles.find} onPress={layers.openPalette}>
              <Search aria-hidden />
              <span>{t('find')}</span>
              <kbd>{keysOf('openPalette')}</kbd>
            </AriaButton>
            <div className={styles.tools}>
              <NotificationList />
              <IconButton icon={CircleHelp} label={t('help')} onPress={layers.openHelp} />
              <AccountMenu />
            </div>
          </Landmark>
          <SideMenu associationName={associationName} isOpen={isMenuOpen} onLeave={() => setMenuOpen(false)} />
          <Landmark kind="main" id="content" className={styles.main}>
            <div className={styles.content}>
              <Notices />
              {children}
            </div>
          </Landmark>
        </div>
      </div>
      <CommandPalette isOpen={isPaletteOpen} onClose={() => setPaletteOpen(false)} commands={commands} />
      <HelpDialog isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} commands={commands} />
      <ToastRegion />
    </WindowTitleEnd>
  )
}

/** Moves the focus without touching the address, which belongs to the pages. */
function skipToContent(event: { preventDefault(): void }) {
  event.preventDefault()
  document.getElementById('content')?.focus()
}

function AccountMenu() {
  const t = useTranslations('ui.shell')
  const user = useSignedInUser()
  const signOut = useSignOut()
  const label = t('account', { name: user.displayName })
  return (
    <Menu
      label={label}
      trigger={<IconButton icon={CircleUser} label={label} />}
      actions={[{ id: 'signOut', label: t('signOut'), detail: user.displayName, icon: LogOut, onAction: () => void signOut() }]}
    />
  )
}

function SideMenu({ associationName, isOpen, onLeave }: { associationName: string; isOpen: boolean; onLeave: () => void }) {
  const t = useTranslations('ui.shell')
  const { permissions } = useSignedInUser()
  const seen = places.filter((place) => mayOpen(place.href, permissions))
  return (
    <Landmark kind="navigation" label={t('navigation')} className={styles.side} isOpen={isOpen}>
      <div className={styles.name}>
        <span className={styles.product}>
          <Mark className={styles.mark} />
          Talan
        </span>
        <span className={styles.association}>{associationName}</span>
      </div>
      <PlaceList places={seen.filter((place) => !place.isAside)} onLeave={onLeave} />
      <div className={styles.aside}>
        <PlaceList places={seen.filter((place) => place.isAside)} onLeave={onLeave} />
      </div>
    </Landmark>
  )
}

function PlaceList({ places: shown, onLeave }: { places: readonly Place[]; onLeave: () => void }) {
  const names = useTranslations('hosts.commands')
  const { pathname } = useLocation()
  const list = useRef<HTMLUListElement>(null)
  // In a low window the menu scrolls: where one is must not be out of sight.
  useEffect(() => {
    list.current?.querySelector(`a[href$="/${pathname.split('/')[1]}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [pathname])
  return (
    <ul ref={list} className={styles.places}>
      {shown.map(({ href, command, icon: Icon }) => (
        <li key={href}>
          <Link href={href} className={styles.place} onPress={onLeave} {...(isHere(pathname, href) && { 'aria-current': 'page' })}>
            <Icon aria-hidden />
            {names(command)}
          </Link>
        </li>
      ))}
    </ul>
  )
}

function isHere(pathname: string, href: string): boolean {
  return href === '/' ? pathname === '/' : pathname === href || pathname.startsWith(`${href}/`)
}
