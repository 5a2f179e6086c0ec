import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { CallRecord } from '../../adapters/call/scope.ts'
import { isSourceError, type SourceError, type SourceErrorCode } from '../../adapters/error.ts'
import { isFound, type Read } from '../../adapters/read.ts'
import type { Diagnosis } from '../../adapters/source.ts'
import type { Misbehaviour } from '../../sandbox/server.ts'
import { FAULTS, type Fault, filesOf, type Networked } from './fault-table.ts'

/** A batch read of more keys than the vendor takes in one call, all of which exist. */
interface ManyKeys {
  readonly keys: readonly string[]
  read(keys: readonly string[]): Promise<ReadonlyMap<string, Read<unknown>>>
}

/** What runs the tests of a fault. */
export type Proofs = Readonly<Partial<Record<Fault, () => void>>>

/** A networked adapter over a sandbox system, and reads of it that need the network. */
export interface OpenedNetwork {
  readonly source: string
  /** Resolves with the failures and values of one batch read of one call; throws where the port throws. */
  read(): Promise<Iterable<unknown>>
  diagnose(): Promise<Diagnosis>
  /** The calls since the last look. */
  records(): readonly CallRecord[]
  misbehave(how: Misbehaviour): Promise<void>
  close(): Promise<void>
}

/** The same, over a system with records. */
export interface OpenedRecords extends OpenedNetwork {
  readonly many: ManyKeys
}

/**
 * The one fault suite: what an adapter's test file proves of the faults in `fault-table.ts`. Fails where the file proves another
 * set of faults than the table says; a fault whose proof has no test fails as an empty suite.
 *
 * @param file The test file's `import.meta.url`.
 */
export function faultContract(product: Networked, file: string, proofs: Proofs): void {
  it(`proves of ${product} what the table of faults says`, () => {
    const wanted = FAULTS.filter((fault) => filesOf(product, fault).includes(basename(file)))
    expect(Object.keys(proofs).sort()).toEqual([...wanted].sort())
  })

  for (const [fault, prove] of Object.entries(proofs)) describe(fault, prove)
}

type Trouble = readonly [string, Misbehaviour, SourceErrorCode, number]

/** What each fault must be called, and how often the call is tried; the adapter's call timeout must be 400 ms or less. */
const TROUBLES = {
  '5xx': [['a system out of service', { refuse: 'unavailable' }, 'SOURCE_UNAVAILABLE', 3]],
  'HTML in a 200': [['a page of HTML', { html: true }, 'BAD_RESPONSE', 1]],
  'wrong JSON': [
    ['an answer that is no format', { garbage: true }, 'BAD_RESPONSE', 1],
    ['JSON of another shape', { otherShape: true }, 'BAD_RESPONSE', 1],
  ],
  truncated: [['an answer cut off in the middle', { truncate: true }, 'SOURCE_UNAVAILABLE', 3]],
  refused: [['a refused connection', { down: true }, 'SOURCE_UNAVAILABLE', 3]],
  reset: [
    ['a connection that is reset', { reset: true }, 'SOURCE_UNAVAILABLE', 3],
    ['a lost reply', { loseReply: true }, 'SOURCE_UNAVAILABLE', 3],
  ],
  hang: [
    ['a system that hangs', { hang: true }, 'SOURCE_TIMEOUT', 1],
    ['an answer that drips', { dripMs: 200 }, 'SOURCE_TIMEOUT', 1],
  ],
} as const satisfies Readonly<Partial<Record<Fault, readonly Trouble[]>>>

const THROTTLED: Trouble = ['a system that throttles', { refuse: 'throttled' }, 'RATE_LIMITED', 1]

/** What may stand in no message: hosts, and words of the system. */
const INTERNAL = /127\.0\.0\.1|localhost|http:|portal-7|not meant for you|unexpected":/

/**
 * The faults of a system behind HTTP: each has its one code, is tried as often as makes sense, and nothing of the system's own
 * words gets out.
 */
export function faultsOverHttp(open: () => Promise<OpenedNetwork>) {
  const on = onOpened(open)
  const isCalledByItsCode = (troubles: readonly Trouble[]) => () =>
    it.each(troubles)('%s is called by its code', (_, how, code, attempts) =>
      on(async (opened) => {
        await opened.misbehave(how)
        const failures = await failuresOf(opened)
        expect(failures.length).toBeGreaterThan(0)
        for (const failure of failures) {
          expect(failure.code).toBe(code)
          expect(failure.source).toBe(opened.source)
          expect(failure.message).not.toMatch(INTERNAL)
        }
        expect(opened.records().map((record) => record.attempts)).toEqual([attempts])
      }),
    )
  return {
    '5xx': isCalledByItsCode(TROUBLES['5xx']),
    'HTML in a 200': isCalledByItsCode(TROUBLES['HTML in a 200']),
    'wrong JSON': isCalledByItsCode(TROUBLES['wrong JSON']),
    truncated: isCalledByItsCode(TROUBLES.truncated),
    refused: isCalledByItsCode(TROUBLES.refused),
    reset: isCalledByItsCode(TROUBLES.reset),
    hang: isCalledByItsCode(TROUBLES.hang),
    'throttling in the vendor’s manner': () => {
      isCalledByItsCode([THROTTLED])()
      asksNoEarlierThanTold(on)
    },
    '401, then one re-login': () => signsInOnceMore(on),
    'clock skew': () => worksOnWithAWrongClock(on),
  } satisfies Proofs
}

type On<Opened> = (work: (opened: Opened) => Promise<void>) => Promise<void>

/** On an adapter that has signed in and learnt what it must, so that only the read itself meets the fault. */
function onOpened<Opened extends OpenedNetwork>(open: () => Promise<Opened>): On<Opened> {
  return async (work) => {
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
}

function asksNoEarlierThanTold(on: On<OpenedNetwork>): void {
  it('is not asked again before the time that it said', () =>
    on(async (opened) => {
      await opened.misbehave({ refuse: 'throttled' })
      const [first] = await failuresOf(opened)
      const [again] = await failuresOf(opened)
      expect(again?.code).toBe('RATE_LIMITED')
      const told = first?.retryAfterSeconds !== null
      expect(opened.records().map(({ attempts }) => attempts)).toEqual([1, told ? 0 : 1])
      if (told) expect(again?.retryAfterSeconds).toBeGreaterThan(0)
    }))
}

function signsInOnceMore(on: On<OpenedNetwork>): void {
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
}

function worksOnWithAWrongClock(on: On<OpenedNetwork>): void {
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

/** What a batch of records behind HTTP may come back as: in another order, or without some. */
export function faultsOfBatches(open: () => Promise<OpenedRecords>) {
  const on = onOpened(open)
  return {
    'ids in another order': () =>
      it('gives each key its own answer', () =>
        on(async ({ many, misbehave }) => {
          const plain = await many.read(many.keys)
          expect([...plain.values()].every(isFound)).toBe(true)
          expect(plain.size).toBe(many.keys.length)
          await misbehave({ shuffle: true })
          expect(bare(await many.read(many.keys))).toEqual(bare(plain))
        })),
    'missing ids in a batch': () =>
      it('leaves out those keys and no others', () =>
        on(async ({ many, misbehave }) => {
          const [first = '', second = ''] = many.keys
          const plain = await many.read(many.keys)
          await misbehave({ without: [first, second] })
          const reads = await many.read(many.keys)
          const others = new Map([...plain].filter(([key]) => key !== first && key !== second))
          expect([isFound(reads.get(first)), isFound(reads.get(second))]).toEqual([false, false])
          expect(bare(new Map([...reads].filter(([, read]) => isFound(read))))).toEqual(bare(others))
        })),
  } satisfies Proofs
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
