import { setImmediate as moment } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { createSlots, createTurns } from '../../../ledger/postgres/turns.ts'

/** Work that says when it begins and goes on until it is told to end. */
function piece(name: string, begun: string[]) {
  let end = () => {}
  let fail = () => {}
  const until = new Promise<void>((resolve, reject) => {
    end = resolve
    fail = () => reject(new Error(name))
  })
  const work = async () => {
    begun.push(name)
    await until
    return name
  }
  return { work, end: () => end(), fail: () => fail() }
}

describe('turns', () => {
  const setting = () => {
    const last = new Map<string, Promise<void>>()
    const begun: string[] = []
    return { inTurn: createTurns(last), last, begun, make: (name: string) => piece(name, begun) }
  }

  it('keep work apart that shares a name, first come first served, and no other', async () => {
    const { inTurn, begun, make } = setting()
    const [one, two, three, other] = ['one', 'two', 'three', 'other'].map(make)
    if (!one || !two || !three || !other) throw new Error('expected four pieces')
    const all = [
      inTurn(['cart', 'stock'], one.work),
      inTurn(['stock', 'order'], two.work),
      inTurn(['order', 'cart'], three.work),
      inTurn(['customer'], other.work),
    ]
    await moment()
    expect(begun).toEqual(['one', 'other'])
    one.end()
    await moment()
    expect(begun).toEqual(['one', 'other', 'two'])
    two.end()
    three.end()
    other.end()
    expect(await Promise.all(all)).toEqual(['one', 'two', 'three', 'other'])
  })

  it('go on after work that fails', async () => {
    const { inTurn, begun, make } = setting()
    const [one, two] = [make('one'), make('two')]
    const failing = inTurn(['cart'], one.work)
    const next = inTurn(['cart'], two.work)
    one.fail()
    await expect(failing).rejects.toThrow('one')
    two.end()
    expect(await next).toBe('two')
    expect(begun).toEqual(['one', 'two'])
  })

  it('remember no name that nobody waits for', async () => {
    const { inTurn, last } = setting()
    const names = Array.from({ length: 50 }, (_, n) => `cart/${n}`)
    const all = Promise.all(names.map((name) => inTurn([name, 'stock'], async () => name)))
    expect(last.size).toBe(51)
    expect(await all).toEqual(names)
    await moment()
    expect(last.size).toBe(0)
  })
})

describe('slots', () => {
  it('let so many run at a time, the others as they came, also after a failure', async () => {
    const begun: string[] = []
    const inSlot = createSlots(2)
    const pieces = ['one', 'two', 'three', 'four'].map((name) => piece(name, begun))
    const all = Promise.allSettled(pieces.map(({ work }) => inSlot(work)))
    await moment()
    expect(begun).toEqual(['one', 'two'])
    pieces[1]?.fail()
    await moment()
    expect(begun).toEqual(['one', 'two', 'three'])
    pieces[0]?.end()
    await moment()
    expect(begun).toEqual(['one', 'two', 'three', 'four'])
    for (const { end } of pieces) end()
    expect((await all).map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ])
    expect(await inSlot(async () => 'after')).toBe('after')
  })
})
