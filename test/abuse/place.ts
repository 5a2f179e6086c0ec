import type { Whole } from '../graph/whole.ts'
import type { Ways } from './positions.ts'

/** How every place of the schema is reached in the sandbox. A type or an input that is new fails the tests until it is named here. */
export function waysIn({ samples }: Whole): Ways {
  const shopper = `customer(id: "${samples.omnichannelShopper.customerId}") {`
  const variant = `variant(sku: "${samples.outOfStockNearby.sku}") {`
  return {
    to: {
      Customer: shopper,
      LoyaltyAccount: `${shopper} loyalty {`,
      Order: `${shopper} orders(first: 1) { edges { node {`,
      Conversation: `${shopper} conversations(first: 1) { edges { node {`,
      ProductVariant: variant,
      Product: `${variant} product {`,
      Category: `${variant} product { categories {`,
    },
    beside: {
      'Query.availability(items:).sku': samples.outOfStockNearby.sku,
      'Query.priceQuote(input:).lines.sku': samples.outOfStockNearby.sku,
      'Query.search(input:).filters.key': 'color',
      'Query.search(input:).filters.values': 'harmless',
      'Customer.orders(where:).placed.timeZone': 'Europe/Paris',
    },
  }
}
