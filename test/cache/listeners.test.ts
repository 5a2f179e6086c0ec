import { expect, it } from 'vitest'
import { createListeners } from '../../cache/listeners.ts'

it('says when a channel gets its first listener and loses its last, each time', () => {
  const told: string[] = []
  const listeners = createListeners({
    log: () => {},
    began: (channel) => told.push(`began ${channel}`),
    ended: (channel) => told.push(`ended ${channel}`),
  })
  const first = listeners.add('one', () => {})
  const second = listeners.add('one', () => {})
  listeners.add('other', () => {})
  expect(listeners.channels()).toEqual(['one', 'other'])
  first()
  second()
  second()
  expect(listeners.channels()).toEqual(['other'])
  listeners.add('one', () => {})
  second()
  expect(told).toEqual(['began one', 'began other', 'ended one', 'began one'])
})
