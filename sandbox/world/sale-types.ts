import type { ChannelKind } from '../../adapters/channel.ts'

/** How far an order has come. */
export type WorldOrderStatus = 'OPEN' | 'PARTLY_SHIPPED' | 'SHIPPED' | 'INVOICED' | 'CANCELLED' | 'RETURNED'

/** An order placed away from the tills. It lives in the ERP under `salesOrder`. */
export interface WorldOrder {
  /** The shop's number: `W-100042` web, `A-100042` app, `T-100042` call centre; see `copyOfReceipt` for the others. */
  readonly number: string
  /** The ERP's sales order, 10 digits without leading zeros. */
  readonly salesOrder: string
  /** `STORE_POS` for the copy of a till receipt alone. */
  readonly channel: Extract<ChannelKind, 'WEB' | 'MOBILE_APP' | 'CALL_CENTER' | 'STORE_POS'>
  readonly customer: number
  /** Calendar day in Paris, YYYY-MM-DD. */
  readonly placedOn: string
  /** ISO UTC instant; the ERP knows the day alone. */
  readonly placedAt: string
  readonly status: WorldOrderStatus
  readonly lines: readonly WorldLine[]
  /** Gross shipping, cents. */
  readonly shipping: number
  readonly deliveries: readonly WorldDelivery[]
  readonly invoice: { readonly number: string; readonly on: string; readonly cleared: boolean } | null
  readonly returned: WorldReturn | null
  /**
   * Set when a till sale was copied into the ERP: the receipt's number in its canonical spelling. Then channel, day and
   * lines are the receipt's, and `number` is the receipt's with till and sequence padded: `0101-02-20260510-003619`.
   */
  readonly copyOfReceipt?: string
}

/** A line of an order or a receipt. */
export interface WorldLine {
  /** 10, 20, ...: the ERP's item number without padding; tills count 1, 2, .... */
  readonly line: number
  readonly sku: string
  readonly title: string
  /** Negative on a returning line. */
  readonly quantity: string
  /** Gross cents for one unit. */
  readonly unitPrice: number
  /** Gross cents, after discount; negative on a returning line. */
  readonly total: number
  /** The VAT within `total`, cents. */
  readonly tax: number
  readonly taxRate: string
  /** Gross cents taken off this line; 0 without. */
  readonly discount: number
  readonly rejected?: boolean
}

/** A parcel of an order, sent or waiting to be collected. */
export interface WorldDelivery {
  readonly number: string
  readonly shippedOn: string | null
  readonly from: string
  readonly tracking: string | null
  /** Set when it waits in the store to be collected: nothing to follow then. */
  readonly pickup?: true
  readonly lines: readonly { readonly line: number; readonly quantity: string }[]
}

/** The goods of an order that came back, and the money for them. */
export interface WorldReturn {
  readonly number: string
  readonly on: string
  readonly reason: string
  readonly lines: readonly { readonly line: number; readonly quantity: string }[]
  readonly refund: number
  readonly done: boolean
}

/** A till receipt. */
export interface WorldReceipt {
  /** `receiptNumber`: `0101-2-20260510-3619`. */
  readonly number: string
  /** Store code. */
  readonly store: string
  readonly till: string
  /** YYYY-MM-DD; a sale after midnight belongs to the day before. */
  readonly businessDay: string
  readonly sequence: number
  /** ISO UTC. The till writes store-local time without a zone. */
  readonly at: string
  readonly cashier: string
  /** What the document holds: only `sale` and `return` are receipts to show. */
  readonly kind: 'sale' | 'return' | 'voided' | 'training' | 'no-sale'
  /** Which POSLog the store's till writes. */
  readonly dialect: 'poslog6' | 'poslog2'
  /** How returned goods are written: a `<Return>` element or a `<Sale>` with negative quantity. */
  readonly returnStyle: 'return-element' | 'negative-sale'
  readonly customer: number | null
  /** Whether the document names the till customer, or the card alone. */
  readonly namesCustomer: boolean
  readonly card: string | null
  readonly lines: readonly WorldLine[]
  readonly tenders: readonly WorldTender[]
  /** Cents that cash rounding added or took off. */
  readonly rounding: number
  /** The receipt whose goods come back, when known. */
  readonly returnOf: string | null
  /** The file arrives late: it is written, but its day is long past (an imperfection). */
  readonly late: boolean
}

/** One way in which a receipt was paid. */
export interface WorldTender {
  readonly type: 'Cash' | 'CreditDebit' | 'GiftCard' | 'Voucher'
  /** Cents handed over; negative for money paid out. */
  readonly amount: number
  /** Cents given back. */
  readonly change: number
  readonly brand: string | null
  readonly last4: string | null
}
