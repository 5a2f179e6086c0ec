import { defineSubgraph } from '../define-subgraph.ts'
import { priceOf } from './price.ts'
import type { Resolvers } from './resolvers.generated.ts'

const resolvers: Resolvers = {
  ProductVariant: {
    __resolveReference: ({ sku }) => ({ sku }),
    price: ({ sku }, wanted, context) => priceOf(context, sku, wanted),
  },
}

/** Prices, from the system of record. */
export const pricing = defineSubgraph('pricing', resolvers)
