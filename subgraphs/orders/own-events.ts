import type { Channel } from '../../adapters/channel.ts'
import { type Day, dayIn, type Instant, instant } from '../../adapters/time.ts'
import type { Context } from '../context.ts'
import type { SeenOrder } from '../shared/orders/order.ts'
import { type PlacedEvent, placedBody } from '../shared/orders/placed-order.ts'
import { HOUSE } from '../shared/shoppers/customer-records.ts'
import type { SourceRecord } from '../source-status.ts'
import { caseEvents } from './cases.ts'
import { casesOf, placedOf } from './order-facts.ts'
import type { OrderEventKind } from './resolvers.generated.ts'

/** A step in an order's life, as the schema shows it. */
export interface OrderEvent {
  readonly kind: OrderEventKind
  readonly on: Day
  readonly at: Instant | null
  readonly channel: Channel | null
  readonly note: string | null
  readonly source: SourceRecord
}

/** How the graph's own steps are called in a timeline; null for what systems tell themselves, or the timeline begins with. */
const SHOWN: Readonly<Record<PlacedEvent['kind'], OrderEventKind | null>> = {
  PLACED: null,
  PAYMENT_CAPTURED: null,
  ACCEPTED: 'ACCEPTED',
  REFUSED: 'REFUSED',
  DUPLICATE_CANCELLED: 'DUPLICATE_CANCELLED',
  PAYMENT_VOIDED: 'VOIDED',
  PAYMENT_REFUNDED: 'REFUNDED',
  CANCELLATION_REQUESTED: 'CANCELLATION_REQUESTED',
  CANCELLED: 'CANCELLED',
  CANCELLATION_REFUSED: 'CANCELLATION_REFUSED',
  SHORT: 'SHORT',
  READY: 'READY',
  HANDED_OVER: 'COLLECTED',
  SENT: 'SHIPPED',
  NOT_COLLECTED: 'NOT_COLLECTED',
  STORE_REFUSED: 'STORE_REFUSED',
  REROUTED: 'REROUTED',
}

/** What was done about an order through the graph, and how far its systems were told: by its ledger, whatever the systems say. */
export async function ownEvents(context: Context, order: SeenOrder): Promise<readonly OrderEvent[]> {
  const [placed, cases] = await Promise.all([placedOf(context, order), casesOf(context, order.id)])
  return [
    ...(placed ? placedBody(placed).events.flatMap((event) => toEvent(context, event, order.id)) : []),
    ...cases.flatMap((one) => caseEvents(one).flatMap((event) => toEvent(context, event, one.id))),
  ]
}

function toEvent(
  { services: { clock, retailer } }: Context,
  { kind, at, note }: PlacedEvent,
  recordId: string,
): readonly OrderEvent[] {
  const shown = SHOWN[kind]
  if (shown === null) return []
  const source = {
    system: 'GRAPH' as const,
    instance: HOUSE,
    recordId,
    recordedAt: at,
    fetchedAt: instant(clock()),
    fromCache: false,
  }
  return [{ kind: shown, on: dayIn(retailer.timeZone, new Date(at)), at, channel: null, note, source }]
}
