import type { HealthBoard } from '../adapters/call/health.ts'
import type { Clock } from '../adapters/time.ts'
import type { Marks } from '../ledger/port.ts'

type Pulse = ReturnType<HealthBoard['pulse']>

export interface SharedHealthOptions {
  readonly board: HealthBoard
  readonly sources: readonly string[]
  readonly marks: Marks
  readonly clock: Clock
  /** This process's role, and every role whose processes call systems. Processes of one role write one mark: the last speaks. */
  readonly role: string
  readonly roles: readonly string[]
  /** How soon after a call the others may see it. @default 1000 */
  readonly tellMs?: number
  failed(error: unknown): void
}

/** How the systems do, seen by every process on one ledger. */
export interface SharedHealth {
  /** Told of every call of this process, after the board has been. */
  observe(): void
  /** How a source does, over all roles. */
  pulses(): Promise<(source: string) => Pulse>
  /** Ends; waits for what is being written. */
  close(): Promise<void>
}

/** What a process of some minutes ago saw says nothing of now. */
const GOOD_FOR_MS = 300_000

interface Told {
  readonly at: number
  readonly systems: Readonly<Record<string, Pulse>>
}

/** Tells the ledger, a moment after a call, how the systems do, and reads there what the other processes told. */
export function shareHealth(options: SharedHealthOptions): SharedHealth {
  const { board, sources, marks, clock, role, roles, tellMs = 1_000, failed } = options
  let timer: NodeJS.Timeout | null = null
  let writing: Promise<void> = Promise.resolve()
  const own = (): Told => ({
    at: clock().getTime(),
    systems: Object.fromEntries(sources.map((source) => [source, board.pulse(source)])),
  })
  const tell = () => {
    timer = null
    writing = marks.write(markOf(role), JSON.stringify(own())).catch(failed)
  }
  return {
    observe() {
      timer ??= setTimeout(tell, tellMs).unref()
    },
    async pulses() {
      const others = roles.filter((one) => one !== role)
      const texts = await Promise.all(others.map((one) => marks.read(markOf(one))))
      const oldest = clock().getTime() - GOOD_FOR_MS
      // Written by `tell`, here or in another process of this version.
      const told = texts.flatMap((text) => (text ? [JSON.parse(text) as Told] : []))
      const heard = [own(), ...told.filter(({ at }) => at >= oldest)]
      return (source) => together(heard.flatMap(({ systems }) => systems[source] ?? []))
    },
    async close() {
      if (timer) clearTimeout(timer)
      await writing
    },
  }
}

function markOf(role: string): string {
  return `health/${role}`
}

/** One pulse for a system that several processes call: the worst breaker, the last call, the slowest process's p95. */
function together(pulses: readonly Pulse[]): Pulse {
  const [latest] = pulses.toSorted(worseThenLater)
  const calls = pulses.reduce((sum, pulse) => sum + pulse.calls, 0)
  const failures = pulses.reduce((sum, { calls: n, errorRate }) => sum + n * (errorRate ?? 0), 0)
  const p95s = pulses.flatMap(({ p95Millis }) => p95Millis ?? [])
  return {
    circuit: latest?.circuit ?? 'CLOSED',
    lastFailure: latest?.lastFailure ?? null,
    lastCallAt: last(pulses.map(({ lastCallAt }) => lastCallAt)),
    lastSuccessAt: last(pulses.map(({ lastSuccessAt }) => lastSuccessAt)),
    p95Millis: p95s.length > 0 ? Math.max(...p95s) : null,
    errorRate: calls > 0 ? failures / calls : null,
    calls,
    ratePerSecond: pulses.reduce((sum, { ratePerSecond }) => sum + ratePerSecond, 0),
  }
}

const BADNESS: Readonly<Record<Pulse['circuit'], number>> = { OPEN: 0, HALF_OPEN: 1, CLOSED: 2 }

function worseThenLater(left: Pulse, right: Pulse): number {
  const worse = BADNESS[left.circuit] - BADNESS[right.circuit]
  return worse || (right.lastCallAt ?? '').localeCompare(left.lastCallAt ?? '')
}

/** Instants are texts of one form, so that the greatest is the latest. */
function last<T extends string>(instants: readonly (T | null)[]): T | null {
  return instants.reduce((latest, one) => (one !== null && one > (latest ?? '') ? one : latest), null)
}
