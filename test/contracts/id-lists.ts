import { expect, it } from 'vitest'
import type { CallRecord } from '../../adapters/call/scope.ts'
import { isSourceError } from '../../adapters/error.ts'
import { isFound, type Read } from '../../adapters/read.ts'
import type { Source } from '../../adapters/source.ts'

/** A batch read of a port, to be asked for more keys than one question of the vendor takes. */
export interface LongList {
  /** Keys the world knows, or most of them: none of the others may be answered. */
  readonly known: readonly unknown[] | (() => Promise<readonly unknown[]>)
  /** A key that nothing in the world has, of the form such keys have; each number another. */
  unknown(n: number): unknown
  /** How many keys are asked for: more than any limit of the adapter or the vendor. */
  readonly keys: number
  /** Calls by what they are called in records, when that many keys are asked for at once. */
  readonly calls: Readonly<Record<string, number>>
  read(keys: readonly unknown[]): Promise<ReadonlyMap<unknown, Read<unknown>>>
}

/** An adapter over a system as strict as its vendor. */
export interface OpenedSource {
  readonly source: Source
  /** The calls since the last look. */
  records(): readonly CallRecord[]
  close(): Promise<void>
}

/** A list of an adapter by `port.method`. */
export type LongLists<Opened> = Readonly<Record<string, (opened: Opened) => LongList>>

/** Keys asked for together where the answers are what the long list is compared with. */
const FEW = 5

/**
 * Asks every batch read of an adapter for more keys than its vendor takes in one question. Each known key has the answer it has
 * among few, none is refused, and the calls are as few as the limits allow. Fails for a read of a port that is in neither list.
 *
 * @param others Reads that take no list of keys, with what they take.
 */
export function idListContract<Opened extends OpenedSource>(
  open: () => Promise<Opened>,
  lists: LongLists<Opened>,
  others: Readonly<Record<string, string>>,
): void {
  it('covers every read of every port', async () => {
    const { source, close } = await open()
    const reads = Object.entries(source.ports).flatMap(([port, its]) =>
      Object.keys(its).map((read) => `${port}.${read}`),
    )
    await close()
    expect([...Object.keys(lists), ...Object.keys(others)].sort()).toEqual(reads.sort())
  })

  it.each(Object.keys(lists))('%s answers more keys than one question takes', async (name) => {
    const opened = await open()
    try {
      const list = lists[name]?.(opened)
      if (!list) throw new Error(`no list of ${name}`)
      await answersAll(opened, list)
    } finally {
      await opened.close()
    }
  })
}

async function answersAll(opened: OpenedSource, list: LongList) {
  const { unknown, keys, calls, read } = list
  const known = typeof list.known === 'function' ? await list.known() : list.known
  const few = await inFew(known, read)
  const strangers = Array.from({ length: keys - known.length }, (_, n) => unknown(n))
  const [stranger] = strangers
  const alone = stranger === undefined ? undefined : (await read([stranger])).get(stranger)
  opened.records()
  const reads = await read(spread(known, strangers))
  expect(countsOf(opened.records())).toEqual(calls)
  expect([...reads.values()].filter(isSourceError)).toEqual([])
  expect(known.map((key) => answerOf(reads.get(key)))).toEqual(known.map((key) => answerOf(few.get(key))))
  expect(strangers.filter((key) => reads.has(key) !== (alone !== undefined))).toEqual([])
}

async function inFew(known: readonly unknown[], read: LongList['read']) {
  const answers = new Map<unknown, Read<unknown>>()
  for (let at = 0; at < known.length; at += FEW) {
    for (const [key, answer] of await read(known.slice(at, at + FEW))) answers.set(key, answer)
  }
  expect(known.filter((key) => isFound(answers.get(key))).length).toBeGreaterThan(0)
  expect([...answers.values()].filter(isSourceError)).toEqual([])
  return answers
}

/** The known keys among the strangers at even distances, from the first key to the last. */
function spread(known: readonly unknown[], strangers: readonly unknown[]): readonly unknown[] {
  const step = Math.floor(strangers.length / Math.max(1, known.length - 1))
  return [
    ...known.slice(0, -1).flatMap((key, at) => [key, ...strangers.slice(at * step, (at + 1) * step)]),
    ...strangers.slice((known.length - 1) * step),
    ...known.slice(-1),
  ]
}

function countsOf(records: readonly CallRecord[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { route } of records) counts[route] = (counts[route] ?? 0) + 1
  return counts
}

function answerOf(read: Read<unknown> | undefined): unknown {
  return isFound(read) ? { value: strip(read.value), recordId: read.recordId } : read
}

/** Without the times of reading, which differ. */
function strip(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (name, inner: unknown) => (name === 'fetchedAt' ? undefined : inner)),
  )
}
