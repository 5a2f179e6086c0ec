/**
 * Indexes of the products and customers with a part to play; everything with an index from these on up is drawn. All
 * of them exist in the smallest world.
 */
export const PRODUCT = {
  /** Zero in the stores around Paris, in stock in Lyon. */
  outOfStockNearby: 1,
  /** The tills charge five euros more than the ERP's list price. */
  priceDrift: 2,
  /** The ERP counts less than nothing in Lyon, where the tills sold it. */
  negativeStock: 3,
  /** The PIM has none of its variants. */
  missingInPim: 7,
  /** The PIM has no English for it. */
  untranslated: 9,
} as const

export const CUSTOMER = {
  /** Buys in every channel. */
  omnichannel: 0,
  /** Known by a card at the tills and by nothing else. */
  tillOnly: 1,
  /** Known twice: the second has the first one's e-mail and a contact of its own. */
  pair: [2, 3],
  /** The ERP believes another phone and another city. */
  disagrees: 4,
} as const

/** Where and how long ago a whole day's till file was lost and came late. */
export const LATE_FILE = { store: 'MAR01', daysAgo: 21 } as const

/** The store of `PRODUCT.negativeStock`. */
export const NEGATIVE_STOCK_STORE = 'LYO01'

/** The stores with none of `PRODUCT.outOfStockNearby`, one that has it, and the point the former are nearest to (Paris, Châtelet). */
export const OUT_OF_STOCK = {
  stores: ['PAR01', 'PAR02', 'PAR03', 'BOU01', 'LIL01'],
  instead: 'LYO01',
  near: { latitude: 48.8584, longitude: 2.3474 },
} as const

/** Styles whose markdowns are the same in every world; others before `MARKDOWNS_DRAWN_FROM` have none. */
export const MARKDOWN = {
  /** Reduced now, and by less shortly before. */
  twice: 15,
  /** Reduced now, and for a hundred days. */
  long: 16,
  /** Reduced until ten days ago. */
  over: 25,
  /** Reduced in five days. */
  soon: 26,
} as const

/** From this style on, markdowns are drawn. */
export const MARKDOWNS_DRAWN_FROM = 40

/** Styles of promotions that are not for everything. */
export const PROMOTED = { secondHalf: [5, 6], members: [8] } as const
