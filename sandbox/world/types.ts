import type { WorldMarkdown, WorldPromotion } from './offer-types.ts'
import type { WorldLoyaltyAccount, WorldReward, WorldTier } from './programme-types.ts'
import type { WorldOrder, WorldReceipt } from './sale-types.ts'
import type { WorldProduct, WorldStore } from './shop-types.ts'
import type { WorldCase, WorldCustomer, WorldSegment } from './shopper-types.ts'

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
