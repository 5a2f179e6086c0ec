import { expect, it } from 'vitest'
import type { CallRecord } from '../../adapters/call/scope.ts'
import { isSourceError, type SourceError, type SourceErrorCode } from '../../adapters/error.ts'
import { isFound, type Read } from '../../adapters/read.ts'
import type { Diagnosis } from '../../adapters/source.ts'
import type { Misbehaviour } from '../../sandbox/server.ts'

/** A batch read of more keys than the vendor takes in one call, all of which exist. */
interface ManyKeys {
  readonly keys: readonly string[]
  read(keys: readonly string[]): Promise<ReadonlyMap<string, Read<unknown>>>
}

/** A networked adapter over a sandbox system, and reads of it that need the network. */
export interface OpenedNetwork {
  readonly source: string
  /** Resolves with the failures and values of one batch read of one call; throws where the port throws. */
  read(): Promise<Iterable<unknown>>
  /** Null where the system behind holds no records. */
  readonly many: ManyKeys | null
  diagnose(): Promise<Diagnosis>
  /** The calls since the last look. */
  records(): readonly CallRecord[]
  misbehave(how: Misbehaviour): Promise<void>
  close(): Promise<void>
}

type Fault = readonly [string, Misbehaviour, readonly SourceErrorCode[], number]

/** What each fault must be called, and how often the call is tried; the adapter's call timeout must be 400 ms or less. */
const FAULTS: readonly Fault[] = [
  ['a refused connection', { down: true }, ['SOURCE_UNAVAILABLE'], 3],
  ['a system out of service', { refuse: 'unavailable' }, ['SOURCE_UNAVAILABLE'], 3],
  ['a connection that is reset', { reset: true }, ['SOURCE_UNAVAILABLE'], 3],
  ['a lost reply', { loseReply: true }, ['SOURCE_UNAVAILABLE'], 3],
  ['an answer cut off in the middle', { truncate: true }, ['SOURCE_UNAVAILABLE'], 3],
  ['a system that throttles', { refuse: 'throttled' }, ['RATE_LIMITED'], 1],
  ['a system that hangs', { hang: true }, ['SOURCE_TIMEOUT'], 1],
  ['an answer that drips', { dripMs: 200 }, ['SOURCE_TIMEOUT'], 1],
  ['an answer that is no format', { garbage: true }, ['BAD_RESPONSE'], 1],
  ['a page of HTML', { html: true }, ['BAD_RESPONSE'], 1],
  ['JSON of another shape', { otherShape: true }, ['BAD_RESPONSE'], 1],
]

/** What may stand in no message: hosts, and words of the system. */
const INTERNAL = /127\.0\.0\.1|localhost|http:|portal-7|not meant for you|unexpected":/

/**
 * Drives a networked adapter through every fault: each has its one code, is tried as often as makes sense, and nothing of the
 * system's own words gets out.
 */
export function faultContract(open: () => Promise<OpenedNetwork>): void {
  /** On an adapter that has signed in and learnt what it must, so that only the read itself meets the fault. */
  const on = async (work: (opened: OpenedNetwork) => Promise<void>) => {
    const opened = await open()
    try {
      expect(await failuresOf(opened)).toEqual([])
      opened.records()
      await work(opened)
    } finally {
      await opened.misbehave({})
      await opened.close()
    }
  }

  it.each(FAULTS)('calls %s by its code', (_, how, codes, attempts) =>
    on(async (opened) => {
      await opened.misbehave(how)
      const failures = await failuresOf(opened)
      expect(failures.length).toBeGreaterThan(0)
      for (const failure of failures) {
        expect(codes).toContain(failure.code)
        expect(failure.source).toBe(opened.source)
        expect(failure.message).not.toMatch(INTERNAL)
      }
      expect(opened.records().map((record) => record.attempts)).toEqual([attempts])
    }),
  )

  it('does not ask again before the time that a throttling system said', () =>
    on(async (opened) => {
      await opened.misbehave({ refuse: 'throttled' })
      const [first] = await failuresOf(opened)
      const [again] = await failuresOf(opened)
      expect(again?.code).toBe('RATE_LIMITED')
      const told = first?.retryAfterSeconds !== null
      expect(opened.records().map(({ attempts }) => attempts)).toEqual([1, told ? 0 : 1])
      if (told) expect(again?.retryAfterSeconds).toBeGreaterThan(0)
    }))

  it('signs in once more when the system wants that, and asks again, which counts for no repetition', () =>
    on(async (opened) => {
      await opened.misbehave({ refuse: 'expired', times: 1 })
      expect(await failuresOf(opened)).toEqual([])
      const records = opened.records()
      expect(records.every(({ attempts }) => attempts === 1)).toBe(true)
      expect(asksOf(records)).toBe(2)
    }))

  it('signs in no more than once when that does not help', () =>
    on(async (opened) => {
      await opened.misbehave({ refuse: 'expired' })
      const failures = await failuresOf(opened)
      expect(failures.map(({ code }) => code)).toContain('SOURCE_UNAVAILABLE')
      const records = opened.records()
      expect(asksOf(records)).toBeLessThanOrEqual(2)
      expect(records.every(({ attempts }) => attempts === 1)).toBe(true)
    }))

  it('gives each key its own answer, in whatever order they come', () =>
    on(async ({ many, misbehave }) => {
      if (!many) return
      const plain = await many.read(many.keys)
      expect([...plain.values()].every(isFound)).toBe(true)
      expect(plain.size).toBe(many.keys.length)
      await misbehave({ shuffle: true })
      expect(bare(await many.read(many.keys))).toEqual(bare(plain))
    }))

  it('leaves out the keys that a batch came back without, and no others', () =>
    on(async ({ many, misbehave }) => {
      if (!many) return
      const [first = '', second = ''] = many.keys
      const plain = await many.read(many.keys)
      await misbehave({ without: [first, second] })
      const reads = await many.read(many.keys)
      const others = new Map([...plain].filter(([key]) => key !== first && key !== second))
      expect([isFound(reads.get(first)), isFound(reads.get(second))]).toEqual([false, false])
      expect(bare(new Map([...reads].filter(([, read]) => isFound(read))))).toEqual(bare(others))
    }))

  it.each([3, -3])(
    'works on when the system’s clock is %i hours off, and its diagnosis shows that',
    (hours) =>
      on(async (opened) => {
        const right = Date.parse((await opened.diagnose()).clock ?? '')
        const skewMs = hours * 3_600_000
        await opened.misbehave({ skewMs })
        expect(await failuresOf(opened)).toEqual([])
        const wrong = Date.parse((await opened.diagnose()).clock ?? '')
        expect(Math.abs(wrong - right - skewMs)).toBeLessThan(60_000)
      }),
  )
}

/** How often the read itself was asked: the route of the first call of all. */
function asksOf(records: readonly CallRecord[]): number {
  return records.filter(({ route }) => route === records[0]?.route).length
}

/** What was found, without when. */
function bare(reads: ReadonlyMap<string, Read<unknown>>) {
  return Object.fromEntries([...reads].map(([key, read]) => [key, isFound(read) ? read.value : read]))
}

async function failuresOf({ read }: OpenedNetwork): Promise<readonly SourceError[]> {
  try {
    return [...(await read())].filter(isSourceError)
  } catch (error) {
    if (!isSourceError(error)) throw error
    return [error]
  }
}
