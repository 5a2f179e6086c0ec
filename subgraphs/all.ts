import { cart } from './cart/index.ts'
import { catalog } from './catalog/index.ts'
import { customers } from './customers/index.ts'
import type { Subgraph } from './define-subgraph.ts'
import { engagement } from './engagement/index.ts'
import { inventory } from './inventory/index.ts'
import { loyalty } from './loyalty/index.ts'
import { orders } from './orders/index.ts'
import { platform } from './platform/index.ts'
import { pricing } from './pricing/index.ts'

/** Every domain of the graph. */
export const subgraphs: readonly Subgraph[] = [
  cart,
  catalog,
  customers,
  engagement,
  inventory,
  loyalty,
  orders,
  platform,
  pricing,
]
