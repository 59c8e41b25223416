import { afterEach, describe, expect, it } from 'vitest'
import { clearTheWay, forgetNotifications, notify, toasts } from '#renderer/ui/notifications.ts'

const shown = () => toasts.visibleToasts.map(({ content }) => content.text)

describe('messages on the screen', () => {
  afterEach(forgetNotifications)

  it('are one at a time: a new one takes the place of the one before', () => {
    notify({ text: 'Anna är utsedd.', action: { label: 'Ångra', run: () => undefined } })
    notify({ text: 'Bo är utsedd.' })
    expect(shown()).toEqual(['Bo är utsedd.'])
  })

  it('stay beside a new one when somebody has to act on them', () => {
    notify({ text: 'Filen kunde inte sparas.', tone: 'need' })
    notify({ text: 'Sparat.' })
    expect(shown()).toEqual(['Sparat.', 'Filen kunde inte sparas.'])
  })

  it('go when a dialog opens, save those that somebody has to act on', () => {
    notify({ text: 'Filen kunde inte sparas.', tone: 'need' })
    notify({ text: 'Sparat.' })
    clearTheWay()
    expect(shown()).toEqual(['Filen kunde inte sparas.'])
  })
})
