import type { RecordId } from '../../../adapters/ids.ts'
import type { Money } from '../../../adapters/money.ts'
import type { LineToPlace, OrderToPlace } from '../../../adapters/ports/order-desk.ts'
import type { OrderStatus, PaymentMethod } from '../../../adapters/ports/orders.ts'
import type { Instant } from '../../../adapters/time.ts'
import type { About, PlacedOrder, WriteUnit } from '../../../ledger/writes/port.ts'
import type { Follow } from '../writes/outbox-delivery.ts'

/** What the ledger holds of an order that the graph took: what its systems are told, and how far they are. */
export interface PlacedOrderBody {
  readonly order: OrderToPlace
  readonly status: OrderStatus
  /** The order desk it is placed with, and its record there; null until it is known. */
  readonly desk: { readonly system: string; readonly recordId: RecordId | null }
  /** Null for an order that is paid when it is handed over. */
  readonly payment: PlacedPayment | null
  /** Points that pay a part of it, or all; none where it is left out. */
  readonly points?: PlacedPoints
  /** The cart it was; opened again when the order is refused. */
  readonly cartId: string | null
  /** Positions of the lines that were cancelled since; none where it is left out. Of an order that is CANCELLED all are, whatever stands here. */
  readonly cancelled?: readonly number[]
  /** Where its lines come from, and how far stores are with them; unknown where it is left out. */
  readonly groups?: readonly PlacedGroup[]
  /** The return whose goods it takes the place of, and their order; left out where it is no exchange. */
  readonly exchangeOf?: { readonly returnId: string; readonly orderId: string }
  /** What happened, oldest first. */
  readonly events: readonly PlacedEvent[]
}

/** Lines of an order that reach the shopper from one place in one way. */
export interface PlacedGroup {
  /** `Fulfillment.id`. */
  readonly id: string
  readonly kind: LineToPlace['fulfilment']
  /** The place, by its id in the graph. */
  readonly place: string
  readonly positions: readonly number[]
  /** How far a store is with it; null where none has to do with it. */
  readonly work: StoreWork | null
}

/** How far a store is: OPEN to be picked, READY to be collected or for the carrier, LEFT when it was handed over; else it is over. */
export interface StoreWork {
  readonly state: 'OPEN' | 'READY' | 'LEFT' | 'NOT_COLLECTED' | 'ENDED'
  readonly readyAt: Instant | null
  readonly leftAt: Instant | null
  /** The parcel's number, of what is sent. */
  readonly parcel: string | null
}

/** A payment that was authorised elsewhere. */
interface PlacedPayment {
  readonly system: string
  readonly reference: string
  readonly method: PaymentMethod
  readonly brand: string | null
  readonly last4: string | null
  /** What is to be taken. */
  readonly amount: Money
  readonly state: 'AUTHORIZED' | 'CAPTURED' | 'VOIDED' | 'PARTIALLY_REFUNDED' | 'REFUNDED'
  /** What was given back of it; nothing where it is left out. */
  readonly refunded?: Money
}

/** Points that pay for an order: what they are worth is money that no card pays. */
export interface PlacedPoints {
  readonly redemptionId: string
  /** The loyalty engine, and its key of what it holds. */
  readonly system: string
  readonly key: string
  readonly points: number
  /** What they are worth. */
  readonly amount: Money
  /** AUTHORIZED while they are held, CAPTURED once they are spent. */
  readonly state: PlacedPayment['state']
  /** What was given back of it as points; nothing where it is left out. */
  readonly refunded?: Money
}

/** A step in an order's life, as the shopper may read it. */
export interface PlacedEvent {
  readonly at: Instant
  readonly kind: PlacedEventKind
  /** The configured name of the system it happened in; null for the graph's own. */
  readonly system: string | null
  /** Words of the project's own; never a vendor's. */
  readonly note: string | null
}

type PlacedEventKind =
  | 'PLACED'
  | 'ACCEPTED'
  | 'REFUSED'
  | 'DUPLICATE_CANCELLED'
  | 'PAYMENT_CAPTURED'
  | 'PAYMENT_VOIDED'
  | 'PAYMENT_REFUNDED'
  | 'CANCELLATION_REQUESTED'
  | 'CANCELLED'
  | 'CANCELLATION_REFUSED'
  | 'SHORT'
  | 'READY'
  | 'HANDED_OVER'
  | 'SENT'
  | 'NOT_COLLECTED'
  | 'STORE_REFUSED'
  | 'REROUTED'

/** What is in a placed order. */
export function placedBody({ body }: PlacedOrder): PlacedOrderBody {
  // Written by `changed` and by the checkout.
  return JSON.parse(body) as PlacedOrderBody
}

/** The next version of an order, with another body. */
export function changed(order: PlacedOrder, body: PlacedOrderBody): PlacedOrder {
  return { ...order, version: order.version + 1, body: JSON.stringify(body) }
}

/** A change of one order, with what else follows in the same transaction; nothing where the order is gone. */
export function changeOrder(
  id: string,
  change: (body: PlacedOrderBody) => PlacedOrderBody,
  more: {
    readonly about?: readonly About[]
    apply?(unit: WriteUnit, before: PlacedOrderBody): Promise<void>
  } = {},
): Follow {
  return {
    about: [`order/${id}`, ...(more.about ?? [])],
    async apply(unit) {
      const order = (await unit.orders.byIds([id])).get(id)
      if (!order) return
      const before = placedBody(order)
      await unit.orders.save(changed(order, change(before)))
      await more.apply?.(unit, before)
    },
  }
}

/** The lines that were not cancelled. */
export function standing({
  order: { lines },
  status,
  cancelled = [],
}: PlacedOrderBody): readonly LineToPlace[] {
  return status === 'CANCELLED' ? [] : lines.filter(({ position }) => !cancelled.includes(position))
}

/** The same with one more thing that happened. */
export function happened(body: PlacedOrderBody, event: PlacedEvent): PlacedOrderBody {
  return { ...body, events: [...body.events, event] }
}
