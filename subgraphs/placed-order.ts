import type { RecordId } from '../adapters/ids.ts'
import type { Money } from '../adapters/money.ts'
import type { LineToPlace, OrderToPlace } from '../adapters/ports/order-desk.ts'
import type { OrderStatus, PaymentMethod } from '../adapters/ports/orders.ts'
import type { Instant } from '../adapters/time.ts'
import type { About, PlacedOrder, WriteUnit } from '../ledger/writes/port.ts'
import type { Follow } from './outbox-delivery.ts'

/** What the ledger holds of an order that the graph took: what its systems are told, and how far they are. */
export interface PlacedOrderBody {
  readonly order: OrderToPlace
  readonly status: OrderStatus
  /** The order desk it is placed with, and its record there; null until it is known. */
  readonly desk: { readonly system: string; readonly recordId: RecordId | null }
  /** Null for an order that is paid when it is handed over. */
  readonly payment: PlacedPayment | null
  /** The cart it was; opened again when the order is refused. */
  readonly cartId: string | null
  /** Positions of the lines that were cancelled since; none where it is left out. Of an order that is CANCELLED all are, whatever stands here. */
  readonly cancelled?: readonly number[]
  /** What happened, oldest first. */
  readonly events: readonly PlacedEvent[]
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
