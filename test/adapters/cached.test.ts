import { describe, expect, it } from 'vitest'
import { type BatchRead, cachedReads } from '../../adapters/cached.ts'
import { withScope } from '../../adapters/call/scope.ts'
import { SourceError } from '../../adapters/error.ts'
import type { RecordId } from '../../adapters/ids.ts'
import type { Read } from '../../adapters/read.ts'
import { type Instant, instant } from '../../adapters/time.ts'
import { memoryCache } from '../../cache/memory.ts'
import type { Cache } from '../../cache/port.ts'

const start = Date.parse('2026-05-10T10:00:00Z')
const down = new SourceError('pim', 'SOURCE_UNAVAILABLE', 'HTTP 503')

/** A source of titles by SKU that counts what it is asked, behind a cache of one minute. */
function setUp(answers: Record<string, string | SourceError>, keep: Partial<Cache> = {}) {
  let now = start
  const clock = () => new Date(now)
  const calls: string[][] = []
  const gates: Promise<void>[] = []
  const source: BatchRead<string, string> = async (skus) => {
    calls.push([...skus])
    await gates.shift()
    return new Map(skus.flatMap((sku) => answerTo(sku, answers[sku], instant(clock()))))
  }
  const cache: Cache = { ...memoryCache({ maxEntries: 100, clock }), ...keep }
  const options = { cache, source: 'pim', hmacKey: 'key', ttlSeconds: 60, keyText: String, clock }
  return {
    calls,
    options,
    source,
    read: cachedReads(source, { ...options, kind: 'titles' }),
    pass: (seconds: number) => {
      now += seconds * 1000
    },
    /** Holds the next call until the gate is opened. */
    gate: () => {
      const { promise, open } = gate()
      gates.push(promise)
      return open
    },
  }
}

function gate() {
  let open = () => {}
  const promise = new Promise<void>((resolve) => {
    open = resolve
  })
  return { promise, open }
}

function answerTo(
  sku: string,
  answer: string | SourceError | undefined,
  fetchedAt: Instant,
): [string, Read<string>][] {
  if (answer === undefined) return []
  if (answer instanceof SourceError) return [[sku, answer]]
  const recordId = `uuid-${sku}` as RecordId
  return [[sku, { value: answer, source: 'pim', recordId, recordedAt: null, fetchedAt, fromCache: false }]]
}

function scope(deadline: number, signal = new AbortController().signal) {
  return { deadline, signal, record: () => {} }
}

describe('a cached read', () => {
  it('asks once for what it may keep, and says when that was read and that it is from the cache', async () => {
    const { read, calls, pass } = setUp({ mug: 'Tasse' })
    const first = (await read(['mug'])).get('mug')
    pass(30)
    const second = (await read(['mug'])).get('mug')
    expect(calls).toEqual([['mug']])
    expect(first).toMatchObject({ value: 'Tasse', fromCache: false, fetchedAt: '2026-05-10T10:00:00.000Z' })
    expect(second).toEqual({ ...first, fromCache: true })
  })

  it('asks again when the time is over', async () => {
    const { read, calls, pass } = setUp({ mug: 'Tasse' })
    await read(['mug'])
    pass(61)
    expect((await read(['mug'])).get('mug')).toMatchObject({
      fromCache: false,
      fetchedAt: '2026-05-10T10:01:01.000Z',
    })
    expect(calls).toHaveLength(2)
  })

  it('keeps that there is none', async () => {
    const { read, calls } = setUp({})
    expect(await read(['gone'])).toEqual(new Map())
    expect(await read(['gone'])).toEqual(new Map())
    expect(calls).toEqual([['gone']])
  })

  it('never keeps a failure', async () => {
    const { read, calls } = setUp({ mug: down })
    expect((await read(['mug'])).get('mug')).toBe(down)
    expect((await read(['mug'])).get('mug')).toBe(down)
    expect(calls).toHaveLength(2)
  })

  it('asks the source for the missing keys alone, in one call', async () => {
    const { read, calls } = setUp({ mug: 'Tasse', cap: 'Casquette', bag: down })
    await read(['mug'])
    const reads = await read(['mug', 'cap', 'bag', 'gone'])
    expect(calls).toEqual([['mug'], ['cap', 'bag', 'gone']])
    expect([...reads.keys()]).toEqual(['mug', 'cap', 'bag'])
  })

  it('asks nobody when it is asked for nothing', async () => {
    const { read, calls } = setUp({})
    expect(await read([])).toEqual(new Map())
    expect(calls).toEqual([])
  })

  it('answers under each key object that was passed, and asks once for equal ones', async () => {
    const asked: object[][] = []
    const source: BatchRead<{ sku: string }, string> = async (keys) => {
      asked.push([...keys])
      return new Map(
        keys.flatMap((key) => answerTo('', key.sku, instant(new Date(start))).map(([, read]) => [key, read])),
      )
    }
    const { options } = setUp({})
    const read = cachedReads(source, {
      ...options,
      kind: 'stock',
      keyText: (key: { sku: string }) => key.sku,
    })
    const [one, same] = [{ sku: 'mug' }, { sku: 'mug' }]
    const reads = await read([one, same])
    expect([reads.get(one), reads.get(same)]).toMatchObject([{ value: 'mug' }, { value: 'mug' }])
    expect(asked.flat()).toHaveLength(1)
  })

  it('keeps kinds and sources apart', async () => {
    const { read, options, source, calls } = setUp({ mug: 'Tasse' })
    await read(['mug'])
    await cachedReads(source, { ...options, kind: 'prices' })(['mug'])
    await cachedReads(source, { ...options, kind: 'titles', source: 'pim2' })(['mug'])
    expect(calls).toHaveLength(3)
  })

  it('puts nothing that was asked for into the keys of the cache', async () => {
    const keys: string[] = []
    const setMany: Cache['setMany'] = async (entries) => {
      keys.push(...entries.map(({ key }) => key))
    }
    const { read, options, source } = setUp({ 'lea@example.com': 'Léa' }, { setMany })
    await read(['lea@example.com'])
    await cachedReads(source, { ...options, kind: 'titles', hmacKey: 'another' })(['lea@example.com'])
    expect(keys).toHaveLength(2)
    expect(keys[0]).not.toBe(keys[1])
    expect(keys.join()).not.toMatch(/lea|example|titles/)
  })

  it('works on when the cache has nothing and keeps nothing', async () => {
    const { read, calls } = setUp(
      { mug: 'Tasse' },
      { getMany: async () => new Map(), setMany: async () => {} },
    )
    await read(['mug'])
    expect((await read(['mug'])).get('mug')).toMatchObject({ value: 'Tasse', fromCache: false })
    expect(calls).toHaveLength(2)
  })
})

describe('what failed', () => {
  it('is not asked for again by the same request, and is by the next', async () => {
    const { read, calls } = setUp({ mug: down, cap: 'Casquette' })
    const ofOne = scope(start + 5_000)
    await withScope(ofOne, () => read(['mug']))
    const later = await withScope({ ...ofOne }, () => read(['mug', 'cap']))
    expect([later.get('mug'), later.get('cap')]).toMatchObject([down, { value: 'Casquette' }])
    expect(calls).toEqual([['mug'], ['cap']])
    await withScope(scope(start + 5_000), () => read(['mug']))
    expect(calls).toEqual([['mug'], ['cap'], ['mug']])
  })

  it('is shown from what is kept each time, where something is', async () => {
    const answers: { mug: string | SourceError } = { mug: 'Tasse' }
    const { source, options, calls, pass } = setUp(answers)
    const read = cachedReads(source, { ...options, kind: 'titles', staleSeconds: 600 })
    await read(['mug'])
    pass(61)
    answers.mug = down
    const ofOne = scope(start + 70_000)
    for (const _ of [1, 2]) {
      const reads = await withScope(ofOne, () => read(['mug']))
      expect(reads.get('mug')).toMatchObject({ value: 'Tasse', stale: true })
    }
    expect(calls).toHaveLength(2)
  })

  it('is asked for again by a request that has changed something since', async () => {
    let changes = 0
    const { source, options, calls } = setUp({ mug: down })
    const read = cachedReads(source, { ...options, kind: 'titles', changes: () => changes })
    const ofOne = scope(start + 5_000)
    await withScope(ofOne, () => read(['mug']))
    changes += 1
    await withScope(ofOne, () => read(['mug']))
    expect(calls).toHaveLength(2)
  })
})

describe('calls at the same time', () => {
  it('share one read per key, and ask for what nobody is reading yet', async () => {
    const { read, calls, gate } = setUp({ mug: 'Tasse', cap: 'Casquette' })
    const open = gate()
    const first = read(['mug'])
    const second = read(['mug', 'cap'])
    open()
    const [one, other] = await Promise.all([first, second])
    expect(calls).toEqual([['mug'], ['cap']])
    expect(other.get('mug')).toEqual(one.get('mug'))
    expect(other.get('cap')).toMatchObject({ value: 'Casquette' })
  })

  it('share a failure of the source, and the next call asks anew', async () => {
    const answers: { mug: string | SourceError } = { mug: down }
    const { read, calls, gate } = setUp(answers)
    const open = gate()
    const both = [read(['mug']), read(['mug'])]
    open()
    for (const reads of await Promise.all(both)) expect(reads.get('mug')).toBe(down)
    expect(calls).toHaveLength(1)
    answers.mug = 'Tasse'
    expect((await read(['mug'])).get('mug')).toMatchObject({ value: 'Tasse' })
  })

  it('read for themselves when the one they waited for failed by its own deadline', async () => {
    const answers: { mug: string | SourceError } = {
      mug: new SourceError('pim', 'SOURCE_TIMEOUT', 'the request has no time left'),
    }
    const { read, calls, gate, pass } = setUp(answers)
    const open = gate()
    const hasty = withScope(scope(start + 100), () => read(['mug']))
    const patient = withScope(scope(start + 5_000), () => read(['mug']))
    pass(0.2)
    const second = gate()
    open()
    expect((await hasty).get('mug')).toMatchObject({ code: 'SOURCE_TIMEOUT' })
    answers.mug = 'Tasse'
    second()
    expect((await patient).get('mug')).toMatchObject({ value: 'Tasse' })
    expect(calls).toHaveLength(2)
  })

  it('read for themselves when the one they waited for has left', async () => {
    const answers: { mug: string | SourceError } = { mug: down }
    const { read, calls, gate } = setUp(answers)
    const open = gate()
    const caller = new AbortController()
    const gone = withScope(scope(start + 5_000, caller.signal), () => read(['mug']))
    const patient = [read(['mug']), read(['mug'])]
    caller.abort()
    const second = gate()
    open()
    await gone
    answers.mug = 'Tasse'
    second()
    for (const reads of await Promise.all(patient)) expect(reads.get('mug')).toMatchObject({ value: 'Tasse' })
    expect(calls).toHaveLength(2)
  })

  it('all learn of a bug, which stays a bug, and the next call asks anew', async () => {
    const { options } = setUp({})
    let calls = 0
    const broken: BatchRead<string, string> = async () => {
      calls += 1
      throw new TypeError('a bug')
    }
    const read = cachedReads(broken, { ...options, kind: 'titles' })
    const outcomes = await Promise.allSettled([read(['mug']), read(['mug'])])
    expect(outcomes).toMatchObject([{ reason: { message: 'a bug' } }, { reason: { message: 'a bug' } }])
    await expect(read(['mug'])).rejects.toThrow('a bug')
    expect(calls).toBe(2)
  })
})
