import DataLoader from 'dataloader'
import { isSourceError, type SourceError } from '../../../adapters/error.ts'
import type { CustomerId } from '../../../adapters/ids.ts'
import { type Context, perRequest } from '../../context.ts'
import { isComplete, type SourceStatus, withFailures } from '../../source-status.ts'
import { readReturns } from '../returns/order-returns.ts'
import { customerById } from '../shoppers/customer-records.ts'
import { skuOfLine } from './items.ts'
import { MOST_ORDERS, newestOrders } from './newest-orders.ts'
import type { MergedOrder } from './order-copies.ts'
import { type Bought, type Purchase, purchaseLines } from './purchase-lines.ts'

/** What a shopper bought and brought back over all systems. */
export interface Purchases {
  /** Newest first. */
  readonly lines: readonly Purchase[]
  readonly sources: readonly SourceStatus[]
  /** Why some sources told nothing, or not all. */
  readonly failures: readonly SourceError[]
  /** False when a source failed, or when there are more orders than are counted (PARTIAL then). */
  readonly complete: boolean
}

interface Wanted {
  readonly customer: CustomerId
  /** Of how many orders, the newest. */
  readonly most: number
}

const loader = perRequest(
  (context) =>
    new DataLoader<Wanted, Purchases | null, string>(
      (wanted) => Promise.all(wanted.map((one) => read(context, one))),
      { cacheKeyFn: ({ customer, most }) => `${most} ${customer}` },
    ),
)

/**
 * What a shopper bought and brought back, from the newest `most` orders of the merged history: copies of one order
 * count once, cancelled orders and lines not at all, and goods that came back once, though the ERP, the till or both
 * record it. Read once a request, side by side for all shoppers asked about. Null when there is no such shopper.
 */
export function purchasesOf(
  context: Context,
  customer: CustomerId,
  most: number = MOST_ORDERS,
): Promise<Purchases | null> {
  return loader(context).load({ customer, most })
}

async function read(context: Context, { customer: id, most }: Wanted): Promise<Purchases | null> {
  const customer = await customerById(context, id)
  if (!customer) return null
  const history = await newestOrders(context, customer, most)
  const orders = history.orders.filter(({ copies: [{ found }] }) => found.value.status !== 'CANCELLED')
  const told = await Promise.all(orders.map((order) => tell(context, order)))
  const failures = told.flatMap(({ failure }) => failure ?? [])
  const sources = withFailures(history.sources, failures)
  return {
    lines: purchaseLines(told),
    sources,
    failures: [...history.failures, ...failures],
    complete: isComplete(sources),
  }
}

interface Told extends Bought {
  /** Why nobody knows what came back of it. */
  readonly failure: SourceError | null
}

async function tell(context: Context, order: MergedOrder): Promise<Told> {
  const [{ found }] = order.copies
  const [lines, back] = await Promise.all([
    Promise.all(found.value.lines.map(async (line) => ({ ...line, sku: await skuOfLine(context, line) }))),
    readReturns(context, order),
  ])
  if (isSourceError(back)) return { order, lines, returns: [], failure: back }
  return { order, lines, returns: back.map((one) => one.back), failure: null }
}
