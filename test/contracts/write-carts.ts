import { describe, expect, it } from 'vitest'
import type { Instant } from '../../adapters/time.ts'
import type { CartRecord, HandOff, WriteUnit } from '../../ledger/writes/port.ts'
import { minute, newCart, type TwoLedgers, unused } from './write-world.ts'

/** `CartReads`, `Carts` and hand-offs. */
export function cartsContract(opened: () => TwoLedgers): void {
  const writes = () => opened().one.writes
  const save = (...carts: readonly CartRecord[]) =>
    writes().transact([], async (unit) => {
      for (const cart of carts) await unit.carts.save(cart)
    })
  const theirs = (customerId: string, facts: Partial<CartRecord> = {}) =>
    newCart({ customerId, tokenHash: null, ...facts })

  describe('a cart', () => {
    it('is given back as it was saved, and absent when it never was', async () => {
      const carts = [
        newCart({ body: '{"note":"l’été"}' }),
        theirs(unused('cus'), { expiresAt: null, state: 'ORDERED' }),
      ]
      await save(...carts)
      const found = await opened().other.writes.carts.byIds([...carts.map(({ id }) => id), unused('cart')])
      expect(found).toEqual(new Map(carts.map((cart) => [cart.id, cart])))
    })

    it('is replaced whole by its next version', async () => {
      const cart = newCart()
      const next = theirs(unused('cus'), {
        id: cart.id,
        version: 2,
        state: 'MERGED',
        body: '{}',
        updatedAt: minute(1),
        expiresAt: null,
      })
      await save(cart, next)
      expect((await writes().carts.byIds([cart.id])).get(cart.id)).toEqual(next)
    })

    it('refuses every version but the next one', async () => {
      const cart = newCart()
      await save(cart, { ...cart, version: 2 })
      for (const version of [1, 2, 4]) {
        await expect(save({ ...cart, version, body: 'no' })).rejects.toMatchObject({
          name: 'LedgerError',
          code: 'STALE',
        })
      }
      await expect(save(newCart({ version: 2 }))).rejects.toMatchObject({ code: 'STALE' })
      expect((await writes().carts.byIds([cart.id])).get(cart.id)).toMatchObject({
        version: 2,
        body: cart.body,
      })
    })

    it('has another body noted at the version that it has, and at no other', async () => {
      const cart = newCart()
      await save(cart, { ...cart, version: 2 })
      const note = (version: number, id = cart.id) =>
        writes().transact([], (unit) => unit.carts.note({ id, version, body: '{"noted":true}' }))
      for (const version of [1, 3]) await expect(note(version)).rejects.toMatchObject({ code: 'STALE' })
      await expect(note(1, unused('cart'))).rejects.toMatchObject({ code: 'STALE' })
      await note(2)
      const noted = { ...cart, version: 2, body: '{"noted":true}' }
      expect((await opened().other.writes.carts.byIds([cart.id])).get(cart.id)).toEqual(noted)
    })

    it('is saved by one of two who read the same version, though neither said what it is about', async () => {
      const cart = newCart()
      await save(cart)
      const change = (ledger: keyof TwoLedgers) =>
        opened()[ledger].writes.transact([], async (unit) => {
          await unit.carts.byId(cart.id)
          await unit.carts.save({ ...cart, version: 2, body: ledger })
        })
      const outcomes = await Promise.allSettled([change('one'), change('other')])
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    })
  })

  describe("a shopper's active cart", () => {
    it('is the one changed last of those that are active', async () => {
      const customer = unused('cus')
      const [older, newer] = [theirs(customer), theirs(customer, { updatedAt: minute(2) })]
      await save(newer, older, theirs(customer, { state: 'ORDERED', updatedAt: minute(3) }))
      expect(await writes().carts.activeOf([customer, unused('cus')])).toEqual(new Map([[customer, newer]]))
      expect(await writes().transact([], (unit) => unit.carts.activeOf(customer))).toEqual(newer)
    })

    it('is none for a shopper without one, and guests’ carts are nobody’s', async () => {
      await save(newCart())
      expect(await writes().carts.activeOf([unused('cus')])).toEqual(new Map())
      expect(await writes().carts.activeOf([])).toEqual(new Map())
      expect(await writes().transact([], (unit) => unit.carts.activeOf(unused('cus')))).toBeNull()
    })
  })

  it('names carts whose time is over, oldest first, so many and no more', async () => {
    // Long before all other tests.
    const long = (n: number) => `2020-01-0${n}T00:00:00.000Z` as Instant
    const [third, first, second] = [3, 1, 2].map((n) => newCart({ expiresAt: long(n) }))
    if (!first || !second || !third) throw new Error('expected three carts')
    await save(third, first, second, newCart({ expiresAt: long(1), state: 'ABANDONED' }))
    const expired = async (at: Instant, most: number) =>
      (await writes().carts.expired(at, most)).map(({ id }) => id)
    expect(await expired(long(2), 10)).toEqual([first.id, second.id])
    expect(await expired(long(3), 1)).toEqual([first.id])
    await save({ ...first, version: 2, expiresAt: null })
    expect(await expired(long(3), 10)).toEqual([second.id, third.id])
  })

  describe('a hand-off', () => {
    const newHandOff = (facts: Partial<HandOff> = {}): HandOff => ({
      codeHash: unused('code'),
      cartId: unused('cart'),
      toChannel: 'STORE_POS',
      store: 'PAR-01',
      expiresAt: minute(10),
      ...facts,
    })
    const add = (...handOffs: readonly HandOff[]) =>
      writes().transact([], async ({ carts }) => {
        for (const handOff of handOffs) await carts.addHandOff(handOff)
      })
    const take = (codeHash: string, at: Instant, ledger: keyof TwoLedgers = 'one') =>
      opened()[ledger].writes.transact([], (unit: WriteUnit) => unit.carts.takeHandOff(codeHash, at))

    it('is taken once, until it is over', async () => {
      const [one, late] = [newHandOff({ store: null }), newHandOff()]
      await add(one, late)
      expect(await take(one.codeHash, minute(9))).toEqual(one)
      expect(await take(one.codeHash, minute(9))).toBeNull()
      expect(await take(late.codeHash, minute(10))).toBeNull()
      expect(await take(unused('code'), minute(1))).toBeNull()
    })

    it('may be looked at without being used', async () => {
      const handOff = newHandOff()
      await add(handOff)
      const look = (at: Instant) => opened().other.writes.carts.handOff(handOff.codeHash, at)
      expect(await look(minute(9))).toEqual(handOff)
      expect(await look(minute(10))).toBeNull()
      expect(await take(handOff.codeHash, minute(9))).toEqual(handOff)
      expect(await look(minute(9))).toBeNull()
    })

    it('is taken by one of many who come at once', async () => {
      const handOff = newHandOff()
      await add(handOff)
      const taken = await Promise.all(
        Array.from({ length: 6 }, (_, n) => take(handOff.codeHash, minute(1), n % 2 ? 'one' : 'other')),
      )
      expect(taken.filter((found) => found !== null)).toEqual([handOff])
    })

    it('is not taken by what fails after it', async () => {
      const handOff = newHandOff()
      await add(handOff)
      const fail = writes().transact([], async (unit) => {
        await unit.carts.takeHandOff(handOff.codeHash, minute(1))
        throw new Error('second thoughts')
      })
      await expect(fail).rejects.toThrow('second thoughts')
      expect(await take(handOff.codeHash, minute(1))).toEqual(handOff)
    })

    it('never opens another cart while its code still opens one; a used code may be given again', async () => {
      const handOff = newHandOff()
      await add(handOff)
      await expect(add({ ...handOff, cartId: unused('cart') })).rejects.toMatchObject({ name: 'LedgerError' })
      await take(handOff.codeHash, minute(1))
      const again = { ...handOff, cartId: unused('cart') }
      await add(again)
      expect(await take(handOff.codeHash, minute(2))).toEqual(again)
    })

    it('is forgotten when it is over, used or not', async () => {
      // Long before all other tests, whose hand-offs it must not touch.
      const long = (n: number) => `2019-02-0${n}T00:00:00.000Z` as Instant
      const handOffs = [1, 2, 3].map((n) => newHandOff({ expiresAt: long(n) }))
      await add(...handOffs)
      expect(await writes().prune(long(2))).toBe(2)
      expect(await writes().carts.handOff(handOffs[2]?.codeHash ?? '', long(2))).toEqual(handOffs[2])
    })
  })

  it('are forgotten a quarter after they were merged or given up, and no other ones', async () => {
    // Long before all other tests, whose carts it must not touch.
    const [old, newer] = ['2016-01-01T00:00:00.000Z' as Instant, '2016-01-02T00:00:00.000Z' as Instant]
    const carts = (['MERGED', 'ABANDONED', 'ORDERED', 'FROZEN'] as const).map((state) =>
      newCart({ state, updatedAt: old, expiresAt: null }),
    )
    const late = newCart({ state: 'MERGED', updatedAt: newer, expiresAt: null })
    await writes().transact([], async (unit) => {
      for (const cart of [...carts, late]) await unit.carts.save(cart)
    })
    expect(await writes().prune('2016-03-31T00:00:00.000Z' as Instant)).toBe(2)
    const left = await writes().carts.byIds([...carts, late].map(({ id }) => id))
    expect([...left.values()].map(({ state }) => state).sort()).toEqual(['FROZEN', 'MERGED', 'ORDERED'])
    // Nothing of another test's.
    await writes().transact([], (unit) => unit.carts.save({ ...late, version: 2, updatedAt: minute(0) }))
  })
}
