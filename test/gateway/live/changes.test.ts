import { describe, expect, it } from 'vitest'
import { createChanges, teller } from '../../../gateway/live/changes.ts'

/** A cache of one channel, by hand. */
function told() {
  const listeners = new Map<string, Set<(message: string) => void>>()
  const cache = {
    async publish(channel: string, message: string) {
      for (const heard of listeners.get(channel) ?? []) heard(message)
    },
    subscribe(channel: string, heard: (message: string) => void) {
      listeners.set(channel, (listeners.get(channel) ?? new Set()).add(heard))
      return () => void listeners.get(channel)?.delete(heard)
    },
  }
  const changes = createChanges()
  return { cache, changes, tell: teller(cache), leave: changes.listen(cache) }
}

const LONG = 60_000
const never = new AbortController().signal
const cart = new Set(['cart/one'])

describe('waiting for changes', () => {
  it('ends when one of the things is told of, and not for another', async () => {
    const { changes, tell } = told()
    const next = changes.next(new Set(['cart/one', 'customer/ada']), {
      since: changes.mark(),
      forMs: LONG,
      signal: never,
    })
    tell(['cart/other', 'stock'])
    tell(['cart/another', 'customer/ada'])
    expect(await next).toBe(true)
  })

  it('is over at once for what was told of since the mark, and not for what was told of before', async () => {
    const { changes, tell } = told()
    tell(['cart/one'])
    const before = changes.mark()
    expect(await changes.next(cart, { since: before, forMs: 1, signal: never })).toBe(false)
    tell(['cart/one'])
    expect(await changes.next(cart, { since: before, forMs: LONG, signal: never })).toBe(true)
    expect(await changes.next(cart, { since: changes.mark(), forMs: 1, signal: never })).toBe(false)
  })

  it('wakes everybody who waits', async () => {
    const { changes, tell } = told()
    const waiting = [1, 2, 3].map(() => changes.next(cart, { since: 0, forMs: LONG, signal: never }))
    tell(['cart/one'])
    expect(await Promise.all(waiting)).toEqual([true, true, true])
  })

  it('ends without a change after so long, and when nobody wants it any more', async () => {
    const { changes } = told()
    expect(await changes.next(cart, { since: 0, forMs: 1, signal: never })).toBe(false)
    const leaving = new AbortController()
    const next = changes.next(cart, { since: 0, forMs: LONG, signal: leaving.signal })
    leaving.abort()
    expect(await next).toBe(false)
    expect(await changes.next(cart, { since: 0, forMs: LONG, signal: leaving.signal })).toBe(false)
  })

  it('hears nothing after it has stopped listening', async () => {
    const { changes, tell, leave } = told()
    leave()
    tell(['cart/one'])
    expect(changes.mark()).toBe(0)
  })

  it('tells nothing where a write was about nothing', async () => {
    const { changes, tell } = told()
    tell([])
    expect(changes.mark()).toBe(0)
  })
})
