import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { type Instant, instant } from '../../adapters/time.ts'
import { KeyReused } from '../../ledger/writes/port.ts'
import { minute, newCart, newCommand, newEntry, type TwoLedgers, unused } from './write-world.ts'

const DAY = 86_400_000
const later = (millis: number) => instant(new Date(Date.parse(minute(0)) + millis))

/** `WriteLedger`: what is done once, whole or not at all. */
export function commandsContract(opened: () => TwoLedgers): void {
  const writes = () => opened().one.writes
  const second = () => opened().other.writes
  /** Work that counts how often it ran. */
  const counting = () => {
    let runs = 0
    const work = async () => {
      runs += 1
      return { run: runs }
    }
    return { work, runs: () => runs }
  }

  describe('done once', () => {
    it('answers again what it answered first, without working again, on every ledger of the database', async () => {
      const command = newCommand()
      const { work, runs } = counting()
      expect(await writes().once(command, work)).toEqual({ result: { run: 1 }, replayed: false })
      expect(await writes().once(command, work)).toEqual({ result: { run: 1 }, replayed: true })
      expect(await second().once(command, work)).toEqual({ result: { run: 1 }, replayed: true })
      expect(runs()).toBe(1)
    })

    it('is told of without being done', async () => {
      const command = newCommand()
      expect(await writes().done(command)).toBeNull()
      await writes().once(command, async () => ({ cart: 'c-1' }))
      expect(await second().done(command)).toEqual({ cart: 'c-1' })
    })

    it('keeps keys of other callers apart', async () => {
      const command = newCommand()
      const { work } = counting()
      await writes().once(command, work)
      expect(await writes().once({ ...command, caller: 'shop/ben' }, work)).toEqual({
        result: { run: 2 },
        replayed: false,
      })
    })

    it('does not take a caller and key for others that are spelt alike together', async () => {
      const key = unused('key')
      await writes().once(newCommand({ caller: 'a/b', key }), async () => 'one')
      expect(await writes().once(newCommand({ caller: 'a', key: `b/${key}` }), async () => 'two')).toEqual({
        result: 'two',
        replayed: false,
      })
    })

    it('refuses a key that was used with another input, or for another operation, and changes nothing', async () => {
      const command = newCommand()
      const { work, runs } = counting()
      await writes().once(command, work)
      for (const other of [{ input: '{"quantity":2,"sku":"MUG"}' }, { operation: 'cartLinesRemove' }]) {
        await expect(second().once({ ...command, ...other }, work)).rejects.toBeInstanceOf(KeyReused)
        await expect(second().done({ ...command, ...other })).rejects.toBeInstanceOf(KeyReused)
      }
      expect(runs()).toBe(1)
      expect(await writes().done(command)).toEqual({ run: 1 })
    })

    it('is answered again for 24 hours, and then done anew, with another input too', async () => {
      const command = newCommand()
      const { work } = counting()
      await writes().once(command, work)
      const last = { ...command, at: later(DAY - 1) }
      expect(await writes().once(last, work)).toEqual({ result: { run: 1 }, replayed: true })
      const over = { ...command, at: later(DAY), input: '{}' }
      expect(await writes().done(over)).toBeNull()
      expect(await writes().once(over, work)).toEqual({ result: { run: 2 }, replayed: false })
      expect(await writes().once(over, work)).toEqual({ result: { run: 2 }, replayed: true })
    })

    it('is done once by many who come at once, on two ledgers, who all get the same', async () => {
      const command = newCommand()
      const { work, runs } = counting()
      const slowly = async () => {
        const result = await work()
        // So that the others come meanwhile.
        await pause(20)
        return result
      }
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, n) => (n % 2 ? writes() : second()).once(command, slowly)),
      )
      expect(runs()).toBe(1)
      expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1)
      expect(new Set(answers.map(({ result }) => result.run))).toEqual(new Set([1]))
    })

    it('answers JSON as it was: texts of any kind, numbers, nothing, lists in lists', async () => {
      const result = {
        text: 'été "\\ \u0000 \ud83d\ude00 🧵',
        numbers: [0, -1.5, 2 ** 53],
        none: null,
        lists: [[], [{}]],
      }
      const command = newCommand()
      expect((await writes().once(command, async () => result)).result).toEqual(result)
      expect(await second().done(command)).toEqual(result)
    })

    it('refuses a result that could not be given again as it is, and undoes what was done for it', async () => {
      for (const result of [undefined, { at: new Date(0) }, { gone: undefined }, [Number.NaN], new Map()]) {
        const [command, cart] = [newCommand(), newCart()]
        const attempt = writes().once<unknown>(command, async (unit) => {
          await unit.carts.save(cart)
          return result
        })
        await expect(attempt).rejects.toThrow('expected a result of JSON alone')
        expect(await writes().done(command)).toBeNull()
        expect((await writes().carts.byIds([cart.id])).size).toBe(0)
      }
    })
  })

  describe('all or nothing', () => {
    it('keeps nothing of what fails, and lets the key be used again', async () => {
      const command = newCommand()
      const [cart, entry, orderId, hash] = [newCart(), newEntry(), unused('ord'), unused('hash')]
      const fail = writes().once(command, async (unit) => {
        await unit.carts.save(cart)
        await unit.send(entry)
        await unit.grantOrderToken({ hash, orderId, at: minute(0), expiresAt: minute(10) })
        throw new Error('second thoughts')
      })
      await expect(fail).rejects.toThrow('second thoughts')
      expect((await writes().carts.byIds([cart.id])).size).toBe(0)
      expect((await writes().outbox.byIds([entry.id])).size).toBe(0)
      expect(await opened().one.orderTokens.find(hash, minute(1))).toBeNull()
      const another = { ...command, input: '{}' }
      expect(await writes().once(another, async () => 'done')).toEqual({ result: 'done', replayed: false })
    })

    it('keeps all of what succeeds, seen by every ledger when it is told', async () => {
      const [cart, entry, orderId, hash] = [newCart(), newEntry(), unused('ord'), unused('hash')]
      await writes().once(newCommand(), async (unit) => {
        await unit.carts.save(cart)
        await unit.send(entry)
        await unit.grantOrderToken({ hash, orderId, at: minute(0), expiresAt: minute(10) })
        return null
      })
      expect((await second().carts.byIds([cart.id])).get(cart.id)).toEqual(cart)
      expect((await second().outbox.byIds([entry.id])).get(entry.id)).toMatchObject(entry)
      expect(await opened().other.orderTokens.find(hash, minute(1))).toBe(orderId)
    })

    it('shows nobody what is not finished, and itself what it has written', async () => {
      const cart = newCart()
      await writes().transact([`cart/${cart.id}`], async (unit) => {
        await unit.carts.save(cart)
        expect(await unit.carts.byId(cart.id)).toEqual(cart)
        expect((await writes().carts.byIds([cart.id])).size).toBe(0)
        expect((await second().carts.byIds([cart.id])).size).toBe(0)
      })
      expect((await second().carts.byIds([cart.id])).size).toBe(1)
    })
  })

  describe('what writes are about', () => {
    it('is touched by one of them at a time, whatever else they are about: no change is lost', async () => {
      const cart = newCart({ body: '0' })
      await writes().transact([], (unit) => unit.carts.save(cart))
      const add = async (n: number) => {
        const about = [`cart/${cart.id}`, `order/${n % 3}`, 'stock', `customer/${n % 2}`] as const
        const ledger = n % 2 ? writes() : second()
        await ledger.transact(n % 4 < 2 ? about : about.toReversed(), async (unit) => {
          const held = await unit.carts.byId(cart.id)
          if (!held) throw new Error('expected the cart')
          const body = String(Number(held.body) + 1)
          await unit.carts.save({ ...held, version: held.version + 1, body })
        })
      }
      await Promise.all(Array.from({ length: 16 }, (_, n) => add(n)))
      expect((await writes().carts.byIds([cart.id])).get(cart.id)).toMatchObject({ version: 17, body: '16' })
    })

    it('may be named twice, and may be nothing', async () => {
      const cart = newCart()
      const about = [`cart/${cart.id}`, `cart/${cart.id}`] as const
      await writes().transact(about, (unit) => unit.carts.save(cart))
      expect(await writes().transact([], (unit) => unit.carts.byId(cart.id))).toEqual(cart)
    })

    it('goes on after a write that fails', async () => {
      const about = [`customer/${unused('customer')}`] as const
      const fail = writes().transact(about, async () => {
        throw new Error('second thoughts')
      })
      await expect(fail).rejects.toThrow('second thoughts')
      expect(await writes().transact(about, async () => 'done')).toBe('done')
    })
  })

  describe('pruning', () => {
    it('forgets commands when they are over, and says how many rows went', async () => {
      // Long before all other tests, whose commands it must not touch.
      const long = (hour: number) => `2020-01-01T${String(hour).padStart(2, '0')}:00:00.000Z` as Instant
      const commands = [1, 2, 3].map((hour) => newCommand({ at: long(hour) }))
      for (const command of commands) await writes().once(command, async () => 'done')
      expect(await writes().prune('2020-01-02T02:00:00.000Z' as Instant)).toBe(2)
      expect(await writes().prune('2020-01-02T02:00:00.000Z' as Instant)).toBe(0)
      const found = await Promise.all(commands.map((command) => second().done(command)))
      expect(found).toEqual([null, null, 'done'])
    })
  })
}
