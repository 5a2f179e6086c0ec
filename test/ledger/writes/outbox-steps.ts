import fc from 'fast-check'
import { expect } from 'vitest'
import { type Instant, instant } from '../../../adapters/time.ts'
import type { DeliveryOutcome, NewOutboxEntry, WriteLedger } from '../../../ledger/writes/port.ts'

/** One call of an outbox, or time that goes by. Entries are named by when they were sent; `own` ones among those the worker has taken. */
export type Step =
  | { readonly do: 'send'; readonly stream: number; readonly system: number; readonly delay: number }
  | { readonly do: 'take'; readonly worker: number; readonly first: number; readonly system: number | null }
  | ({ readonly do: 'takeOne' | 'begin' } & OfWorker)
  | ({ readonly do: 'settle'; readonly how: How } & OfWorker)
  | { readonly do: 'retry' | 'discard'; readonly entry: number }
  | { readonly do: 'pass'; readonly minutes: number }
interface OfWorker {
  readonly worker: number
  readonly entry: number
  readonly own: boolean
}
type How = 'DONE' | 'DEAD' | 'doubtful' | 'surely not'

/** Few workers and streams, so that they meet. */
const worker = fc.nat(2)
const entry = fc.nat(6)
const own = fc.integer({ min: 0, max: 3 }).map((n) => n > 0)
const how = fc.constantFrom<How>('DONE', 'DONE', 'DEAD', 'doubtful', 'surely not')
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('send' as const),
      stream: fc.nat(1),
      system: fc.nat(1),
      delay: fc.nat(2),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('take' as const),
      worker,
      first: fc.integer({ min: 1, max: 3 }),
      system: fc.option(fc.nat(1)),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('takeOne' as const, 'begin' as const, 'begin' as const),
      worker,
      entry,
      own,
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('settle' as const), worker, entry, own, how }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('retry' as const, 'discard' as const), entry }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('pass' as const), minutes: fc.integer({ min: 1, max: 4 }) }),
  },
)

/** Any sequence of calls, sensible or not. */
export const steps: fc.Arbitrary<readonly Step[]> = fc.array(step, {
  minLength: 5,
  maxLength: 60,
  size: 'max',
})

/** How long a worker has what it took. */
const LEASE_MINUTES = 3

/** What somebody who watches from outside knows of an entry. */
interface Seen {
  readonly sent: NewOutboxEntry
  due: number
  over: 'DONE' | 'DEAD' | 'DISCARDED' | null
  lease: { readonly worker: string; readonly until: number } | null
}

/**
 * Takes the steps, watching that no entry is ever given out before those of its stream that were sent before it are over, nor to two
 * at a time, nor settled but by who has it; then lets one worker deliver the rest, in order. Tells what every call answered.
 * `run` keeps apart what shares a database.
 */
export async function takeSteps(writes: WriteLedger, run: number, sequence: readonly Step[]) {
  const { outbox, transact } = writes
  const seen: Seen[] = []
  const answers: unknown[] = []
  let now = 0
  const at = (minutes: number): Instant => instant(new Date(Date.UTC(2026, 0, 1 + run, 0, minutes)))
  const named = (kind: string, n: number) => `${kind}-${run}-${n}`
  const systems = (one: number | null) => (one === null ? [0, 1] : [one]).map((n) => named('system', n))
  const terms = () => ({ at: at(now), leaseUntil: at(now + LEASE_MINUTES) })
  const taken = (by: string, ids: readonly string[]) => {
    for (const id of ids) {
      const index = seen.findIndex(({ sent }) => sent.id === id)
      const given = seen[index]
      if (!given) throw new Error('expected an entry that was sent')
      const before = seen.slice(0, index).filter(({ sent }) => sent.stream === given.sent.stream)
      expect(before.filter(({ over }) => over === null || over === 'DEAD')).toEqual([])
      expect(given.over).toBeNull()
      expect(given.due).toBeLessThanOrEqual(now)
      expect(given.lease?.until ?? 0).toBeLessThanOrEqual(now)
      given.lease = { worker: by, until: now + LEASE_MINUTES }
    }
    return ids
  }
  const settle = async (by: string, one: Seen, outcome: DeliveryOutcome, again: number) => {
    const ended = await outbox.settle(by, one.sent.id, outcome, [])
    expect(ended).toBe(one.lease?.worker === by)
    if (!ended) return ended
    one.lease = null
    if (outcome.state === 'QUEUED') one.due = again
    else one.over = outcome.state
    return ended
  }
  const begin = async (by: string, one: Seen) => {
    const begun = await outbox.begin(by, one.sent.id, at(now))
    expect(begun).toBe(one.lease?.worker === by && one.lease.until > now)
    return begun
  }
  const move = async (which: 'retry' | 'discard', one: Seen) => {
    const moved = await transact([], (unit) => unit[which](one.sent.id, at(now)))
    expect(moved).toBe(one.over === 'DEAD' || (which === 'discard' && one.over === null))
    if (moved) Object.assign(one, { lease: null, over: which === 'retry' ? null : 'DISCARDED', due: now })
    return moved
  }
  const send = async (given: Extract<Step, { do: 'send' }>) => {
    const sent: NewOutboxEntry = {
      id: named('entry', seen.length),
      stream: named('stream', given.stream),
      system: named('system', given.system),
      kind: 'order.place',
      body: '{}',
      at: at(now),
      ...(given.delay > 0 && { notBefore: at(now + given.delay) }),
    }
    await transact([], (unit) => unit.send(sent))
    seen.push({ sent, due: now + given.delay, over: null, lease: null })
  }
  const known = ({ entry: n }: { readonly entry: number }, of: readonly Seen[] = seen) =>
    of[n % Math.max(of.length, 1)]
  const work = async (given: Extract<Step, OfWorker>) => {
    const by = named('worker', given.worker)
    const one = known(given, given.own ? seen.filter(({ lease }) => lease?.worker === by) : seen)
    if (!one) return null
    if (given.do === 'begin') return begin(by, one)
    if (given.do === 'settle') return settle(by, one, outcomeOf(given.how, at(now), at(now + 1)), now + 1)
    const found = await outbox.takeOne(by, one.sent.id, terms())
    return taken(by, found ? [found.id] : [])
  }
  const take = async (given: Extract<Step, { do: 'take' }>) => {
    const by = named('worker', given.worker)
    const found = await outbox.take(by, { ...terms(), first: given.first, systems: systems(given.system) })
    return taken(
      by,
      found.map(({ id }) => id),
    )
  }
  const takeStep = async (given: Step): Promise<unknown> => {
    switch (given.do) {
      case 'pass':
        now += given.minutes
        return null
      case 'send':
        return send(given)
      case 'take':
        return take(given)
      case 'retry':
      case 'discard': {
        const one = known(given)
        return one ? move(given.do, one) : null
      }
      default:
        return work(given)
    }
  }

  for (const given of sequence) answers.push((await takeStep(given)) ?? null)

  // All that is dead is given up, all leases end; then everything that is left comes, and in order.
  for (const one of seen) if (one.over === 'DEAD') await move('discard', one)
  now += 10
  for (let rounds = 0; seen.some(({ over }) => over === null); rounds += 1) {
    expect(rounds).toBeLessThanOrEqual(seen.length)
    const found = await outbox.take('last', { ...terms(), first: 100, systems: systems(null) })
    taken(
      'last',
      found.map(({ id }) => id),
    )
    for (const one of seen.filter(({ lease }) => lease?.worker === 'last')) {
      await settle('last', one, { state: 'DONE', at: at(now) }, now)
    }
  }
  const left = await outbox.byIds(seen.map(({ sent }) => sent.id))
  answers.push([...left.values()].sort((one, other) => (one.id < other.id ? -1 : 1)))
  return answers
}

function outcomeOf(ended: How, at: Instant, dueAt: Instant): DeliveryOutcome {
  switch (ended) {
    case 'DONE':
      return { state: 'DONE', at }
    case 'DEAD':
      return { state: 'DEAD', at, failure: 'BAD_RESPONSE' }
    case 'doubtful':
      return { state: 'QUEUED', dueAt, failure: 'SOURCE_TIMEOUT', doubtfulSince: at }
    case 'surely not':
      return { state: 'QUEUED', dueAt, failure: null, doubtfulSince: null }
  }
}
