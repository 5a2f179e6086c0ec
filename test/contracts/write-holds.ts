import { describe, expect, it } from 'vitest'
import type { Instant } from '../../adapters/time.ts'
import type { HoldRecord, HoldState } from '../../ledger/writes/port.ts'
import { minute, newHold, type TwoLedgers, unused } from './write-world.ts'

/** `HoldReads` and `Holds`. */
export function holdsContract(opened: () => TwoLedgers): void {
  const writes = () => opened().one.writes
  const save = (...holds: readonly HoldRecord[]) =>
    writes().transact(['stock'], async (unit) => {
      for (const hold of holds) await unit.holds.save(hold)
    })
  const lines = (...units: readonly (readonly [sku: string, held: number])[]) =>
    units.map(([sku, held]) => ({ sku, requested: held + 1, held }))

  describe('a hold', () => {
    it('is given back as it was saved last, with its lines in their order', async () => {
      const hold = newHold({
        lines: lines(['Z', 2], ['A', 0], ['É', 1]),
        customerId: unused('cus'),
        cartId: unused('cart'),
      })
      await save(hold)
      const read = async () =>
        (await opened().other.writes.holds.byIds([hold.id, unused('hold')])).get(hold.id)
      expect(await read()).toEqual(hold)
      const committed = { ...hold, state: 'COMMITTED' as const, expiresAt: null, orderId: unused('ord') }
      await save({ ...committed, lines: lines(['Z', 1]) })
      expect(await read()).toEqual({ ...committed, lines: lines(['Z', 1]) })
    })

    it('is found by its cart and by its order, the oldest first', async () => {
      const [cartId, orderId] = [unused('cart'), unused('ord')]
      const [newer, older] = [
        newHold({ cartId, orderId, createdAt: minute(1) }),
        newHold({ cartId, orderId }),
      ]
      await save(newer, older, newHold({ cartId: unused('cart'), orderId: unused('ord') }), newHold())
      const { holds } = writes()
      expect(await holds.ofCarts([cartId, unused('cart')])).toEqual(new Map([[cartId, [older, newer]]]))
      expect(await holds.ofOrders([orderId, unused('ord')])).toEqual(new Map([[orderId, [older, newer]]]))
      const inside = await writes().transact([], async (unit) => [
        await unit.holds.ofCarts([cartId]),
        await unit.holds.ofOrders([orderId]),
      ])
      expect(inside).toEqual([new Map([[cartId, [older, newer]]]), new Map([[orderId, [older, newer]]])])
    })
  })

  it('are counted for a shopper while they hold', async () => {
    const customerId = unused('cus')
    await save(
      newHold({ customerId, expiresAt: minute(1) }),
      newHold({ customerId, expiresAt: minute(2) }),
      newHold({ customerId, expiresAt: null }),
      newHold({ customerId, state: 'RELEASED', expiresAt: minute(9) }),
      newHold({ customerId, state: 'COMMITTED', expiresAt: null }),
      newHold({ expiresAt: minute(9) }),
    )
    const { holds } = writes()
    expect([await holds.openOf(customerId, minute(0)), await holds.openOf(customerId, minute(1))]).toEqual([
      3, 2,
    ])
    expect(await holds.openOf(unused('cus'), minute(0))).toBe(0)
    expect(await writes().transact(['stock'], (unit) => unit.holds.openOf(customerId, minute(2)))).toBe(1)
  })

  describe('units put aside', () => {
    it('are counted by place: the same article elsewhere, and another one here, are others', async () => {
      const [paris, lyon] = [unused('sto'), unused('sto')]
      await save(
        newHold({ location: paris, lines: lines(['MUG', 2], ['HAT', 1]) }),
        newHold({ location: paris, lines: lines(['MUG', 3]) }),
        newHold({ location: lyon, lines: lines(['MUG', 5]) }),
      )
      const places = [
        { location: paris, sku: 'MUG' },
        { location: lyon, sku: 'MUG' },
        { location: paris, sku: 'HAT' },
        { location: lyon, sku: 'HAT' },
        { location: paris, sku: 'MUG' },
      ]
      const held = await opened().other.writes.holds.held(places, minute(1))
      expect(places.map((place) => held.get(place))).toEqual([5, 5, 1, 0, 5])
      expect(await writes().holds.held([], minute(1))).toEqual(new Map())
    })

    it('are those that are held and not over, and those that are committed', async () => {
      const location = unused('sto')
      const place = { location, sku: 'MUG' }
      const held = async (at: Instant) => (await writes().holds.held([place], at)).get(place)
      const units: Readonly<Record<HoldState, number>> = {
        HELD: 1,
        EXPIRED: 10,
        RELEASED: 100,
        COMMITTED: 1_000,
        ENDED: 10_000,
      }
      // The names of the table above.
      for (const state of Object.keys(units) as HoldState[]) {
        const expiresAt = state === 'COMMITTED' ? null : minute(30)
        await save(newHold({ location, state, expiresAt, lines: lines(['MUG', units[state]]) }))
      }
      expect(await held(minute(29))).toBe(1_001)
      expect(await held(minute(30))).toBe(1_000)
    })

    it('follow a hold through its life', async () => {
      const hold = newHold({ location: unused('sto'), lines: lines(['MUG', 2], ['MUG', 1], ['HAT', 1]) })
      const place = { location: hold.location, sku: 'MUG' }
      const held = async () =>
        writes().transact(['stock'], async (unit) => (await unit.holds.held([place], minute(40))).get(place))
      await save(hold)
      expect(await held()).toBe(0)
      await save({ ...hold, expiresAt: minute(50) })
      expect(await held()).toBe(3)
      await save({ ...hold, state: 'COMMITTED', expiresAt: null, lines: lines(['MUG', 1]) })
      expect(await held()).toBe(1)
      await save({ ...hold, state: 'ENDED' })
      expect(await held()).toBe(0)
    })

    it('are, of one that ended, still taken off what was read before its end', async () => {
      const location = unused('sto')
      const ended = newHold({
        location,
        lines: lines(['MUG', 4]),
        state: 'ENDED',
        expiresAt: null,
        endedAt: minute(10),
      })
      await save(newHold({ location, lines: lines(['MUG', 1]) }), ended)
      expect((await opened().other.writes.holds.byIds([ended.id])).get(ended.id)).toEqual(ended)
      const places = [
        { location, sku: 'MUG', readAt: minute(9) },
        { location, sku: 'MUG', readAt: minute(10) },
        { location, sku: 'MUG', readAt: minute(11) },
        { location, sku: 'MUG' },
      ]
      const held = await writes().holds.held(places, minute(20))
      expect(places.map((place) => held.get(place))).toEqual([5, 1, 1, 1])
    })

    it('are counted for many places at once', async () => {
      const [location, elsewhere] = [unused('sto'), unused('sto')]
      await save(
        newHold({ location, lines: Array.from({ length: 1_200 }, (_, n) => lines([`S${n}`, n])).flat() }),
      )
      const places = [location, elsewhere].flatMap((where) =>
        Array.from({ length: 1_200 }, (_, n) => ({ location: where, sku: `S${n}` })),
      )
      const held = await writes().holds.held(places, minute(1))
      const expected = places.map((place, n) => (place.location === location ? n : 0))
      expect(places.map((place) => held.get(place))).toEqual(expected)
    })
  })

  it('are forgotten a month after those that are over began, and no other ones', async () => {
    // Long before all other tests, whose holds it must not touch.
    const long = (day: number) => `2017-01-${String(day).padStart(2, '0')}T00:00:00.000Z` as Instant
    const old = (state: HoldState, facts: Partial<HoldRecord> = {}) =>
      newHold({ state, createdAt: long(1), expiresAt: null, ...facts })
    const over = [old('EXPIRED'), old('RELEASED'), old('ENDED', { endedAt: long(2) })]
    const kept = [
      old('COMMITTED'),
      old('HELD'),
      old('RELEASED', { createdAt: long(2) }),
      old('ENDED', { endedAt: long(31) }),
    ]
    await save(...over, ...kept)
    expect(await writes().prune(long(31))).toBe(over.length)
    const all = [...over, ...kept].map(({ id }) => id)
    expect(new Set((await writes().holds.byIds(all)).keys())).toEqual(new Set(kept.map(({ id }) => id)))
    // Nothing of another test's.
    await save(...kept.map((hold) => ({ ...hold, state: 'RELEASED' as const, createdAt: minute(0) })))
  })

  it('never go to more buyers than there are, however many ask at once', async () => {
    const location = unused('sto')
    const place = { location, sku: 'MUG' }
    const buy = (ledger: keyof TwoLedgers) =>
      opened()[ledger].writes.transact(['stock'], async (unit) => {
        const taken = (await unit.holds.held([place], minute(1))).get(place) ?? 0
        if (taken >= 3) return false
        await unit.holds.save(newHold({ location }))
        return true
      })
    const sold = await Promise.all(Array.from({ length: 12 }, (_, n) => buy(n % 2 ? 'one' : 'other')))
    expect(sold.filter(Boolean)).toHaveLength(3)
    expect((await writes().holds.held([place], minute(1))).get(place)).toBe(3)
  })

  it('names those whose time is over, oldest first, and those that are committed, page by page', async () => {
    // Long before all other tests.
    const long = (n: number) => `2020-01-0${n}T00:00:00.000Z` as Instant
    const holds = [3, 1, 2].map((n) => newHold({ createdAt: long(1), expiresAt: long(n) }))
    const [third, first, second] = holds.map(({ id }) => id)
    await save(...holds, newHold({ expiresAt: long(1), state: 'RELEASED' }))
    const expired = async (at: Instant, most: number) =>
      (await writes().holds.expired(at, most)).map(({ id }) => id)
    expect(await expired(long(2), 10)).toEqual([first, second])
    expect(await expired(long(3), 2)).toEqual([first, second])
    await save(
      ...holds.map((hold, n) => ({
        ...hold,
        state: 'COMMITTED' as const,
        expiresAt: null,
        createdAt: n === 0 ? long(2) : long(1),
      })),
    )
    expect(await expired(long(9), 10)).toEqual([])
    const committed = async (after: string | null, most: number) =>
      (await writes().holds.committed(after, most)).map(({ id }) => id)
    expect(await committed(null, 2)).toEqual([first, second])
    expect(await committed(first ?? '', 2)).toEqual([second, third])
    expect(await committed(unused('hold'), 2)).toEqual([])
    await save(...holds.map((hold) => ({ ...hold, state: 'ENDED' as const, createdAt: long(1) })))
  })
}
