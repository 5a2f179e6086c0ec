import { describe, expect, it } from 'vitest'
import { SourceError, type SourceErrorCode } from '../../../../adapters/error.ts'
import { instant } from '../../../../adapters/time.ts'
import type { OutboxEntry } from '../../../../ledger/writes/port.ts'
import { type Delivery, NOTHING } from '../../../../subgraphs/shared/writes/outbox-delivery.ts'
import { createOutboxWorker, type OutboxPace } from '../../../../subgraphs/shared/writes/outbox-worker.ts'
import { memoryWrites } from '../../../memory/writes.ts'

const SETTLE_MS = 60_000
const DAY_MS = 86_400_000

/** An outbox over a system that does what each attempt is told, and a clock that goes on when told. */
async function outboxWith(entries: readonly { readonly id: string; readonly stream: string }[]) {
  let now = Date.parse('2026-06-15T10:00:00Z')
  const clock = () => new Date(now)
  const writes = memoryWrites()
  const asked: string[] = []
  const logged: string[] = []
  const answers: ('done' | SourceErrorCode | Error)[] = []
  let found: 'there' | 'not there' | SourceErrorCode = 'not there'
  let refused: 'follows' | 'operator' = 'operator'
  const followed: string[] = []
  const follow = (id: string) => ({ ...NOTHING, apply: async () => void followed.push(id) })
  const delivery: Delivery = {
    settleMs: () => SETTLE_MS,
    async find({ id }) {
      asked.push(`find ${id}`)
      if (found === 'there') return follow(`${id} found`)
      if (found === 'not there') return null
      throw new SourceError('erp', found, 'failed')
    },
    async deliver({ id }, repeated) {
      asked.push(`${repeated ? 'repeat' : 'do'} ${id}`)
      const answer = answers.shift() ?? 'done'
      if (answer === 'done') return follow(id)
      throw answer instanceof Error ? answer : new SourceError('erp', answer, 'failed')
    },
    refused: async ({ id }, error) => (refused === 'follows' ? follow(`${id} ${error.code}`) : null),
  }
  await writes.transact([], async (unit) => {
    for (const one of entries)
      await unit.send({ ...one, system: 'erp', kind: 'order.place', body: '{}', at: instant(clock()) })
  })
  const worker = (name: string, pace: OutboxPace = {}, once: Delivery = delivery) =>
    createOutboxWorker({
      outbox: writes.outbox,
      deliveries: { 'order.place': once },
      clock,
      worker: name,
      random: () => 0.5,
      log: (event, { code }) => logged.push(`${event} ${code}`),
      failed: (event) => logged.push(event),
      pace,
    })
  return {
    writes,
    asked,
    logged,
    followed,
    answers,
    delivery,
    worker,
    finds: (what: typeof found) => {
      found = what
    },
    refuses: (what: typeof refused) => {
      refused = what
    },
    pass: (ms: number) => {
      now += ms
    },
    entry: async (id: string): Promise<OutboxEntry | undefined> => (await writes.outbox.byIds([id])).get(id),
  }
}

const one = [{ id: 'a', stream: 's' }]

describe('a worker of the outbox', () => {
  it('delivers once, in order per stream, with what follows', async () => {
    const { worker, asked, followed, entry } = await outboxWith([
      { id: 'a1', stream: 'a' },
      { id: 'a2', stream: 'a' },
      { id: 'b1', stream: 'b' },
    ])
    const first = worker('one')
    expect([await first.round(), [...asked].sort()]).toEqual([2, ['do a1', 'do b1']])
    expect([await first.round(), await first.round()]).toEqual([1, 0])
    expect([asked.slice(2), [...followed].sort()]).toEqual([['do a2'], ['a1', 'a2', 'b1']])
    expect((await entry('a2'))?.state).toBe('DONE')
  })

  it('delivers one entry when asked to, and not while it is another’s turn', async () => {
    const { worker, asked } = await outboxWith([
      { id: 'a1', stream: 'a' },
      { id: 'a2', stream: 'a' },
    ])
    expect((await worker('one').deliver('a2'))?.state).toBe('QUEUED')
    expect((await worker('one').deliver('a1'))?.state).toBe('DONE')
    expect(await worker('one').deliver('none')).toBeNull()
    expect(asked).toEqual(['do a1'])
  })

  it.each(['SOURCE_TIMEOUT', 'SOURCE_UNAVAILABLE', 'BAD_RESPONSE'] as const)(
    'after %s waits until a late call is over, asks, and does not repeat what it finds',
    async (code) => {
      const { worker, asked, answers, pass, finds, followed, entry, logged } = await outboxWith(one)
      answers.push(code)
      finds('there')
      await worker('one').round()
      expect(logged).toEqual([`outbox.retry ${code}`])
      pass(SETTLE_MS - 1)
      await worker('one').round()
      expect(asked).toEqual(['do a'])
      pass(1)
      await worker('one').round()
      expect([asked, followed]).toEqual([['do a', 'find a'], ['a found']])
      expect(await entry('a')).toMatchObject({ state: 'DONE', attempts: 1, doubtfulSince: null })
    },
  )

  it('repeats what is not there, and says that it does', async () => {
    const { worker, asked, answers, pass, followed } = await outboxWith(one)
    answers.push('SOURCE_TIMEOUT')
    await worker('one').round()
    pass(SETTLE_MS)
    await worker('one').round()
    expect([asked, followed]).toEqual([['do a', 'find a', 'repeat a'], ['a']])
  })

  it('counts the time in which a call may come late from the last one', async () => {
    const { worker, asked, answers, pass } = await outboxWith(one)
    answers.push('SOURCE_TIMEOUT', 'SOURCE_TIMEOUT')
    await worker('one').round()
    pass(SETTLE_MS)
    await worker('one').round()
    pass(SETTLE_MS - 1)
    await worker('one').round()
    expect(asked).toEqual(['do a', 'find a', 'repeat a'])
    pass(1)
    await worker('one').round()
    expect(asked.slice(3)).toEqual(['find a', 'repeat a'])
  })

  it('repeats nothing while nobody can tell whether it was done', async () => {
    const { worker, asked, answers, pass, finds, entry } = await outboxWith(one)
    answers.push('SOURCE_TIMEOUT')
    finds('SOURCE_UNAVAILABLE')
    await worker('one').round()
    for (let hour = 0; hour < 3; hour++) {
      pass(3_600_000)
      await worker('one').round()
    }
    expect(asked).toEqual(['do a', 'find a', 'find a', 'find a'])
    expect(await entry('a')).toMatchObject({ state: 'QUEUED', attempts: 1, failure: 'SOURCE_UNAVAILABLE' })
  })

  it.each(['CIRCUIT_OPEN', 'RATE_LIMITED'] as const)(
    'after %s, when nothing was done, asks again soon',
    async (code) => {
      const { worker, asked, answers, pass } = await outboxWith(one)
      answers.push(code)
      await worker('one').round()
      pass(999)
      await worker('one').round()
      expect(asked).toEqual(['do a'])
      pass(1)
      await worker('one').round()
      expect(asked).toEqual(['do a', 'do a'])
    },
  )

  it.each(['CIRCUIT_OPEN', 'RATE_LIMITED'] as const)(
    'after %s remembers that an attempt before may yet be carried out',
    async (code) => {
      const { worker, asked, answers, pass, entry } = await outboxWith(one)
      answers.push('SOURCE_TIMEOUT', code)
      await worker('one').round()
      pass(SETTLE_MS)
      await worker('one').round()
      expect((await entry('a'))?.doubtfulSince).toBe('2026-06-15T10:00:00.000Z')
      pass(2_000)
      await worker('one').round()
      expect(asked).toEqual(['do a', 'find a', 'repeat a', 'find a', 'repeat a'])
    },
  )

  it('waits longer with every attempt, never longer than it may, and as long as the system wants', async () => {
    const { worker, answers, pass, entry } = await outboxWith(one)
    const waits: number[] = []
    const next = async () => {
      await worker('one', { longestRetryMs: 4_000 }).round()
      waits.push(Date.parse((await entry('a'))?.dueAt ?? ''))
      pass(60_000)
    }
    const start = Date.parse('2026-06-15T10:00:00Z')
    for (let attempt = 0; attempt < 4; attempt++) {
      answers.push('CIRCUIT_OPEN')
      await next()
    }
    answers.push(new SourceError('erp', 'RATE_LIMITED', 'busy', { retryAfterSeconds: 30 }))
    await next()
    expect(waits.map((due, at) => due - start - at * 60_000)).toEqual([1_000, 2_000, 4_000, 4_000, 30_000])
  })

  it('lets follow what follows from a refusal', async () => {
    const { worker, answers, refuses, followed, entry } = await outboxWith(one)
    answers.push('CONFLICT')
    refuses('follows')
    await worker('one').round()
    expect([followed, (await entry('a'))?.state]).toEqual([['a CONFLICT'], 'DONE'])
  })

  it('leaves to an operator what nothing follows from; what is behind it waits', async () => {
    const { worker, asked, answers, entry, logged, writes } = await outboxWith([
      { id: 'a1', stream: 'a' },
      { id: 'a2', stream: 'a' },
    ])
    answers.push('UNSUPPORTED')
    await worker('one').round()
    expect(await worker('one').round()).toBe(0)
    expect([await entry('a1'), logged]).toMatchObject([
      { state: 'DEAD', failure: 'UNSUPPORTED' },
      ['outbox.dead UNSUPPORTED'],
    ])
    await writes.transact([], (unit) => unit.discard('a1', instant(new Date('2026-06-15T11:00:00Z'))))
    await worker('one').round()
    expect(asked).toEqual(['do a1', 'do a2'])
  })

  it('gives up after a day; tried once more it asks first', async () => {
    const { worker, asked, answers, pass, entry, writes } = await outboxWith(one)
    answers.push('SOURCE_TIMEOUT', 'SOURCE_TIMEOUT')
    await worker('one').round()
    pass(DAY_MS)
    await worker('one').round()
    expect(await entry('a')).toMatchObject({ state: 'DEAD', attempts: 2, failure: 'SOURCE_TIMEOUT' })
    pass(SETTLE_MS)
    await writes.transact([], (unit) => unit.retry('a', instant(new Date('2026-06-16T11:00:00Z'))))
    pass(3_600_000)
    await worker('one').round()
    expect(asked.slice(3)).toEqual(['find a', 'repeat a'])
  })

  it('asks first after a worker that vanished in the middle of a call', async () => {
    const { worker, asked, pass, writes, entry } = await outboxWith(one)
    const at = instant(new Date('2026-06-15T10:00:00Z'))
    const leaseUntil = instant(new Date('2026-06-15T10:02:00Z'))
    await writes.outbox.take('vanished', { at, leaseUntil, first: 1 })
    await writes.outbox.begin('vanished', 'a', at)
    expect(await worker('one').round()).toBe(0)
    pass(120_000)
    await worker('one').round()
    expect([asked, (await entry('a'))?.state]).toEqual([['find a', 'repeat a'], 'DONE'])
  })

  it('asks nothing of a system whose entry another worker has taken meanwhile', async () => {
    const { worker, asked, answers, delivery, pass, writes, finds } = await outboxWith(one)
    answers.push('SOURCE_TIMEOUT')
    await worker('one').round()
    pass(SETTLE_MS)
    finds('not there')
    const slow: Delivery = {
      ...delivery,
      async find(entry) {
        pass(200_000)
        await writes.outbox.take('other', {
          at: instant(new Date('2026-06-15T10:30:00Z')),
          leaseUntil: instant(new Date('2026-06-15T10:40:00Z')),
          first: 1,
        })
        return delivery.find?.(entry) ?? null
      },
    }
    await worker('one', {}, slow).round()
    expect(asked).toEqual(['do a', 'find a'])
  })

  it('asks systems again at once that do a thing once themselves', async () => {
    const { worker, asked, answers, delivery, pass } = await outboxWith(one)
    answers.push('SOURCE_TIMEOUT')
    const once = { ...delivery, find: null }
    await worker('one', {}, once).round()
    pass(1_000)
    await worker('one', {}, once).round()
    expect(asked).toEqual(['do a', 'repeat a'])
  })

  it('leaves a bug’s entry doubtful, logs it, and goes on with others', async () => {
    const { worker, answers, entry, logged } = await outboxWith([...one, { id: 'b', stream: 't' }])
    answers.push(new TypeError('a bug'))
    await worker('one').round()
    expect(logged).toEqual(['outbox.failed'])
    expect([(await entry('a'))?.doubtfulSince, (await entry('b'))?.state]).toEqual([
      '2026-06-15T10:00:00.000Z',
      'DONE',
    ])
  })

  it('goes on with others while one hangs, and ends when that has ended', async () => {
    const ids = ['a', 'b', 'c', 'd', 'e']
    const { worker, asked, delivery, entry } = await outboxWith(ids.map((id) => ({ id, stream: id })))
    let letGo = () => {}
    const hanging = new Promise<void>((resolve) => {
      letGo = resolve
    })
    const slow: Delivery = {
      ...delivery,
      async deliver(one, repeated) {
        if (one.id === 'a') await hanging
        return delivery.deliver(one, repeated)
      },
    }
    const leave = new AbortController()
    const running = worker('one', { atOnce: 2, everyMs: 1 }, slow).run(leave.signal)
    await expect.poll(() => [...asked].sort()).toEqual(['do b', 'do c', 'do d', 'do e'])
    leave.abort()
    letGo()
    await running
    expect([asked.at(-1), (await entry('a'))?.state]).toEqual(['do a', 'DONE'])
  })

  it('gives up what nobody knows how to deliver', async () => {
    const { writes, worker, entry } = await outboxWith([])
    await writes.transact([], (unit) =>
      unit.send({
        id: 'x',
        stream: 'x',
        system: 'erp',
        kind: 'of another version',
        body: '{}',
        at: instant(new Date('2026-06-15T10:00:00Z')),
      }),
    )
    await worker('one').round()
    expect(await entry('x')).toMatchObject({ state: 'DEAD', failure: 'UNSUPPORTED', attempts: 0 })
  })
})
