import type { Address, GeoPoint } from '../../adapters/address.ts'
import type { ChannelKind } from '../../adapters/channel.ts'

/**
 * One coherent retailer ("Maison Couture", French, EUR, Europe/Paris) as it really is; the sandbox servers are views of
 * it in their vendors' formats. Deterministic from seed, size and now; ids of customers, SKUs, stores and web orders do not
 * depend on now. Money is integer cents, gross (TTC) unless said; quantities are decimal text.
 */
export interface World {
  readonly seed: number
  /** How many customers; products, orders and receipts scale with it (default 2000). */
  readonly size: number
  /** The world's present; nothing in it is younger. */
  readonly now: Date
  readonly stores: readonly WorldStore[]
  readonly warehouse: WorldStore
  readonly products: readonly WorldProduct[]
  readonly customers: readonly WorldCustomer[]
  /** Web, app and call-centre orders (they live in the ERP), oldest first. */
  readonly orders: readonly WorldOrder[]
  /** Till receipts, oldest first, anonymous ones too. */
  readonly receipts: readonly WorldReceipt[]
  /** Points movements, oldest first per account. */
  readonly loyalty: readonly WorldLoyaltyAccount[]
  /** The tiers of the loyalty programme, lowest first. */
  readonly tiers: readonly WorldTier[]
  /** What points may be spent on. */
  readonly rewards: readonly WorldReward[]
  readonly cases: readonly WorldCase[]
  /** Times in which an article is sold below its list price; the ERP's facts. */
  readonly markdowns: readonly WorldMarkdown[]
  /** What the retailer's campaigns promise, running or not; the CRM's facts. */
  readonly promotions: readonly WorldPromotion[]
  /** Groups of shoppers that campaigns speak to; the CRM's facts. */
  readonly segments: readonly WorldSegment[]
  /** What is wrong on purpose, so that tests can assert that the graph finds it. */
  readonly imperfections: readonly Imperfection[]
}

export interface WorldStore {
  /** The retailer's code: `PAR01`. */
  readonly code: string
  readonly name: string
  /** The ERP's plant: 4 characters, `1010`. */
  readonly plant: string
  /** The till system's store id: 4 digits with leading zero, `0101`; empty for the warehouse. */
  readonly tillStore: string
  readonly address: Address
  readonly geo: GeoPoint
  /** IANA. */
  readonly timeZone: string
  readonly phone: string
}

/** A style with its variants. */
export interface WorldProduct {
  /** The PIM's product model code: `slim-jean-1004`. Also the handle. */
  readonly code: string
  readonly family: string
  /** PIM category codes, most specific last. */
  readonly categories: readonly string[]
  readonly brand: string
  /** By Akeneo locale (`fr_FR`, `en_US`); a locale may be missing. */
  readonly title: Readonly<Record<string, string>>
  /** By Akeneo channel (`ecommerce`, `mobile`, `associate`) and locale; entries may be missing. */
  readonly description: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly material: string
  /** VAT in percent: "20" or "5.5". */
  readonly taxRate: string
  /** Sold by weight in KGM (a quantity like "0.420"), not by piece. */
  readonly weighed: boolean
  readonly image: string
  readonly createdDaysAgo: number
  readonly variants: readonly WorldVariant[]
}

export interface WorldVariant {
  /** 8 digits, never a leading zero: `10040132`. The ERP holds it as an 18-digit material with leading zeros. */
  readonly sku: string
  /** GTIN-13 with a right check digit. */
  readonly gtin: string
  readonly uuid: string
  readonly color: string
  readonly size: string
  /** The ERP's list price, gross cents for one unit. */
  readonly price: number
  /** What the tills really charge; differs from `price` for drifting SKUs. */
  readonly tillPrice: number
  /** The ERP states its price per this many units (condition quantity): usually 1. */
  readonly pricePer: number
  /** False: the PIM does not have it (an imperfection). */
  readonly inPim: boolean
  /** Unrestricted stock by store or warehouse code, decimal text; a code that is missing is not stocked there. */
  readonly stock: Readonly<Record<string, string>>
}

export interface WorldCustomer {
  /** Index in the world, 0 is the omnichannel shopper. */
  readonly index: number
  readonly givenName: string
  readonly familyName: string
  readonly email: string | null
  readonly phone: string | null
  /** YYYY-MM-DD. */
  readonly birthDate: string | null
  /** `fr_FR`, `en_GB`. */
  readonly locale: string
  readonly address: Address | null
  /** Salesforce Contact id, 18 characters; null: the CRM does not know them. */
  readonly contactId: string | null
  /** ERP business partner, 10 digits without leading zeros: `17100001`; null: never ordered by web or phone. */
  readonly businessPartner: string | null
  /** The ERP's customer number of that partner where it differs (WIRE: they may), else the same. */
  readonly erpCustomer: string | null
  /** The till system's customer id; null: the tills know the card at most. */
  readonly tillCustomer: string | null
  /** 13 digits, Luhn; null without a card. */
  readonly card: string | null
  /** Web account number. */
  readonly webAccount: string | null
  readonly preferredStore: string | null
  /** When the CRM contact was made; ISO. */
  readonly createdAt: string
  /** Index of the customer this one is a copy of (same e-mail, another contact), else null. */
  readonly duplicateOf: number | null
  /** What the ERP believes instead, where it differs from the CRM. */
  readonly erpDiffers: { readonly phone?: string; readonly city?: string } | null
}

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

export interface WorldDelivery {
  readonly number: string
  readonly shippedOn: string | null
  readonly from: string
  readonly tracking: string | null
  /** Set when it waits in the store to be collected: nothing to follow then. */
  readonly pickup?: true
  readonly lines: readonly { readonly line: number; readonly quantity: string }[]
}

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

export interface WorldTender {
  readonly type: 'Cash' | 'CreditDebit' | 'GiftCard' | 'Voucher'
  /** Cents handed over; negative for money paid out. */
  readonly amount: number
  /** Cents given back. */
  readonly change: number
  readonly brand: string | null
  readonly last4: string | null
}

export interface WorldLoyaltyAccount {
  /** Salesforce LoyaltyProgramMember id. */
  readonly memberId: string
  readonly card: string
  readonly customer: number
  /** False: the member has no ContactId (a card nobody registered). */
  readonly registered: boolean
  readonly tier: 'Bronze' | 'Argent' | 'Or'
  readonly enrolledOn: string
  readonly balance: number
  readonly pending: number
  /** All that was ever earned: what the tier goes by. */
  readonly earned: number
  /** Usable points by the day they expire on, earliest first; the points spent of them are taken off the earliest. */
  readonly lots: readonly WorldLot[]
  readonly movements: readonly WorldPoints[]
}

export interface WorldPoints {
  /** Salesforce TransactionJournal id. */
  readonly id: string
  readonly at: string
  readonly kind: 'EARN' | 'REDEEM' | 'EXPIRE' | 'ADJUST'
  readonly points: number
  readonly channel: ChannelKind
  /** Order or receipt number. */
  readonly order: string | null
  readonly reason: string | null
  /** YYYY-MM-DD: the last day of the month two years after earning; null for what does not expire. */
  readonly expiresOn: string | null
  /** Of all points, pending ones too, after this movement. */
  readonly balanceAfter: number
  /** The movement this one takes back; null where it takes back none. */
  readonly reverses: string | null
}

/** Points that expire on one day. */
export interface WorldLot {
  readonly on: string
  readonly points: number
  /** How many of them are spent. */
  readonly spent: number
}

export interface WorldTier {
  readonly name: WorldLoyaltyAccount['tier']
  /** Points earned from which one is in it. */
  readonly from: number
  readonly benefits: readonly string[]
}

export interface WorldReward {
  readonly id: string
  readonly name: string
  /** Points. */
  readonly cost: number
  /** Salesforce's words for vouchers. */
  readonly type: 'FixedValue' | 'DiscountPercentage' | 'ProductOrService'
  /** Cents. */
  readonly faceValue?: number
  readonly percent?: number
  /** Where it may be used; empty for everywhere. */
  readonly channels: readonly ChannelKind[]
  readonly minimumTier: WorldLoyaltyAccount['tier'] | null
  /** First and last day; YYYY-MM-DD. */
  readonly from: string
  readonly until: string | null
  /** False: withdrawn. */
  readonly active: boolean
}

export interface WorldCase {
  readonly id: string
  readonly number: string
  readonly customer: number
  readonly subject: string
  readonly status: 'New' | 'Working' | 'Closed'
  readonly origin: 'Web' | 'Phone' | 'Email' | 'Chat'
  readonly createdAt: string
  readonly comments: readonly {
    readonly id: string
    readonly at: string
    readonly text: string
    readonly byAgent: boolean
  }[]
}

/**
 * Something wrong on purpose. `subject` names the thing by its world key: SKU (PRICE_DRIFT, PRODUCT_MISSING_IN_PIM,
 * STOCK_DISAGREES), product code (MISSING_TRANSLATION), card, receipt number, or customer index.
 */
export interface Imperfection {
  readonly kind:
    | 'PRICE_DRIFT'
    | 'DUPLICATE_CUSTOMER'
    | 'CARD_WITHOUT_EMAIL'
    | 'LATE_TILL_FILE'
    | 'PRODUCT_MISSING_IN_PIM'
    | 'STOCK_DISAGREES'
    | 'ORDER_IN_TWO_SYSTEMS'
    | 'PROFILE_DISAGREES'
    | 'MISSING_TRANSLATION'
  readonly subject: string
  readonly detail: string
}

/** A lower price for some days, Paris, both included. Of one article they never overlap. */
export interface WorldMarkdown {
  readonly sku: string
  readonly from: string
  readonly until: string
  /** Gross cents for one unit, below the list price. */
  readonly price: number
}

/** What a promotion gives. */
type WorldBenefit =
  | { readonly kind: 'PERCENT'; readonly percent: string }
  | { readonly kind: 'AMOUNT'; readonly cents: number }
  | { readonly kind: 'BUY_X_GET_Y'; readonly buy: number; readonly get: number; readonly percent: string }
  | { readonly kind: 'FREE_SHIPPING' }
  | { readonly kind: 'POINTS_MULTIPLIER'; readonly factor: string }

export interface WorldPromotion {
  /** For tests to name it by; no system knows it. */
  readonly label: string
  readonly name: string
  readonly benefit: WorldBenefit
  /** Local days, both included; times `18:00` where the promotion begins or ends within the day. */
  readonly from: string
  readonly fromTime: string | null
  readonly until: string | null
  readonly untilTime: string | null
  readonly channels: readonly ChannelKind[]
  /** Store codes; null: in every store. */
  readonly stores: readonly string[] | null
  /** SKUs; null: everything. */
  readonly items: readonly string[] | null
  readonly code: string | null
  readonly audience:
    | { readonly is: 'everybody' }
    | { readonly is: 'members' }
    | { readonly is: 'tier'; readonly tier: WorldLoyaltyAccount['tier'] }
    | { readonly is: 'segment'; readonly segment: string }
  readonly stackable: boolean
  /** Gross cents. */
  readonly minimum: number | null
  readonly geofence: { readonly store: string; readonly radiusMeters: number } | null
  /** False: withdrawn. */
  readonly active: boolean
}

export interface WorldSegment {
  readonly name: string
  /** Indexes of customers with a CRM contact. */
  readonly customers: readonly number[]
}
