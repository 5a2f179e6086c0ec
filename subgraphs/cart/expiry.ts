import { setTimeout } from 'node:timers/promises'
import type { Estate } from '../../adapters/source.ts'
import { type Clock, type Instant, instant } from '../../adapters/time.ts'
import type { CartRecord, WriteLedger } from '../../ledger/writes/port.ts'
import { type Cart, cartOf, isActive, recordOf } from './cart.ts'
import { queueAbandoned } from './deliver-abandoned.ts'

/** What giving carts up works with. */
export interface CartSweepTools {
  readonly writes: WriteLedger
  readonly estate: Estate
  readonly clock: Clock
  /** How often it is looked. */
  readonly everySeconds: number
  log(event: string, values: Readonly<Record<string, string | number>>): void
}

/** Gives carts up whose time is over, in the background. */
export interface CartSweep {
  /** One round to its end; how many were given up. */
  once(): Promise<number>
  /** Round after round until aborted. */
  run(signal: AbortSignal): Promise<void>
}

/** Carts looked at together. */
const PAGE = 100

/** The job. Each cart is given up once: when it was stands in it, and nothing but a cart that may be changed is given up. */
export function createCartSweep({ everySeconds, log, ...tools }: CartSweepTools): CartSweep {
  const { writes, clock } = tools
  const page = async () => {
    const at = instant(clock())
    const due = await writes.carts.expired(at, PAGE)
    const given = await Promise.all(due.map((record) => giveUp(tools, record, at)))
    return { carts: given.filter((one) => one).length, isLast: due.length < PAGE }
  }
  const once = async () => {
    let carts = 0
    for (;;) {
      const { carts: more, isLast } = await page()
      carts += more
      // Where nothing could be given up, the same carts would come again.
      if (isLast || more === 0) break
    }
    if (carts > 0) log('carts.abandoned', { carts })
    return carts
  }
  return {
    once,
    async run(signal) {
      while (!signal.aborted) {
        // A ledger that does not answer now may do so in the next round.
        await once().catch((error: unknown) => log('carts.sweep.failed', { why: nameOf(error) }))
        await setTimeout(everySeconds * 1_000, undefined, { signal }).catch((error: unknown) => {
          if (!signal.aborted) throw error
        })
      }
    },
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error
}

/** Whether it was given up just now: it may have been changed meanwhile. */
function giveUp(
  { writes, estate }: Pick<CartSweepTools, 'writes' | 'estate'>,
  { id }: CartRecord,
  at: Instant,
): Promise<boolean> {
  return writes.transact([`cart/${id}`], async (unit) => {
    const record = await unit.carts.byId(id)
    const cart = record && cartOf(record)
    if (cart?.state !== 'ACTIVE' || isActive(cart, at)) return false
    const body = { ...cart.body, abandonedAt: at }
    const left: Cart = { ...cart, state: 'ABANDONED', version: cart.version + 1, updatedAt: at, body }
    await unit.carts.save(recordOf(left))
    await queueAbandoned(unit, estate, left)
    return true
  })
}
