import type { Address } from '../address.ts'
import type { ChannelKind } from '../channel.ts'
import type { RecordId, Sku } from '../ids.ts'
import type { Money, TaxedMoney } from '../money.ts'
import type { Reads } from '../read.ts'
import type { Day, Instant } from '../time.ts'
import type { OrderKey } from './orders.ts'

/** Takes orders, cancellations and returns, as an ERP or OMS does. Behaviour is pinned by `test/contracts/order-desk.ts`. */
export interface OrderDesk {
  readonly capabilities: OrderDeskCapabilities
  /**
   * How long a call that was not answered may still be carried out, milliseconds: longer than the system's own time limit. Before that nobody
   * may conclude from `placed` that it was not.
   */
  readonly settleMs: number
  /** The line's key there, as order history tells it (`OrderLine.lineId`), of a `LineToPlace.position`: known before the order is placed. */
  lineIdOf(position: number): string
  /**
   * Places an order once: the caller asks `placed` before it repeats. Throws a `SourceError`: CONFLICT when the system refuses this order for
   * good (nothing was placed); CIRCUIT_OPEN and RATE_LIMITED before it was asked; after any other nobody knows whether it was placed.
   */
  place(order: OrderToPlace): Promise<PlacedRecord>
  /** Every record a system holds under a business number, oldest first: two are a duplicate. An absent key: there is none. Cancelled ones too. */
  placed(keys: readonly OrderKey[]): Promise<Reads<OrderKey, readonly PlacedRecord[]>>
  /** Cancels a whole order, or some of its lines. What is cancelled already stays so. Throws CONFLICT when it is too late. */
  cancel(request: Cancellation): Promise<void>
  /** Registers a return once: the caller asks `returned` before it repeats. Throws as `place`. */
  createReturn(request: ReturnToCreate): Promise<ReturnRecord>
  /** Every return recorded under our reference; an absent key: there is none. */
  returned(references: readonly string[]): Promise<Reads<string, readonly ReturnRecord[]>>
}

/** What a product can do; a caller never asks for what is false here, and `actions` says so beforehand. */
interface OrderDeskCapabilities {
  readonly place: boolean
  readonly cancel: boolean
  /** Whether single lines can be cancelled. */
  readonly cancelLines: boolean
  readonly createReturn: boolean
}

export interface OrderToPlace {
  readonly key: OrderKey
  readonly placedOn: Day
  readonly placedAt: Instant
  /** The source's own customer key; null for a guest, or a shopper the source does not know. */
  readonly customer: RecordId | null
  /** Null for a customer whose profile the source has. */
  readonly contact: OrderContact | null
  readonly shippingAddress: Address | null
  readonly billingAddress: Address | null
  readonly lines: readonly LineToPlace[]
  readonly shippingCost: TaxedMoney | null
  /** What codes and promotions took off the lines; already in their totals. */
  readonly promotions: readonly {
    readonly label: string
    readonly code: string | null
    readonly amount: Money
  }[]
  readonly total: TaxedMoney
}
export interface OrderContact {
  readonly givenName: string | null
  readonly familyName: string | null
  readonly email: string | null
  readonly phone: string | null
}
export interface LineToPlace {
  /** Counts from 1 in the order; how a source keys its lines follows from it. */
  readonly position: number
  readonly sku: Sku
  readonly title: string
  /** Whole units, at least 1. */
  readonly quantity: number
  /** With tax, before discounts. */
  readonly unitPrice: Money
  /** After discounts. */
  readonly lineTotal: TaxedMoney
  /** The source's own key of the place that serves it; null where the source decides. */
  readonly location: RecordId | null
  readonly fulfilment: 'SHIP' | 'PICKUP' | 'CURBSIDE'
}

export interface PlacedRecord {
  readonly recordId: RecordId
  /** When the source recorded it; null where it does not say. */
  readonly recordedAt: Instant | null
  readonly cancelled: boolean
  readonly total: Money
}

export interface Cancellation {
  readonly recordId: RecordId
  /** `LineToPlace.position`s; null for the whole order. */
  readonly positions: readonly number[] | null
  readonly reason: string
}

export interface ReturnToCreate {
  /** Ours; what `returned` asks for. */
  readonly reference: string
  readonly order: { readonly key: OrderKey; readonly recordId: RecordId }
  readonly channel: ChannelKind
  readonly on: Day
  /** The source's own key of the store that takes the goods; null for goods sent back. */
  readonly store: RecordId | null
  readonly customer: RecordId | null
  readonly lines: readonly ReturnLineToCreate[]
}
export interface ReturnLineToCreate {
  /** The source's own line key; see `OrderLine.lineId`. */
  readonly lineId: string
  readonly sku: Sku | null
  readonly quantity: number
  /** The retailer's word: `TOO_SMALL`, `DAMAGED`. */
  readonly reason: string
  /** Whether the goods can be sold again; null while nobody has seen them. */
  readonly resellable: boolean | null
}
export interface ReturnRecord {
  readonly recordId: RecordId
  readonly recordedAt: Instant | null
  readonly cancelled: boolean
}
