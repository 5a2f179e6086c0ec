import { setTimeout as wait } from 'node:timers/promises'
import type { Clock } from '../adapters/time.ts'
import type { Marks } from '../ledger/port.ts'

export interface LeaseOptions {
  readonly marks: Marks
  /** The ledger mark that says who holds it and until when. */
  readonly mark: string
  /** This process's name among all that share the ledger. */
  readonly holder: string
  readonly clock: Clock
  /** How long the work of a process that vanished lies still. @default 15000 */
  readonly leaseMs?: number
  /** Told of a ledger that does not answer; the lease is asked for again. */
  failed(error: unknown): void
}

/**
 * Does `work` whenever this process holds the lease, until `signal` aborts: of all processes on one ledger, one at a time
 * does it. The holder renews the lease while it works; when it cannot, the work's own signal aborts before anybody else
 * can begin (as far as the machines' clocks agree). The lease is given back at the end. Rejects when the work does.
 */
export async function whileHolding(
  work: (signal: AbortSignal) => Promise<void>,
  options: LeaseOptions,
  signal: AbortSignal,
): Promise<void> {
  const { leaseMs = 15_000 } = options
  const lease = createLease(options, leaseMs)
  while (!signal.aborted) {
    if (await lease.take()) await hold(work, lease, { leaseMs, signal })
    if (!signal.aborted) await pause(leaseMs / 3, signal)
  }
}

interface Held {
  readonly leaseMs: number
  readonly signal: AbortSignal
}

/** Works and renews until the work ends, the lease is lost or `signal` aborts; then gives the lease back. */
async function hold(
  work: (signal: AbortSignal) => Promise<void>,
  lease: Lease,
  { leaseMs, signal }: Held,
): Promise<void> {
  const ended = new AbortController()
  const lost = new AbortController()
  const renewing = (async () => {
    while (!ended.signal.aborted && !lost.signal.aborted) {
      await pause(leaseMs / 3, ended.signal)
      if (!ended.signal.aborted && !(await lease.renew())) lost.abort()
    }
  })()
  try {
    if (!signal.aborted) await work(AbortSignal.any([signal, lost.signal]))
  } finally {
    ended.abort()
    await renewing
    await lease.giveBack()
  }
}

interface Lease {
  take(): Promise<boolean>
  /** Whether it is still ours: a ledger that does not answer leaves it ours as long as it lasts. */
  renew(): Promise<boolean>
  giveBack(): Promise<void>
}

function createLease({ marks, mark, holder, clock, failed }: LeaseOptions, leaseMs: number): Lease {
  let held = ''
  let until = 0
  const swap = async (expected: string | null) => {
    const end = clock().getTime() + leaseMs
    const value = `${end} ${holder}`
    if (!(await marks.swap(mark, expected, value))) return false
    held = value
    until = end
    return true
  }
  return {
    async take() {
      try {
        const found = await marks.read(mark)
        return isFree(found, clock) && (await swap(found))
      } catch (error) {
        failed(error)
        return false
      }
    },
    async renew() {
      try {
        return await swap(held)
      } catch (error) {
        failed(error)
        return clock().getTime() < until - leaseMs / 3
      }
    },
    async giveBack() {
      await marks.swap(mark, held, '').catch(failed)
    },
  }
}

function isFree(found: string | null, clock: Clock): boolean {
  if (found === null || found === '') return true
  return Number(found.split(' ', 1)[0]) <= clock().getTime()
}

/** Waits, at most until the signal aborts. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error
  })
}
