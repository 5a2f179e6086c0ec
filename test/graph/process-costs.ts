import type { Shopper } from './three-shoppers.ts'

/** Calls to the ERP, the CRM and the PIM. */
export type Cost = readonly [erp: number, crm: number, pim: number]
/** In one process, and in many. */
type Costs = readonly [one: Cost, many: Cost]

/** What an example operation costs the systems. */
interface Row {
  /** Its variables for a shopper; null: it concerns none. `me` is asked as `customer(id:)`, because a process has one viewer. */
  readonly of: ((shopper: Shopper) => Readonly<Record<string, unknown>>) | null
  /**
   * With the variables beside it, in processes that have just begun and were asked the operations above it. Each process logs in
   * for itself, once; so does each that reads the PIM's structure, and each that asks the ERP for the number of a partner.
   */
  readonly first: Costs
  /**
   * With empty caches, in processes that know their way: for a shopper of one order, and for one of a thousand. A subgraph's
   * process reads for itself what another has in its memory. A change was done before: it is sent again under its key.
   */
  readonly cold: Costs
  /** Where the thousand orders cost more: why is said beside it. */
  readonly thousand?: Costs
  /** Asked again, in one process or many, whoever it concerns. */
  readonly warm: Cost
}

const NEAR = { latitude: 48.8584, longitude: 2.3474 }
const NOTHING: Cost = [0, 0, 0]

/** What each example operation costs the systems. */
export const costs: Readonly<Record<string, Row>> = {
  'customer-360': {
    of: ({ id }) => ({ id, near: NEAR }),
    first: [
      [11, 5, 4],
      [14, 7, 22],
    ],
    cold: [
      [9, 5, 3],
      [10, 5, 5],
    ],
    // Twenty orders hold more than a page of the ERP's price records, fifty more than a page of the PIM's things; neither grows further.
    thousand: [
      [10, 5, 4],
      [11, 5, 6],
    ],
    warm: NOTHING,
  },
  availability: {
    of: null,
    first: [
      [1, 0, 0],
      [1, 0, 0],
    ],
    cold: [
      [2, 0, 0],
      [2, 0, 0],
    ],
    warm: NOTHING,
  },
  'begin-cart': {
    of: null,
    first: [
      [1, 2, 0],
      [1, 4, 0],
    ],
    cold: [
      [1, 3, 0],
      [1, 3, 0],
    ],
    warm: NOTHING,
  },
  category: {
    of: null,
    first: [
      [0, 0, 2],
      [0, 0, 2],
    ],
    cold: [
      [0, 0, 3],
      [0, 0, 3],
    ],
    warm: NOTHING,
  },
  conversations: {
    of: ({ id }) => ({ id }),
    // The thread has been read for the page above.
    first: [
      [0, 1, 0],
      [0, 1, 0],
    ],
    cold: [
      [0, 3, 0],
      [0, 3, 0],
    ],
    warm: NOTHING,
  },
  'find-customer': {
    of: ({ card, email }) => ({ card, email }),
    first: [
      [3, 3, 0],
      [3, 3, 0],
    ],
    cold: [
      [4, 4, 0],
      [4, 4, 0],
    ],
    warm: [3, 3, 0],
  },
  health: {
    of: null,
    first: [NOTHING, NOTHING],
    cold: [NOTHING, NOTHING],
    warm: NOTHING,
  },
  loyalty: {
    of: ({ card }) => ({ card }),
    // In one process the cart has asked for the account by its card.
    first: [
      [1, 4, 0],
      [2, 5, 0],
    ],
    cold: [
      [1, 5, 0],
      [1, 5, 0],
    ],
    warm: NOTHING,
  },
  me: {
    of: ({ id }) => ({ id }),
    first: [
      [1, 0, 0],
      [1, 0, 0],
    ],
    cold: [
      [3, 2, 0],
      [3, 2, 0],
    ],
    warm: NOTHING,
  },
  'my-cart': {
    of: null,
    // It was priced when it was begun.
    first: [
      [2, 0, 1],
      [2, 0, 2],
    ],
    cold: [
      [2, 4, 2],
      [2, 5, 2],
    ],
    warm: NOTHING,
  },
  'my-sizes': {
    of: ({ id }) => ({ id }),
    first: [NOTHING, NOTHING],
    cold: [
      [3, 0, 2],
      [3, 0, 2],
    ],
    // A favourite store, which nobody has without a receipt, and more than a page of the PIM's things.
    thousand: [
      [4, 0, 3],
      [4, 0, 3],
    ],
    warm: NOTHING,
  },
  'order-actions': {
    of: ({ order: { id } }) => ({ id }),
    first: [
      [4, 0, 0],
      [6, 0, 0],
    ],
    cold: [
      [9, 0, 0],
      [9, 0, 0],
    ],
    warm: NOTHING,
  },
  'order-detail': {
    of: ({ order: { id } }) => ({ id }),
    first: [
      [6, 0, 0],
      [8, 0, 8],
    ],
    cold: [
      [10, 0, 1],
      [10, 0, 1],
    ],
    warm: NOTHING,
  },
  'order-history': {
    of: ({ id }) => ({ id, first: 10 }),
    first: [
      [3, 0, 0],
      [5, 0, 0],
    ],
    cold: [
      [7, 0, 0],
      [7, 0, 0],
    ],
    warm: NOTHING,
  },
  'order-lookup': {
    of: ({ order: { number } }) => ({ number }),
    first: [
      [1, 0, 0],
      [1, 0, 0],
    ],
    cold: [
      [1, 0, 0],
      [1, 0, 0],
    ],
    warm: NOTHING,
  },
  'price-quote': {
    of: null,
    // In one process the cart has asked what runs.
    first: [
      [2, 1, 0],
      [2, 3, 0],
    ],
    cold: [
      [2, 2, 0],
      [2, 2, 0],
    ],
    warm: NOTHING,
  },
  'product-page': {
    of: null,
    first: [
      [2, 0, 4],
      [2, 0, 4],
    ],
    cold: [
      [2, 0, 6],
      [2, 0, 6],
    ],
    warm: NOTHING,
  },
  'promotions-nearby': {
    of: null,
    first: [NOTHING, NOTHING],
    cold: [
      [0, 1, 0],
      [0, 1, 0],
    ],
    warm: NOTHING,
  },
  'purchase-summary': {
    of: ({ id }) => ({ id, first: 5 }),
    first: [
      [1, 0, 0],
      [3, 0, 0],
    ],
    cold: [
      [3, 0, 0],
      [3, 0, 0],
    ],
    // A sum over all: seven pages of a hundred for six hundred orders, since each repeats the last record of the one before.
    thousand: [
      [9, 0, 0],
      [9, 0, 0],
    ],
    warm: NOTHING,
  },
  'return-quote': {
    of: null,
    // The order has been read for what may be done about it.
    first: [NOTHING, NOTHING],
    cold: [
      [7, 0, 0],
      [7, 0, 0],
    ],
    warm: NOTHING,
  },
  search: {
    of: null,
    first: [
      [0, 0, 1],
      [0, 0, 1],
    ],
    cold: [
      [0, 0, 2],
      [0, 0, 2],
    ],
    warm: NOTHING,
  },
  'store-finder': {
    of: null,
    first: [NOTHING, NOTHING],
    cold: [
      [2, 0, 1],
      [2, 0, 1],
    ],
    warm: NOTHING,
  },
}
