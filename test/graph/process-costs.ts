/** Calls to the ERP, the CRM and the PIM. */
export type Cost = readonly [erp: number, crm: number, pim: number]

/**
 * What each example operation costs the systems: cold in one process, cold in many, and warm, which is the same in both. They are
 * asked in the order of the list, cold (caches begin empty and fill as it goes on) and then all again. Cold, a subgraph's process
 * reads for itself what another has in its memory, and logs in to the CRM and the PIM for itself, once; the process that
 * filled the ledger already has.
 */
export const costs: Readonly<Record<string, readonly [one: Cost, many: Cost, warm: Cost]>> = {
  'customer-360': [
    [11, 5, 4],
    [14, 7, 22],
    [0, 0, 0],
  ],
  availability: [
    [1, 0, 0],
    [1, 0, 0],
    [0, 0, 0],
  ],
  category: [
    [0, 0, 2],
    [0, 0, 2],
    [0, 0, 0],
  ],
  conversations: [
    [0, 3, 0],
    [0, 3, 0],
    [0, 0, 0],
  ],
  'find-customer': [
    [3, 3, 0],
    [3, 3, 0],
    [3, 3, 0],
  ],
  health: [
    [0, 0, 0],
    [0, 0, 0],
    [0, 0, 0],
  ],
  loyalty: [
    [1, 5, 0],
    [2, 5, 0],
    [0, 0, 0],
  ],
  me: [
    [1, 0, 0],
    [1, 0, 0],
    [0, 0, 0],
  ],
  'my-sizes': [
    [0, 0, 0],
    [0, 0, 0],
    [0, 0, 0],
  ],
  'order-detail': [
    [6, 0, 0],
    [8, 0, 8],
    [0, 0, 0],
  ],
  'order-history': [
    [3, 0, 0],
    [5, 0, 0],
    [0, 0, 0],
  ],
  'order-lookup': [
    [1, 0, 0],
    [1, 0, 0],
    [0, 0, 0],
  ],
  'price-quote': [
    [2, 2, 0],
    [2, 3, 0],
    [0, 0, 0],
  ],
  'product-page': [
    [2, 0, 4],
    [2, 0, 4],
    [0, 0, 0],
  ],
  'promotions-nearby': [
    [0, 0, 0],
    [0, 0, 0],
    [0, 0, 0],
  ],
  'purchase-summary': [
    [1, 0, 0],
    [3, 0, 0],
    [0, 0, 0],
  ],
  search: [
    [0, 0, 1],
    [0, 0, 1],
    [0, 0, 0],
  ],
  'store-finder': [
    [0, 0, 0],
    [0, 0, 0],
    [0, 0, 0],
  ],
}
