import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { CALL_DEFAULTS, type CallLimits, RETRY_RESERVE } from '../../../adapters/call/limits.ts'
import { createGuard, type Guard } from '../../../adapters/call/resilient.ts'
import { type CallRecord, withScope } from '../../../adapters/call/scope.ts'
import { SourceError, type SourceErrorCode } from '../../../adapters/error.ts'
import { failureOf } from './plain-server.ts'

const START = Date.parse('2026-06-15T10:00:00Z')
const outage = (retryAfterSeconds?: number) =>
  new SourceError(
    'erp',
    'SOURCE_UNAVAILABLE',
    'HTTP 503',
    retryAfterSeconds === undefined ? {} : { retryAfterSeconds },
  )
const throttled = (retryAfterSeconds?: number) =>
  new SourceError(
    'erp',
    'RATE_LIMITED',
    'HTTP 429',
    retryAfterSeconds === undefined ? {} : { retryAfterSeconds },
  )

/** A guard in a time of its own: it passes while an attempt works and while a repetition waits, and at no other moment. */
function setUp(limits: Partial<CallLimits> = {}, random: () => number = () => 0.5) {
  let now = START
  const records: CallRecord[] = []
  const waits: number[] = []
  const guard = createGuard({
    source: 'erp',
    limits,
    clock: () => new Date(now),
    observe: (record) => records.push(record),
    random,
    pause: async (ms) => {
      waits.push(ms)
      now += ms
    },
  })
  const asked: number[] = []
  /** One call whose attempts end as told, each after so many milliseconds; the last answer counts for all after it. */
  const call = (answers: readonly (SourceError | string)[], { safe = true, takes = 10 } = {}) => {
    let attempt = 0
    return guard.run({ verb: 'GET', route: 'things', safe }, async ({ heard }) => {
      asked.push(now)
      now += takes
      const answer = answers[Math.min(attempt, answers.length - 1)] ?? 'fine'
      attempt += 1
      heard.status = typeof answer === 'string' ? 200 : 503
      if (typeof answer !== 'string') throw answer
      return answer
    })
  }
  const within = <T>(ms: number, work: () => Promise<T>) => {
    const signal = new AbortController().signal
    return withScope({ deadline: now + ms, signal, record: () => {} }, work)
  }
  const pass = (ms: number) => {
    now += ms
  }
  return { guard, call, within, pass, records, waits, asked, now: () => now }
}

describe('a safe read', () => {
  it('is repeated after an outage, and its one record says how often it was tried', async () => {
    const { call, records, waits, asked } = setUp()
    expect(await call([outage(), outage(), 'fine'])).toBe('fine')
    expect(asked).toHaveLength(3)
    expect(records).toMatchObject([
      { attempts: 3, failure: null, status: 200, durationMs: 10 * 3 + 50 + 100 },
    ])
    // Full jitter: half of 100, half of 200.
    expect(waits).toEqual([50, 100])
  })

  it('fails as it last failed when two repetitions did not help', async () => {
    const { call, records } = setUp()
    expect((await failureOf(call([outage()]))).message).toBe('erp: HTTP 503')
    expect(records).toMatchObject([{ attempts: 3, failure: 'SOURCE_UNAVAILABLE', status: 503 }])
  })

  it.each<SourceErrorCode>(['SOURCE_TIMEOUT', 'BAD_RESPONSE', 'UNSUPPORTED', 'CONFLICT', 'RATE_LIMITED'])(
    'is not repeated after %s',
    async (code) => {
      const { call, asked } = setUp()
      await failureOf(call([new SourceError('erp', code, 'so it is')]))
      expect(asked).toHaveLength(1)
    },
  )

  it('is not repeated when the breaker has opened', async () => {
    const { call, asked } = setUp({ breakAfter: 2 })
    expect((await failureOf(call([outage()]))).code).toBe('SOURCE_UNAVAILABLE')
    expect(asked).toHaveLength(2)
  })

  it('keeps a bug a bug', async () => {
    const { guard, records } = setUp()
    const broken = guard.run({ verb: 'GET', route: 'things', safe: true }, async () => {
      throw new TypeError('a bug')
    })
    await expect(broken).rejects.toThrow(TypeError)
    expect(records).toMatchObject([{ attempts: 1 }])
  })
})

it('an unsafe call is made exactly once, whatever it meets', async () => {
  const outcomes = fc.constantFrom(outage(), throttled(1), throttled(), outage(1), 'fine')
  await fc.assert(
    fc.asyncProperty(outcomes, async (outcome) => {
      const { call, asked, records } = setUp()
      await call([outcome], { safe: false }).catch(() => null)
      expect(asked).toHaveLength(1)
      expect(records).toMatchObject([{ attempts: 1 }])
    }),
  )
})

describe('repetitions', () => {
  const failing = fc.array(fc.boolean(), { minLength: 1, maxLength: 150 })

  it('never cost a system more than the reserve and its share of the calls', async () => {
    await fc.assert(
      fc.asyncProperty(failing, fc.integer({ min: 0, max: 100 }), async (calls, retryPercent) => {
        const { call, asked } = setUp({ retryPercent, breakAfter: 1_000 })
        for (const fails of calls) await call([fails ? outage() : 'fine']).catch(() => null)
        const repeated = asked.length - calls.length
        const share = (calls.length * retryPercent) / 100
        expect(repeated).toBeLessThanOrEqual(retryPercent === 0 ? 0 : RETRY_RESERVE + share)
      }),
      { numRuns: 40 },
    )
  })

  it('spend the reserve in an outage, and then one call in ten', async () => {
    const { call, asked } = setUp({ breakAfter: 1_000 })
    for (let round = 0; round < 105; round += 1) await failureOf(call([outage()]))
    expect(asked.length - 105).toBe(RETRY_RESERVE + 10)
  })

  it('never begin where the deadline leaves no room, so that no call outlives it', async () => {
    const times = fc.record({
      budget: fc.integer({ min: 1, max: 3_000 }),
      takes: fc.integer({ min: 1, max: 1_500 }),
      random: fc.double({ min: 0, max: 0.999, noNaN: true }),
      retryAfter: fc.option(fc.integer({ min: 0, max: 4 })),
    })
    await fc.assert(
      fc.asyncProperty(times, async ({ budget, takes, random, retryAfter }) => {
        const { call, within, asked, now } = setUp({}, () => random)
        const failure = retryAfter === null ? outage() : throttled(retryAfter)
        await within(budget, () => call([failure], { takes })).catch(() => null)
        const first = Math.max(budget, takes)
        expect(now() - START).toBeLessThanOrEqual(first)
        expect(asked.length).toBeLessThanOrEqual(1 + CALL_DEFAULTS.retries)
      }),
      { numRuns: 300 },
    )
  })

  it('outside a request never wait longer than one attempt may take', async () => {
    const { call, waits } = setUp({ timeoutMs: 60 }, () => 0.999)
    await failureOf(call([outage()]))
    expect(waits).toEqual([])
  })
})

describe('a system that says when to come back', () => {
  it('is not asked before, by nobody, and they are told how long', async () => {
    const { call, asked, pass } = setUp()
    expect(await failureOf(call([throttled(30)]))).toMatchObject({
      code: 'RATE_LIMITED',
      retryAfterSeconds: 30,
    })
    pass(10_000)
    expect(await failureOf(call(['fine']))).toMatchObject({ code: 'RATE_LIMITED', retryAfterSeconds: 20 })
    expect(asked).toHaveLength(1)
    pass(20_001)
    expect(await call(['fine'])).toBe('fine')
  })

  it('is waited for where the deadline allows, and asked once more', async () => {
    const { call, within, asked, records } = setUp()
    expect(await within(5_000, () => call([throttled(2), 'fine']))).toBe('fine')
    expect((asked[1] ?? 0) - (asked[0] ?? 0)).toBeGreaterThanOrEqual(2_000)
    expect(records).toMatchObject([{ attempts: 2, failure: null }])
  })

  it('is waited for by another call, too, which was never sent before and so may be unsafe', async () => {
    const { call, within, asked, records } = setUp()
    await failureOf(call([throttled(2)]))
    expect(await within(5_000, () => call(['fine'], { safe: false }))).toBe('fine')
    expect((asked[1] ?? 0) - (asked[0] ?? 0)).toBeGreaterThanOrEqual(2_000)
    expect(records[1]).toMatchObject({ attempts: 1, failure: null })
  })

  it('refuses at once where the deadline is nearer, and the record says that nobody was asked', async () => {
    const { call, within, records, waits } = setUp()
    await failureOf(call([throttled(2)]))
    expect((await failureOf(within(1_500, () => call(['fine'])))).code).toBe('RATE_LIMITED')
    expect(records[1]).toMatchObject({ attempts: 0, failure: 'RATE_LIMITED', durationMs: 0 })
    expect(waits).toEqual([])
  })

  it('by a 503 is out of service until then', async () => {
    const { call, asked } = setUp()
    await failureOf(call([outage(60)]))
    expect(await failureOf(call(['fine']))).toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
      retryAfterSeconds: 60,
    })
    expect(asked).toHaveLength(1)
  })

  it('does not open its breaker by that', async () => {
    const { call, pass, records } = setUp({ breakAfter: 2 })
    for (let round = 0; round < 4; round += 1) {
      await failureOf(call([throttled(10)]))
      pass(10_001)
    }
    expect(await call(['fine'])).toBe('fine')
    expect(records.every(({ circuit }) => circuit === 'CLOSED')).toBe(true)
  })
})

/** Calls that stay under way until they are told how they end. */
function held(guard: Guard) {
  const ends: ((outcome: SourceError | string) => void)[] = []
  const begin = () =>
    guard.run(
      { verb: 'GET', route: 'things', safe: false },
      () =>
        new Promise<string>((resolve, reject) => {
          ends.push((outcome) => (typeof outcome === 'string' ? resolve(outcome) : reject(outcome)))
        }),
    )
  return { begin, ends }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

describe('a half-open breaker', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  it('lets exactly one call through, and the others after it if that succeeds', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: START })
    const { guard, records } = setUp({ breakAfter: 1, breakMs: 1_000 })
    const { begin, ends } = held(guard)
    const first = failureOf(begin())
    ends[0]?.(outage())
    await first
    expect((await failureOf(begin())).code).toBe('CIRCUIT_OPEN')
    vi.setSystemTime(START + 1_001)
    const calls = [begin(), begin(), begin()]
    await settled()
    expect(ends).toHaveLength(2)
    ends[1]?.('fine')
    await settled()
    expect(ends).toHaveLength(4)
    for (const end of ends.slice(2)) end('fine')
    expect(await Promise.all(calls)).toEqual(['fine', 'fine', 'fine'])
    expect(records.at(-1)).toMatchObject({ circuit: 'CLOSED' })
  })

  it('lets no other through if that one fails', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: START })
    const { guard } = setUp({ breakAfter: 1, breakMs: 1_000 })
    const { begin, ends } = held(guard)
    const first = failureOf(begin())
    ends[0]?.(outage())
    await first
    vi.setSystemTime(START + 1_001)
    const calls = [begin(), begin(), begin()].map(failureOf)
    await settled()
    ends[1]?.(outage())
    expect((await Promise.all(calls)).map(({ code }) => code)).toEqual([
      'SOURCE_UNAVAILABLE',
      'CIRCUIT_OPEN',
      'CIRCUIT_OPEN',
    ])
    expect(ends).toHaveLength(2)
  })
})

describe('the queue', () => {
  it('takes as many as it is long, and refuses the next at once without asking the system', async () => {
    const { guard, records } = setUp({ concurrency: 2, queue: 3 })
    const { begin, ends } = held(guard)
    const calls = Array.from({ length: 5 }, begin)
    expect(await failureOf(begin())).toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
      message: 'erp: too many calls wait for it',
    })
    expect(records).toMatchObject([{ attempts: 0 }])
    while (ends.length < 5) {
      for (const end of ends) end('fine')
      await settled()
    }
    for (const end of ends) end('fine')
    expect(await Promise.all(calls)).toHaveLength(5)
  })

  it('holds back those that waited in it while the system asked for a pause', async () => {
    const { guard } = setUp({ concurrency: 1 })
    const { begin, ends } = held(guard)
    const [first, second] = [begin(), begin()].map(failureOf)
    ends[0]?.(throttled(30))
    expect((await first)?.message).toBe('erp: HTTP 429')
    expect(await second).toMatchObject({ code: 'RATE_LIMITED', retryAfterSeconds: 30 })
    expect(ends).toHaveLength(1)
  })
})

it('work that does not heed its signal is waited for no longer than an attempt may take', async () => {
  const { guard } = setUp({ timeoutMs: 50 })
  const deaf = guard.run({ verb: 'SQL', route: 'tickets', safe: true }, () => new Promise<never>(() => {}))
  expect(await failureOf(deaf)).toMatchObject({
    code: 'SOURCE_TIMEOUT',
    message: 'erp: no answer within 50 ms',
  })
})
