import type { Entity } from '../../../ledger/port.ts'
import type { Context } from '../../context.ts'
import { hasAnswered } from '../../source-status.ts'
import { type MergedHistory, mergedHistory } from './order-history.ts'

/** The most orders of one shopper that sums and lists over a whole history count: the newest. */
export const MOST_ORDERS = 1_000

/** The newest orders of a shopper, and whether they are all. */
export interface NewestOrders extends Omit<MergedHistory, 'horizon'> {
  /** Whether there are older ones, which are not counted. */
  readonly older: boolean
}

/**
 * A shopper's orders to sum over: the newest `MOST_ORDERS`. Where there are more, the sources that answered are
 * PARTIAL and say so: a sum then is of the newest alone.
 */
export async function newestOrders(
  context: Context,
  customer: Entity,
  most: number = MOST_ORDERS,
): Promise<NewestOrders> {
  const everything = { after: null, channels: [], statuses: [], from: null, to: null }
  const history = await mergedHistory(context, customer, { ...everything, first: most })
  const { orders, horizon, sources, failures } = history
  if (orders.length <= most && horizon === null) return { orders, sources, failures, older: false }
  const message = `There are orders older than the newest ${most}, which are not counted.`
  return {
    orders: orders.slice(0, most),
    failures,
    older: true,
    sources: sources.map((status) =>
      hasAnswered(status) ? { ...status, outcome: 'PARTIAL' as const, message } : status,
    ),
  }
}
