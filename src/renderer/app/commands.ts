import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useEffect, useEffectEvent, useMemo } from 'react'
import { client } from '#renderer/api/client.ts'
import { useSignedInUser, useSignOut } from '#renderer/api/session.ts'
import { useErrorSentence } from '#renderer/api/use-error-sentence.ts'
import { useTranslations } from '#renderer/ui/i18n.ts'
import { notify } from '#renderer/ui/notifications.ts'
import { getPreferences, setPreferences, textScales, useLanguage } from '#renderer/ui/preferences.ts'
import { printPage } from '#renderer/ui/printing.ts'
import { accelerators, commands, type Command } from '#shared/commands.ts'
import { places } from './places.ts'
import { mayOpen } from './routes.tsx'
import { useUndo } from './undo.ts'

/** What opens above the page. */
export interface ShellLayers {
  openPalette: () => void
  openHelp: () => void
}

/** The commands that the signed-in user can give right now. */
export interface WindowCommands {
  readonly available: readonly Command[]
  run: (command: Command) => void
}

/** Commands that go to a page; those who may open the page may give them. */
const destinations: Readonly<Partial<Record<Command, string>>> = {
  newPerson: '/people/new',
  newOrganisation: '/organisations/new',
  newBody: '/bodies/new',
  newMeeting: '/meetings/new',
  newTraining: '/trainings/new',
  newMailing: '/mailings/new',
  importMembers: '/people/import',
  makeReport: '/reports/funder',
  ...Object.fromEntries(places.map((place) => [place.command, place.href])),
}

/** Binds every command to what it does for this user. */
export function useWindowCommands(layers: ShellLayers): WindowCommands {
  const { permissions } = useSignedInUser()
  const { history } = useRouter()
  const queryClient = useQueryClient()
  const signOut = useSignOut()
  const undo = useUndo()
  const sayError = useErrorSentence()
  const t = useTranslations('ui.shell')

  return useMemo(() => {
    async function makeBackup() {
      try {
        await client.backups.make()
        await queryClient.invalidateQueries()
        notify({ text: t('backupMade') })
      } catch (error) {
        notify({ text: sayError(error), tone: 'need' })
      }
    }

    const actions: Readonly<Partial<Record<Command, () => unknown>>> = {
      makeBackup,
      lock: signOut,
      undoLatest: undo.undoLatest,
      openPalette: layers.openPalette,
      findPerson: () => focusListSearch() || layers.openPalette(),
      goBack: () => history.back(),
      goForward: () => history.forward(),
      textLarger: () => stepTextScale(1),
      textSmaller: () => stepTextScale(-1),
      textNormal: () => setPreferences({ textScale: 100 }),
      print: printPage,
      showShortcuts: layers.openHelp,
    }

    function isAvailable(command: Command): boolean {
      if (command === 'makeBackup') return permissions.includes('backups.manage')
      if (actions[command]) return true
      const destination = destinations[command]
      return destination !== undefined && mayOpen(destination, permissions)
    }

    return {
      available: commands.filter(isAvailable),
      run: (command) => {
        if (!isAvailable(command)) return
        const destination = destinations[command]
        if (actions[command]) void actions[command]()
        else if (destination) history.push(destination)
      },
    }
  }, [permissions, history, queryClient, signOut, undo, sayError, t, layers])
}

function stepTextScale(step: 1 | -1): void {
  const at = textScales.indexOf(getPreferences().textScale)
  const next = textScales[at + step]
  if (next) setPreferences({ textScale: next })
}

function focusListSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>('[data-list-search]')
  field?.focus()
  field?.select()
  return field !== null
}

/** Gives commands by their keys, and takes those chosen in the desktop app's menu. */
export function useCommandKeys(windowCommands: WindowCommands): void {
  const language = useLanguage()
  const run = useEffectEvent(windowCommands.run)
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented) return
    const wanted = commandOf(event)
    if (wanted === 'save') {
      event.preventDefault()
      saveTopForm()
    } else if (wanted && windowCommands.available.includes(wanted)) {
      event.preventDefault()
      windowCommands.run(wanted)
    }
  })

  useEffect(() => {
    window.addEventListener('keydown', onKeyDown)
    const stopMenu = window.talan?.onCommand(run)
    return () => {
      window.removeEventListener('keydown', onKeyDown)
      stopMenu?.()
    }
  }, [])

  useEffect(() => {
    void window.talan?.setMenu({ language, commands: windowCommands.available })
  }, [language, windowCommands.available])
}

function commandOf(event: KeyboardEvent): Command | 'save' | undefined {
  const isMain = isMac() ? event.metaKey : event.ctrlKey
  if (isMain && !event.shiftKey && event.key.toLowerCase() === 's') return 'save'
  if (isMain && event.key.toLowerCase() === 'z' && !event.shiftKey) return isEditable(event.target) ? undefined : 'undoLatest'
  return commands.find((command) => accelerators[command] !== undefined && matches(event, accelerators[command], isMain))
}

function matches(event: KeyboardEvent, accelerator: string, isMain: boolean): boolean {
  const parts = accelerator.split('+')
  const key = parts.at(-1) ?? ''
  return (
    parts.includes('CmdOrCtrl') === isMain &&
    parts.includes('Shift') === event.shiftKey &&
    parts.includes('Alt') === event.altKey &&
    (keyNames[key] ?? key.toLowerCase()) === event.key.toLowerCase()
  )
}

const keyNames: Readonly<Record<string, string>> = { Plus: '+', Left: 'arrowleft', Right: 'arrowright' }

function isEditable(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input:not([type="checkbox"], [type="radio"]), textarea'))
}

/** Saves the form on top: the one in the dialog, else the one on the page. */
function saveTopForm(): void {
  const forms = [...document.querySelectorAll<HTMLFormElement>('form[data-saves]')]
  const onTop = forms.filter((form) => form.closest('[role="dialog"]')).at(-1) ?? forms.find((form) => form.contains(document.activeElement)) ?? forms[0]
  onTop?.requestSubmit()
}

/** Keys that a browser keeps for its own windows. */
const keptByBrowsers: readonly string[] = ['CmdOrCtrl+N', 'CmdOrCtrl+Shift+N', 'CmdOrCtrl+T', 'CmdOrCtrl+W']

/** A command's key as people read it: "Ctrl+N", "⌘N". None that the browser would take. */
export function keysOf(command: Command): string | undefined {
  const accelerator = accelerators[command]
  if (!accelerator || (!window.talan && keptByBrowsers.includes(accelerator))) return undefined
  if (isMac()) return accelerator.replace('CmdOrCtrl', '⌘').replace('Shift', '⇧').replace('Alt', '⌥').replaceAll('+', '').replace('Left', '←').replace('Right', '→').replace('Plus', '+')
  return accelerator.replace('CmdOrCtrl', 'Ctrl').replace('Plus', '+').replace('Left', '←').replace('Right', '→')
}

/** Whether this is a Mac, where ⌘ does what Ctrl does elsewhere. */
export function isMac(): boolean {
  return /mac/iu.test(navigator.userAgent)
}
