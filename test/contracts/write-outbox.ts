import { describe, expect, it } from 'vitest'
import type { Instant } from '../../adapters/time.ts'
import type { NewOutboxEntry } from '../../ledger/writes/port.ts'
import { minute, newEntry, type TwoLedgers, unused } from './write-world.ts'

/** `Outbox`: what is queued, shown, given up and forgotten. Its workers are in `write-leases.ts`. */
export function outboxContract(opened: () => TwoLedgers): void {
  const writes = () => opened().one.writes
  const outbox = () => writes().outbox
  const send = (...entries: readonly NewOutboxEntry[]) =>
    writes().transact([], async (unit) => {
      for (const entry of entries) await unit.send(entry)
    })
  const retry = (id: string, at: Instant) => writes().transact([], (unit) => unit.retry(id, at))
  const discard = (id: string, at: Instant) => writes().transact([], (unit) => unit.discard(id, at))
  const read = async (id: string) => (await opened().other.writes.outbox.byIds([id])).get(id)
  /** Takes and settles an entry of a system that has no other. */
  const end = async (entry: NewOutboxEntry, state: 'DONE' | 'DEAD', at: Instant) => {
    const terms = { at: entry.at, leaseUntil: minute(60) }
    expect(await outbox().takeOne('w', entry.id, terms)).not.toBeNull()
    const outcome = state === 'DONE' ? { state, at } : { state, at, failure: 'SOURCE_TIMEOUT' }
    expect(await outbox().settle('w', entry.id, outcome, [])).toBe(true)
  }

  describe('queueing', () => {
    it('keeps an entry as it was sent, due at once', async () => {
      const entry = newEntry({ body: '{"note":"l’été"}' })
      await send(entry)
      expect(await read(entry.id)).toEqual({
        ...entry,
        state: 'QUEUED',
        attempts: 0,
        dueAt: entry.at,
        doubtfulSince: null,
        failure: null,
        doneAt: null,
      })
      expect(await read(unused('entry'))).toBeUndefined()
    })

    it('keeps one for later until it is due', async () => {
      const { notBefore: _, ...entry } = newEntry({ system: unused('erp'), notBefore: minute(5) })
      await send({ ...entry, notBefore: minute(5) })
      expect(await read(entry.id)).toEqual(expect.objectContaining({ ...entry, dueAt: minute(5) }))
      expect(await read(entry.id)).not.toHaveProperty('notBefore')
    })

    it('takes an id once, whatever comes with it later', async () => {
      const entry = newEntry()
      await send(entry, { ...entry, body: 'another' })
      await send({ ...entry, body: 'a third' })
      expect(await outbox().ofStream(entry.stream)).toMatchObject([{ body: entry.body }])
    })

    it('shows a stream in the order it was queued, whatever its times and ids say', async () => {
      const stream = unused('ord')
      const entries = [
        newEntry({ stream, id: unused('z'), at: minute(3) }),
        newEntry({ stream, id: unused('a'), at: minute(1), system: 'crm' }),
        newEntry({ stream, id: unused('m'), at: minute(2) }),
      ]
      for (const entry of entries) await send(entry)
      expect((await outbox().ofStream(stream)).map(({ id }) => id)).toEqual(entries.map(({ id }) => id))
      expect(await outbox().ofStream(unused('ord'))).toEqual([])
    })

    it('gives what two queue in one stream at once one order, in which it stays', async () => {
      const stream = unused('ord')
      const queue = (ledger: keyof TwoLedgers) =>
        opened()[ledger].writes.transact([], async (unit) => {
          for (let n = 0; n < 3; n++) await unit.send(newEntry({ stream }))
        })
      await Promise.all([queue('one'), queue('other')])
      const order = (await outbox().ofStream(stream)).map(({ id }) => id)
      expect(order).toHaveLength(6)
      const taken: string[] = []
      for (let n = 0; n < 6; n++) {
        const id = order[n] ?? ''
        const terms = { at: minute(1), leaseUntil: minute(9) }
        for (const other of order.slice(n + 1)) expect(await outbox().takeOne('w', other, terms)).toBeNull()
        if (await outbox().takeOne('w', id, terms)) taken.push(id)
        await outbox().settle('w', id, { state: 'DONE', at: minute(1) }, [])
      }
      expect(taken).toEqual(order)
    })
  })

  describe('the operator', () => {
    it('lists entries oldest first, by state and system, page by page', async () => {
      const [system, crm] = [unused('erp'), unused('crm')]
      const [third, first, second] = [3, 1, 2].map((n) => newEntry({ system, at: minute(n) }))
      if (!first || !second || !third) throw new Error('expected three entries')
      const other = newEntry({ system: crm, at: minute(2) })
      await send(third, first, second, other)
      await end(second, 'DEAD', minute(4))
      const list = async (
        filter: Parameters<ReturnType<typeof outbox>['list']>[0],
        after: string | null = null,
        most = 10,
      ) => (await outbox().list(filter, { after, first: most })).map(({ id }) => id)
      expect(await list({ system })).toEqual([first.id, second.id, third.id])
      expect(await list({ system, states: ['QUEUED'] })).toEqual([first.id, third.id])
      expect(await list({ system, states: ['DEAD'] })).toEqual([second.id])
      expect(await list({ system, states: ['DEAD', 'QUEUED'] })).toEqual([first.id, second.id, third.id])
      expect(await list({ system, states: [] })).toEqual([])
      expect(await list({ system: crm })).toEqual([other.id])
      expect(await list({ system }, null, 2)).toEqual([first.id, second.id])
      expect(await list({ system }, second.id, 2)).toEqual([third.id])
      expect(await list({ system, states: ['QUEUED'] }, second.id)).toEqual([third.id])
      expect(await list({ system }, unused('entry'))).toEqual([])
    })

    it('counts what is not delivered, and says how old the oldest is', async () => {
      const system = unused('erp')
      const entries = [4, 3, 2, 1].map((n) => newEntry({ system, at: minute(n) }))
      const [, , dead, done] = entries
      if (!dead || !done) throw new Error('expected four entries')
      await send(...entries)
      await end(dead, 'DEAD', minute(5))
      await end(done, 'DONE', minute(5))
      const theirs = (await outbox().counts()).filter((count) => count.system === system)
      expect(theirs).toEqual([
        { system, state: 'DEAD', count: 1, oldest: minute(2) },
        { system, state: 'QUEUED', count: 2, oldest: minute(3) },
      ])
    })

    it('retries a dead entry, at once and as doubtful as it was, and nothing else', async () => {
      const [entry, next] = [newEntry(), newEntry()]
      await send(entry, next)
      await outbox().takeOne('w', entry.id, { at: minute(1), leaseUntil: minute(9) })
      await outbox().begin('w', entry.id, minute(1))
      expect(await retry(entry.id, minute(2))).toBe(false)
      await outbox().settle('w', entry.id, { state: 'DEAD', at: minute(3), failure: 'SOURCE_TIMEOUT' }, [])
      const dead = { state: 'DEAD', failure: 'SOURCE_TIMEOUT', doubtfulSince: minute(1), doneAt: minute(3) }
      expect(await read(entry.id)).toMatchObject(dead)
      expect(await retry(entry.id, minute(30))).toBe(true)
      const again = {
        state: 'QUEUED',
        dueAt: minute(30),
        attempts: 1,
        doubtfulSince: minute(1),
        doneAt: null,
      }
      expect(await read(entry.id)).toMatchObject({ ...again, failure: 'SOURCE_TIMEOUT' })
      expect(await retry(entry.id, minute(30))).toBe(false)
      expect(await retry(unused('entry'), minute(30))).toBe(false)
      expect(await read(next.id)).toMatchObject({ state: 'QUEUED', dueAt: next.at })
    })

    it('discards what is dead or queued, for good, and lets the next of its stream go', async () => {
      const stream = unused('ord')
      const [dead, queued, third] = [newEntry({ stream }), newEntry({ stream }), newEntry({ stream })]
      await send(dead, queued, third)
      await end(dead, 'DEAD', minute(1))
      const terms = { at: minute(3), leaseUntil: minute(9) }
      expect(await outbox().takeOne('w', queued.id, terms)).toBeNull()
      for (const { id } of [dead, queued]) {
        expect(await discard(id, minute(2))).toBe(true)
        expect(await discard(id, minute(3))).toBe(false)
        expect(await retry(id, minute(3))).toBe(false)
        expect(await read(id)).toMatchObject({ state: 'DISCARDED', doneAt: minute(2) })
      }
      expect(await outbox().takeOne('w', third.id, terms)).toMatchObject({ id: third.id })
      await outbox().settle('w', third.id, { state: 'DONE', at: minute(4) }, [])
      expect(await discard(third.id, minute(5))).toBe(false)
      expect(await discard(unused('entry'), minute(5))).toBe(false)
    })
  })

  it('forgets what was delivered or discarded after thirty days, and nothing else', async () => {
    // Long before all other tests, whose entries it must not touch.
    const long = (n: number) => `2018-01-${String(n).padStart(2, '0')}T00:00:00.000Z` as Instant
    const system = unused('erp')
    const entries = Array.from({ length: 5 }, () => newEntry({ system, at: long(1) }))
    const [done, later, dead, discarded, queued] = entries
    if (!done || !later || !dead || !discarded || !queued) throw new Error('expected five entries')
    await send(...entries)
    await end(done, 'DONE', long(1))
    await end(later, 'DONE', long(2))
    await end(dead, 'DEAD', long(1))
    await discard(discarded.id, long(1))
    expect(await writes().prune(long(30))).toBe(0)
    expect(await writes().prune(long(31))).toBe(2)
    const left = await outbox().list({ system }, { after: null, first: 10 })
    expect(new Set(left.map(({ id }) => id))).toEqual(new Set([later.id, dead.id, queued.id]))
    const next = newEntry({ system, stream: done.stream, at: long(31) })
    await send(next)
    expect(await outbox().takeOne('w', next.id, { at: long(31), leaseUntil: minute(1) })).not.toBeNull()
  })
}
