import { describe, expect, it } from 'vitest'
import type { Instant } from '../../adapters/time.ts'
import type { NewOutboxEntry, OutboxEntry } from '../../ledger/writes/port.ts'
import { minute, newCart, newEntry, type TwoLedgers, unused } from './write-world.ts'

/** `Outbox` as its workers see it: who may deliver what, and what is known afterwards. */
export function leasesContract(opened: () => TwoLedgers): void {
  const writes = () => opened().one.writes
  const outbox = () => writes().outbox
  const second = () => opened().other.writes.outbox
  const send = (...entries: readonly NewOutboxEntry[]) =>
    writes().transact([], async (unit) => {
      for (const entry of entries) await unit.send(entry)
    })
  const retry = (id: string, at: Instant) => writes().transact([], (unit) => unit.retry(id, at))
  const discard = (id: string, at: Instant) => writes().transact([], (unit) => unit.discard(id, at))
  const read = async (id: string) => (await outbox().byIds([id])).get(id)
  const ids = (entries: readonly OutboxEntry[]) => entries.map(({ id }) => id)
  /** Leases for ten minutes. */
  const terms = (n: number, systems?: readonly string[], first = 10) => ({
    at: minute(n),
    leaseUntil: minute(n + 10),
    first,
    ...(systems && { systems }),
  })
  const done = (n: number) => ({ state: 'DONE', at: minute(n) }) as const
  const failed = (n: number, doubtfulSince: Instant | null = null, failure: string | null = 'RATE_LIMITED') =>
    ({ state: 'QUEUED', dueAt: minute(n), failure, doubtfulSince }) as const

  describe('taking', () => {
    it('gives what is due, what was due first to begin with, so many and no more, and changes nothing else', async () => {
      const system = unused('erp')
      const [third, first, second_] = [3, 1, 2].map((n) => newEntry({ system, at: minute(n) }))
      if (!first || !second_ || !third) throw new Error('expected three entries')
      await send(third, first, second_, newEntry({ system, notBefore: minute(9) }), newEntry())
      const untouched = await read(first.id)
      expect(ids(await outbox().take('w', terms(2, [system])))).toEqual([first.id, second_.id])
      expect(await read(first.id)).toEqual(untouched)
      expect(ids(await outbox().take('w', terms(9, [system], 1)))).toEqual([third.id])
    })

    it('looks at the systems it is told alone, at none when told none, at all when told nothing', async () => {
      const [erp, crm] = [unused('erp'), unused('crm')]
      // Due before everything of other tests.
      const long = '2017-01-01T00:00:00.000Z' as Instant
      const [one, other] = [newEntry({ system: erp, at: long }), newEntry({ system: crm, at: long })]
      await send(one, other)
      expect(await outbox().take('w', terms(1, []))).toEqual([])
      expect(ids(await outbox().take('w', terms(1, [crm])))).toEqual([other.id])
      expect(ids(await outbox().take('w', { ...terms(1), at: long }))).toEqual([one.id])
    })

    it('gives an entry to one worker alone until the lease is over', async () => {
      const entry = newEntry({ system: unused('erp') })
      await send(entry)
      expect(ids(await outbox().take('w1', terms(0, [entry.system])))).toEqual([entry.id])
      expect(await second().take('w2', terms(9, [entry.system]))).toEqual([])
      expect(await second().takeOne('w2', entry.id, terms(9))).toBeNull()
      expect(ids(await second().take('w2', terms(10, [entry.system])))).toEqual([entry.id])
    })

    it('gives each entry once to many who take at once', async () => {
      const system = unused('erp')
      const entries = Array.from({ length: 12 }, () => newEntry({ system }))
      await send(...entries)
      const taken = await Promise.all(
        Array.from({ length: 6 }, (_, n) =>
          (n % 2 ? outbox() : second()).take(`w${n}`, terms(1, [system], 5)),
        ),
      )
      expect(taken.flatMap(ids).sort()).toEqual(entries.map(({ id }) => id))
    })

    it('gives the first of a stream alone, whichever system it is for', async () => {
      const [stream, erp, crm] = [unused('ord'), unused('erp'), unused('crm')]
      const entries = [newEntry({ stream, system: erp }), newEntry({ stream, system: crm })]
      const [first, next] = entries
      if (!first || !next) throw new Error('expected two entries')
      await send(...entries)
      expect(await outbox().take('w', terms(1, [crm]))).toEqual([])
      expect(await outbox().takeOne('w', next.id, terms(1))).toBeNull()
      expect(ids(await outbox().take('w', terms(1, [erp, crm])))).toEqual([first.id])
      expect(await outbox().take('w', terms(1, [erp, crm]))).toEqual([])
      await outbox().settle('w', first.id, failed(30), [])
      expect(await outbox().take('w', terms(2, [erp, crm]))).toEqual([])
      expect(ids(await outbox().take('w', terms(30, [erp, crm])))).toEqual([first.id])
      await outbox().settle('w', first.id, done(31), [])
      expect(ids(await outbox().take('w', terms(31, [erp, crm])))).toEqual([next.id])
    })

    it('of one entry gives that one, when it is due and first', async () => {
      const entry = newEntry({ notBefore: minute(5) })
      await send(entry)
      expect(await outbox().takeOne('w', entry.id, terms(4))).toBeNull()
      expect(await outbox().takeOne('w', entry.id, terms(5))).toEqual(await read(entry.id))
      expect(await outbox().takeOne('w', unused('entry'), terms(5))).toBeNull()
    })

    it('stops at a dead entry until it is retried and delivered', async () => {
      const [stream, system] = [unused('ord'), unused('erp')]
      const [first, next] = [newEntry({ stream, system }), newEntry({ stream, system })]
      await send(first, next)
      await outbox().take('w', terms(1, [system]))
      await outbox().settle('w', first.id, { state: 'DEAD', at: minute(1), failure: 'BAD_RESPONSE' }, [])
      expect(await outbox().take('w', terms(2, [system]))).toEqual([])
      await retry(first.id, minute(3))
      expect(ids(await outbox().take('w', terms(3, [system])))).toEqual([first.id])
      await outbox().settle('w', first.id, done(4), [])
      expect(ids(await outbox().take('w', terms(4, [system])))).toEqual([next.id])
    })
  })

  describe('beginning', () => {
    it('counts an attempt that is doubtful from then on, also after a crash', async () => {
      const entry = newEntry()
      await send(entry)
      await outbox().takeOne('w1', entry.id, terms(0))
      expect(await outbox().begin('w1', entry.id, minute(1))).toBe(true)
      expect(await read(entry.id)).toMatchObject({ attempts: 1, doubtfulSince: minute(1), failure: null })
      expect(await second().takeOne('w2', entry.id, terms(10))).toMatchObject({
        attempts: 1,
        doubtfulSince: minute(1),
      })
      expect(await second().begin('w2', entry.id, minute(11))).toBe(true)
      expect(await read(entry.id)).toMatchObject({ attempts: 2, doubtfulSince: minute(11) })
    })

    it('is for who holds the lease, while it lasts', async () => {
      const entry = newEntry()
      await send(entry)
      expect(await outbox().begin('w1', entry.id, minute(0))).toBe(false)
      await outbox().takeOne('w1', entry.id, terms(0))
      expect(await outbox().begin('w2', entry.id, minute(1))).toBe(false)
      expect(await outbox().begin('w1', entry.id, minute(10))).toBe(false)
      expect(await outbox().begin('w1', unused('entry'), minute(1))).toBe(false)
      expect(await read(entry.id)).toMatchObject({ attempts: 0, doubtfulSince: null })
      await discard(entry.id, minute(1))
      expect(await outbox().begin('w1', entry.id, minute(1))).toBe(false)
    })
  })

  describe('settling', () => {
    const begun = async (facts: Partial<NewOutboxEntry> = {}) => {
      const entry = newEntry(facts)
      await send(entry)
      await outbox().takeOne('w1', entry.id, terms(0))
      await outbox().begin('w1', entry.id, minute(1))
      return entry
    }

    it('ends what was delivered, without a doubt', async () => {
      const entry = await begun()
      expect(await outbox().settle('w1', entry.id, done(2), [])).toBe(true)
      expect(await read(entry.id)).toMatchObject({
        state: 'DONE',
        attempts: 1,
        doubtfulSince: null,
        doneAt: minute(2),
      })
      expect(await outbox().takeOne('w1', entry.id, terms(30))).toBeNull()
    })

    it('puts off what failed, as doubtful as it is told, and gives the lease back', async () => {
      const entry = await begun()
      await outbox().settle('w1', entry.id, failed(4, minute(1), 'SOURCE_TIMEOUT'), [])
      const putOff = {
        state: 'QUEUED',
        attempts: 1,
        dueAt: minute(4),
        failure: 'SOURCE_TIMEOUT',
        doneAt: null,
      }
      expect(await read(entry.id)).toMatchObject({ ...putOff, doubtfulSince: minute(1) })
      expect(await second().takeOne('w2', entry.id, terms(3))).toBeNull()
      expect(await second().takeOne('w2', entry.id, terms(4))).not.toBeNull()
      await second().settle('w2', entry.id, failed(5, null, null), [])
      expect(await read(entry.id)).toMatchObject({ ...putOff, dueAt: minute(5), doubtfulSince: null })
    })

    it('is for who holds the lease: not twice, not when another has taken it or it was discarded', async () => {
      const [taken, discarded, twice] = [await begun(), await begun(), await begun()]
      await second().takeOne('w2', taken.id, terms(10))
      await discard(discarded.id, minute(2))
      await outbox().settle('w1', twice.id, failed(2), [])
      const cart = newCart()
      for (const { id } of [taken, discarded, twice]) {
        const before = await read(id)
        const follow = () => outbox().settle('w1', id, done(11), [], (unit) => unit.carts.save(cart))
        expect(await follow()).toBe(false)
        expect(await read(id)).toEqual(before)
      }
      expect(await outbox().settle('w1', unused('entry'), done(11), [])).toBe(false)
      expect((await writes().carts.byIds([cart.id])).size).toBe(0)
      expect(await second().settle('w2', taken.id, done(11), [])).toBe(true)
    })

    it('counts when the lease is over and nobody has taken it since', async () => {
      const entry = await begun()
      expect(await outbox().settle('w1', entry.id, done(30), [])).toBe(true)
      expect(await read(entry.id)).toMatchObject({ state: 'DONE' })
    })

    it('keeps what follows from it, or nothing of both', async () => {
      const [entry, cart] = [await begun(), newCart()]
      const about = [`cart/${cart.id}`] as const
      const fail = outbox().settle('w1', entry.id, done(2), about, async (unit) => {
        await unit.carts.save(cart)
        throw new Error('second thoughts')
      })
      await expect(fail).rejects.toThrow('second thoughts')
      expect(await read(entry.id)).toMatchObject({ state: 'QUEUED' })
      expect((await writes().carts.byIds([cart.id])).size).toBe(0)
      const next = newEntry({ stream: entry.stream })
      const kept = await outbox().settle('w1', entry.id, done(2), about, async (unit) => {
        await unit.carts.save(cart)
        await unit.send(next)
      })
      expect(kept).toBe(true)
      expect((await writes().carts.byIds([cart.id])).size).toBe(1)
      expect((await outbox().ofStream(entry.stream)).map(({ state }) => state)).toEqual(['DONE', 'QUEUED'])
    })
  })
}
