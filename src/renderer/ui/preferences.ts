import { useSyncExternalStore } from 'react'
import { z } from 'zod'
import { languages, type Language } from '#shared/i18n/index.ts'

export const themes = ['system', 'light', 'dark', 'contrast'] as const
export const motions = ['system', 'less'] as const
export const fonts = ['atkinson', 'inter'] as const
export const densities = ['compact', 'normal', 'airy'] as const
export const tableModes = ['grid', 'pages'] as const
/** Text sizes on offer, in percent of the computer's own size. */
export const textScales = [100, 112, 125, 150, 175, 200] as const

const preferencesSchema = z.object({
  theme: z.enum(themes).catch('system'),
  /** Whether things may turn, slide and fade: as the computer says, or not. */
  motion: z.enum(motions).catch('system'),
  font: z.enum(fonts).catch('atkinson'),
  density: z.enum(densities).catch('normal'),
  textScale: z.union(textScales.map((scale) => z.literal(scale))).catch(100),
  language: z.enum(languages).catch('sv'),
  /** "Enkel vy": fewer columns, bigger controls, easy-read help. */
  easyView: z.boolean().catch(false),
  /** Long lists as one scrolling grid, or as plain pages of 50 rows. */
  tableMode: z.enum(tableModes).catch('grid'),
})

/** How one person wants the window. Kept on this computer only; holds no secrets and no personal data. */
export type Preferences = z.infer<typeof preferencesSchema>

const storageKey = 'talan.preferences'
const listeners = new Set<() => void>()
let current = read()

function read(): Preferences {
  try {
    return preferencesSchema.parse(JSON.parse(globalThis.localStorage?.getItem(storageKey) ?? '{}'))
  } catch {
    return preferencesSchema.parse({})
  }
}

/** The preferences as they are now. */
export function getPreferences(): Preferences {
  return current
}

/** Changes some preferences, keeps them for next time and shows them at once. */
export function setPreferences(change: Partial<Preferences>): void {
  current = { ...current, ...change }
  try {
    localStorage.setItem(storageKey, JSON.stringify(current))
  } catch {
    // A full or forbidden storage must not stop the change from showing.
  }
  applyPreferences()
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The preferences, re-rendering when they change. */
export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, getPreferences)
}

/** The language of the window. */
export function useLanguage(): Language {
  return usePreferences().language
}

const wantsDark = () => matchMedia('(prefers-color-scheme: dark)')
const wantsContrast = () => matchMedia('(prefers-contrast: more)')
const wantsLessMotion = () => matchMedia('(prefers-reduced-motion: reduce)')

function resolvedTheme(theme: Preferences['theme']): 'light' | 'dark' | 'contrast' {
  if (theme !== 'system') return theme
  if (wantsContrast().matches) return 'contrast'
  return wantsDark().matches ? 'dark' : 'light'
}

/** Writes the preferences onto the document, where the tokens read them. */
function applyPreferences(): void {
  const root = document.documentElement
  root.lang = current.language
  root.dataset.theme = resolvedTheme(current.theme)
  root.dataset.motion = current.motion === 'less' || wantsLessMotion().matches ? 'less' : 'full'
  root.dataset.font = current.font
  root.dataset.density = current.easyView ? 'airy' : current.density
  root.dataset.easy = String(current.easyView)
  root.style.setProperty('--text-scale', String(current.textScale / 100))
}

/** Applies the preferences and follows the computer when its own colours or its wish for less motion change. */
export function startPreferences(): void {
  applyPreferences()
  for (const query of [wantsDark(), wantsContrast(), wantsLessMotion()]) query.addEventListener('change', applyPreferences)
}
