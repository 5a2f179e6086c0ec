import type { Audience } from '../../adapters/ports/promotions.ts'
import { defineSubgraph } from '../define-subgraph.ts'
import { known } from '../graphql-error.ts'
import { moneyFields } from '../shared/prices/money.ts'
import { promotionById, runningFor, zoneOf } from '../shared/prices/running-promotions.ts'
import { recordOf } from '../source-status.ts'
import { priceOf } from './price.ts'
import { findPromotions } from './promotion-list.ts'
import { quote } from './quote.ts'
import type { Resolvers } from './resolvers.generated.ts'

function audienceOf({ members, tiers, segments }: Audience): readonly string[] | null {
  const named = [
    ...(members ? ['members'] : []),
    ...tiers.map((tier) => `tier:${tier}`),
    ...segments.map((segment) => `segment:${segment}`),
  ]
  return named.length > 0 ? named : null
}

const resolvers: Resolvers = {
  Query: {
    promotions: (_, args, context) => findPromotions(context, args),
    priceQuote: (_, { input }, context) => quote(context, input),
  },
  ProductVariant: {
    __resolveReference: ({ sku }) => ({ sku }),
    price: ({ sku }, wanted, context) => priceOf(context, sku, wanted),
  },
  VariantPrice: { promotions: ({ promotions }) => promotions() },
  TaxedMoney: {
    net: async ({ parts }) => (await parts()).net,
    tax: async ({ parts }) => (await parts()).tax,
  },
  Promotion: {
    __resolveReference: ({ id }, context) => promotionById(context, id),
    name: ({ found }) => found.value.name,
    kind: ({ found }) => found.value.benefit.kind,
    channels: ({ found }) => found.value.channels ?? [],
    stores: ({ found }, _, { services }) =>
      found.value.stores?.flatMap((code) => services.stores.byCode(code) ?? []) ?? null,
    needsCode: ({ found }) => found.value.codes.length > 0,
    codes: ({ found }) => found.value.codes,
    startsAt: ({ found }, _, context) => runningFor(context, found.value, null).startsAt,
    endsAt: ({ found }, _, context) => runningFor(context, found.value, null).endsAt,
    timeZone: ({ found }, _, context) => zoneOf(context, found.value),
    stackable: ({ found }) => found.value.stackable,
    minimum: ({ found }) => found.value.minimum && moneyFields(found.value.minimum),
    audience: ({ found }) => audienceOf(found.value.audience),
    geofence: ({ found: { value } }, _, { services }) => {
      const center = value.geofence && services.stores.byCode(value.geofence.store)?.geo
      return value.geofence && center ? { center, radiusMeters: value.geofence.radiusMeters } : null
    },
    source: ({ asked, found }) => recordOf(asked, found),
  },
  PriceQuote: {
    total: ({ total }) => known(total),
    discount: ({ discount }) => known(discount),
    promotions: ({ promotions }) => known(promotions),
    rejectedCodes: ({ rejectedCodes }) => known(rejectedCodes),
  },
  QuoteLine: {
    variant: ({ sku }) => ({ sku }),
    unitPrice: ({ unitPrice }) => known(unitPrice),
    lineTotal: ({ lineTotal }) => known(lineTotal),
    promotions: ({ promotions }) => known(promotions),
  },
}

/** Prices, promotions and quotes, each from its system of record. */
export const pricing = defineSubgraph('pricing', resolvers)
