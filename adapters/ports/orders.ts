import type { Address } from '../address.ts'
import type { Channel, ChannelKind } from '../channel.ts'
import type { Gtin, OrderNumber, RecordId, Sku } from '../ids.ts'
import type { Money, TaxedMoney } from '../money.ts'
import type { Reads } from '../read.ts'
import type { Day, Instant } from '../time.ts'

/** The schema's `OrderStatus`. */
export const ORDER_STATUSES = [
  'PENDING',
  'CONFIRMED',
  'IN_PREPARATION',
  'PARTIALLY_FULFILLED',
  'READY_FOR_PICKUP',
  'SHIPPED',
  'DELIVERED',
  'COLLECTED',
  'CANCELLED',
  'RETURNED',
  'PARTIALLY_RETURNED',
  'UNKNOWN',
] as const
export type OrderStatus = (typeof ORDER_STATUSES)[number]

/** What makes an order the same order in every system that holds a copy. */
export interface OrderKey {
  readonly channel: ChannelKind
  readonly number: OrderNumber
}

export interface OrderLine {
  /** The source's own line key, unique in the order. */
  readonly lineId: string
  /** Null where the system knows the line by GTIN or text alone. */
  readonly sku: Sku | null
  readonly gtin: Gtin | null
  readonly title: string
  /** Decimal text; negative on a line that takes goods back. */
  readonly quantity: string
  readonly unitPrice: TaxedMoney
  /** After line discounts; negative where the quantity is. */
  readonly lineTotal: TaxedMoney
  readonly status: OrderStatus
  /** On a line that takes goods back: the number of the order they were bought in; null where the system does not link it. */
  readonly returnOf: OrderNumber | null
}

export interface OrderCost {
  readonly subtotal: TaxedMoney
  readonly shipping: TaxedMoney | null
  readonly discount: Money | null
  readonly total: TaxedMoney
  /** What cash or tax rounding added (negative: took off); null where none is recorded. */
  readonly roundingAdjustment: Money | null
}

/** A discount as the system recorded it with the order: a snapshot, not the promotion of today. */
export interface AppliedPromotion {
  /** The system's own name for it; null where it records none. */
  readonly label: string | null
  /** The code the shopper gave; null where none is recorded. */
  readonly code: string | null
  /** What it took off, positive, with tax where prices have it. */
  readonly amount: Money
}

/** An order as one system holds it. */
export interface Order {
  /** The source's own key (an ERP's sales order number, the receipt's natural key). */
  readonly recordId: RecordId
  readonly channel: Channel
  readonly number: OrderNumber
  readonly status: OrderStatus
  /** The system's own status in the retailer's words; null where there is none. */
  readonly statusDetail: string | null
  /** Business day at the place of sale. */
  readonly placedOn: Day
  /** Null where the system knows no more than the day. */
  readonly placedAt: Instant | null
  /** The source's own store key of the place of sale; null away from stores. */
  readonly store: RecordId | null
  /** The source's own customer key; null for an anonymous sale. */
  readonly customer: RecordId | null
  /** Loyalty card shown at the sale. */
  readonly card: string | null
  readonly lines: readonly OrderLine[]
  readonly cost: OrderCost
  /** Every discount recorded; empty where there was none. */
  readonly promotions: readonly AppliedPromotion[]
  /** Changes whenever the system changes the record, and says nothing else; null where the system does not tell. */
  readonly version: string | null
}

/** Where an order goes; null where the system records no such address. */
export interface OrderAddresses {
  readonly shipping: Address | null
  readonly billing: Address | null
}

/**
 * One page of one shopper's history in one source. Order: `placedOn` descending. A page never splits a business day:
 * it holds every order of each day it covers, and at least `first` orders unless the history ends.
 */
export interface HistoryRequest {
  /** The shopper's records in this source, or the cards; an order that carries any of them is theirs. */
  readonly customers: readonly RecordId[]
  readonly cards: readonly string[]
  readonly first: number
  /** The newest business day wanted, inclusive; null for the newest there is. */
  readonly until: Day | null
  /** The oldest business day wanted, inclusive; null for the oldest there is. */
  readonly from: Day | null
  /** Only these channels; empty for all. */
  readonly channels: readonly ChannelKind[]
}
export interface HistoryPage {
  readonly orders: readonly Order[]
  /** Records that were there and could not be read: left out, reported (PARTIAL) and logged. */
  readonly unreadable: readonly RecordId[]
  /** True when there are older orders than the page's last day. */
  readonly more: boolean
}

type FulfillmentKind = 'SHIP' | 'PICKUP' | 'CURBSIDE' | 'IN_STORE' | 'DIGITAL'

export interface Fulfillment {
  readonly recordId: RecordId
  readonly kind: FulfillmentKind
  readonly status: OrderStatus
  /** The source's own key of the place it leaves from. */
  readonly location: RecordId | null
  /** The business day the goods left; null while they have not, or where the system does not say. */
  readonly leftOn: Day | null
  /** Null where the system knows no more than the day. */
  readonly leftAt: Instant | null
  readonly lines: readonly { readonly lineId: string; readonly quantity: string }[]
  readonly tracking: readonly {
    readonly carrier: string | null
    readonly number: string | null
    readonly url: string | null
  }[]
}

export type PaymentMethod =
  | 'CARD'
  | 'PAYPAL'
  | 'WALLET'
  | 'GIFT_CARD'
  | 'LOYALTY_POINTS'
  | 'CASH'
  | 'CHEQUE'
  | 'BANK_TRANSFER'
  | 'STORE_CREDIT'
  | 'INSTALMENTS'
  | 'OTHER'
type PaymentState = 'AUTHORIZED' | 'CAPTURED' | 'PARTIALLY_REFUNDED' | 'REFUNDED' | 'VOIDED' | 'FAILED'

/** A tender, without anything that could be charged again: never a PAN. */
export interface Payment {
  readonly recordId: RecordId
  readonly method: PaymentMethod
  readonly brand: string | null
  readonly last4: string | null
  /** Change given is already taken off; negative for money paid out. */
  readonly amount: Money
  readonly state: PaymentState
  readonly capturedAt: Instant | null
}

export type ReturnStatus =
  | 'REQUESTED'
  | 'APPROVED'
  | 'IN_TRANSIT'
  | 'RECEIVED'
  | 'REFUNDED'
  | 'REJECTED'
  | 'CANCELLED'

export interface Return {
  readonly recordId: RecordId
  /** What whoever registered it calls it (`ReturnToCreate.reference`); null where the system records no such thing. */
  readonly reference: string | null
  readonly channel: Channel
  readonly status: ReturnStatus
  /** The business day the system records it under; null where it does not say. */
  readonly on: Day | null
  /** Null where the system knows no more than the day. */
  readonly at: Instant | null
  /** The source's own store key; null for goods sent back. */
  readonly receivedAt: RecordId | null
  readonly lines: readonly {
    /** The line of the original order; null where the system does not link them. */
    readonly lineId: string | null
    readonly sku: Sku | null
    readonly quantity: string
    readonly reason: string | null
  }[]
  readonly refund: Money | null
}

/** What the retailer gave the shopper in writing: a receipt printed at a till is a document of its own kind. */
export type DocumentKind = 'INVOICE' | 'CREDIT_NOTE' | 'RECEIPT'

export interface OrderDocument {
  readonly recordId: RecordId
  readonly kind: DocumentKind
  readonly number: string
  /** The day it is dated; null where the system does not say. */
  readonly issuedOn: Day | null
  /** Null where the system knows no more than the day. */
  readonly issuedAt: Instant | null
  /** With tax, positive, a credit note's too. */
  readonly total: Money
}

/**
 * Order history, as an ERP, web shop or till system knows it. Behaviour is pinned by `test/contracts/orders.ts`.
 * A page of history costs a bounded number of calls, however many orders and lines it has.
 */
export interface Orders {
  history(requests: readonly HistoryRequest[]): Promise<Reads<HistoryRequest, HistoryPage>>
  /** Orders by business number; an absent key: the source holds no such order. */
  orders(keys: readonly OrderKey[]): Promise<Reads<OrderKey, Order>>
  /** By the order's `recordId`, as what follows. An absent key: the source records none. */
  fulfillments(orders: readonly RecordId[]): Promise<Reads<RecordId, readonly Fulfillment[]>>
  payments(orders: readonly RecordId[]): Promise<Reads<RecordId, readonly Payment[]>>
  returns(orders: readonly RecordId[]): Promise<Reads<RecordId, readonly Return[]>>
  /**
   * Invoices, credit notes and receipts by the order's `recordId`, those that were cancelled apart. An absent key: the
   * source has issued none. A credit note that names a return and not the order is no document of the order.
   */
  invoices(orders: readonly RecordId[]): Promise<Reads<RecordId, readonly OrderDocument[]>>
  /** By the order's `recordId`. An absent key: the source records no address for it. */
  addresses(orders: readonly RecordId[]): Promise<Reads<RecordId, OrderAddresses>>
}
