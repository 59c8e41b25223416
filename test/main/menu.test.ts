import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it } from 'vitest'
import { accelerators, commands, type Command } from '#shared/commands.ts'
import { languages } from '#shared/i18n/index.ts'
import { menuTemplate } from '../../src/main/menu.ts'

const everything = () => true
const platforms = ['linux', 'win32', 'darwin'] as const

const itemsOf = (template: MenuItemConstructorOptions[]) => template.flatMap((menu) => menu.submenu as MenuItemConstructorOptions[])
const build = (platform: NodeJS.Platform, isAvailable: (command: Command) => boolean = everything, given: Command[] = []) =>
  menuTemplate('sv', platform, isAvailable, (command) => given.push(command))

describe('the menu bar', () => {
  it.each(platforms)('holds every command exactly once on %s', (platform) => {
    const ids = itemsOf(build(platform)).flatMap((item) => (item.id ? [item.id] : []))
    expect(ids.toSorted()).toEqual([...commands].toSorted())
  })

  it.each(languages)('has a name for every line in %s, and no name twice in a menu', (language) => {
    for (const menu of menuTemplate(language, 'linux', everything, () => undefined)) {
      const labels = (menu.submenu as MenuItemConstructorOptions[]).filter((item) => item.type !== 'separator').map((item) => item.label)
      expect(labels.every(Boolean)).toBe(true)
      expect(new Set(labels).size).toBe(labels.length)
    }
  })

  it('passes a chosen command to the window', () => {
    const given: Command[] = []
    const item = itemsOf(build('linux', everything, given)).find(({ id }) => id === 'goToPeople')
    const click = item?.click as (() => void) | undefined
    click?.()
    expect(given).toEqual(['goToPeople'])
  })

  it('shows only what can be done right now, with no loose lines between', () => {
    const template = build('linux', (command) => command === 'showShortcuts' || command === 'lock')
    expect(itemsOf(template).flatMap((item) => (item.id ? [item.id] : []))).toEqual(['lock', 'showShortcuts'])
    expect(template.map(({ label }) => label)).toEqual(['Arkiv', 'Redigera', 'Visa', 'Hjälp'])
    for (const menu of template) {
      const types = (menu.submenu as MenuItemConstructorOptions[]).map(({ type }) => type)
      expect(types[0]).not.toBe('separator')
      expect(types.at(-1)).not.toBe('separator')
      expect(types.join(' ')).not.toContain('separator separator')
    }
  })
})

describe('the keys of the commands', () => {
  it('are given to one command each', () => {
    const keys = Object.values(accelerators)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('leave alone what text fields and screen readers use', () => {
    const taken = /^(?:CmdOrCtrl\+(?:[ZYXCVA]|PageUp|PageDown|Home|End|Left|Right|Up|Down)|[A-Z0-9])$/u
    expect(Object.values(accelerators).filter((key) => taken.test(key))).toEqual([])
  })
})
