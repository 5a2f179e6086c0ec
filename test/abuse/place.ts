import { createSealer, type Sealer } from '../../subgraphs/sealed-id.ts'
import type { Attacked } from './attacked.ts'
import type { Ways } from './positions.ts'

/** How every place of the schema is reached in the sandbox. A type or an input that is new fails the tests until it is named here. */
export function waysIn({
  whole: { samples, idKey },
  cart,
  store,
}: Pick<Attacked, 'whole' | 'cart' | 'store'>): Ways {
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
      ...changes(cart, samples.outOfStockNearby.sku),
      ...otherChanges(store, samples.outOfStockNearby.sku),
      ...pointsMoved(
        samples.omnichannelShopper.customerId,
        createSealer(idKey).seal('loyalty', ['crm', '0lM000000999999AAA']),
      ),
      ...profileChanges(),
      ...orderChanges(store, createSealer(idKey)),
      ...returnChanges(store, samples.outOfStockNearby.sku, createSealer(idKey)),
    },
  }
}

/** What stands beside what is tried in changes; no line has the id, and no guest's cart the token. */
function changes(cart: string, sku: string): Ways['beside'] {
  const line = `lin_${'0'.repeat(26)}`
  const onCart = [
    'LinesAdd',
    'LinesUpdate',
    'LinesRemove',
    'DiscountCodesUpdate',
    'FulfillmentSet',
    'HandOff',
  ]
  const all = [...onCart, 'Create', 'Merge', 'HandOffAccept', 'Checkout'].map(
    (name) => `Mutation.cart${name}`,
  )
  return {
    ...Object.fromEntries(all.map((name) => [`${name}(idempotencyKey:)`, 'a key that nobody guesses'])),
    ...Object.fromEntries(onCart.map((name) => [`Mutation.cart${name}(cartId:)`, cart])),
    'Mutation.cartCreate(input:).currencyCode': 'EUR',
    'Mutation.cartCreate(input:).lines.sku': sku,
    'Mutation.cartLinesAdd(lines:).sku': sku,
    'Mutation.cartLinesUpdate(lines:).id': line,
    'Mutation.cartLinesRemove(lineIds:)': line,
    'Mutation.cartDiscountCodesUpdate(codes:)': 'harmless',
    'Mutation.cartFulfillmentSet(groups:).lineIds': line,
    'Mutation.cartMerge(guestCartId:)': `crt_${'0'.repeat(26)}`,
    'Mutation.cartMerge(guestToken:)': 'ct_harmless',
    'Mutation.cartHandOffAccept(code:)': '00000-00000',
    ...Object.fromEntries(
      Object.entries({
        cartId: cart,
        'expectedTotal.amount': '1.00',
        'expectedTotal.currencyCode': 'EUR',
        'contact.email': 'harmless@example.org',
        'shippingAddress.streetLine1': 'harmless',
        'shippingAddress.postalCode': '75001',
        'shippingAddress.city': 'harmless',
        'shippingAddress.countryCode': 'FR',
        'billingAddress.streetLine1': 'harmless',
        'billingAddress.postalCode': '75001',
        'billingAddress.city': 'harmless',
        'billingAddress.countryCode': 'FR',
      }).map(([field, value]) => [`Mutation.cartCheckout(input:).${field}`, value]),
    ),
  }
}

/** The same of points: a shopper who is a member, and an account that is none, so that every try asks the same. */
function pointsMoved(customerId: string, account: string): Ways['beside'] {
  const all = ['Enroll', 'Redeem', 'RedemptionCancel', 'Adjust'].map((name) => `Mutation.loyalty${name}`)
  return {
    ...Object.fromEntries(all.map((name) => [`${name}(idempotencyKey:)`, 'a key that nobody guesses'])),
    'Mutation.loyaltyEnroll(customerId:)': customerId,
    'Mutation.loyaltyRedeem(input:).accountId': account,
    'Mutation.loyaltyRedemptionCancel(id:)': `rdm_${'0'.repeat(26)}`,
    'Mutation.loyaltyAdjust(accountId:)': account,
    'Mutation.loyaltyAdjust(reason:)': 'harmless',
  }
}

/** The same of shoppers' records: of nobody, so that nobody is called what is tried. */
function profileChanges(): Ways['beside'] {
  const nobody = `cus_${'0'.repeat(26)}`
  const all = ['customerUpdate', 'consentSet'].map((name) => `Mutation.${name}`)
  return {
    ...Object.fromEntries(all.map((name) => [`${name}(idempotencyKey:)`, 'a key that nobody guesses'])),
    'Mutation.customerUpdate(input:).id': nobody,
    'Mutation.consentSet(input:).customerId': nobody,
  }
}

/** The same of what is done about orders: of one that nobody has. */
function orderChanges(store: string, sealer: Sealer): Ways['beside'] {
  const order = sealer.seal('order', ['WEB', 'none'])
  const inStores = ['pickupMarkReady', 'pickupHandOver', 'pickupMarkNoShow', 'fulfillmentReroute'].map(
    (name) => `Mutation.${name}`,
  )
  return {
    ...Object.fromEntries(
      [...inStores, 'Mutation.orderCancel'].map((name) => [
        `${name}(idempotencyKey:)`,
        'a key that nobody guesses',
      ]),
    ),
    ...Object.fromEntries(inStores.map((name) => [`${name}(orderId:)`, order])),
    ...Object.fromEntries(
      inStores.map((name) => [`${name}(fulfillmentId:)`, sealer.seal('fulfilment', [order, '1'])]),
    ),
    'Mutation.fulfillmentReroute(toLocationId:)': store,
    'Mutation.orderCancel(input:).orderId': order,
    'Mutation.orderCancel(input:).reason': 'harmless',
  }
}

/** The same of goods that come back: of an order that nobody has. */
function returnChanges(store: string, sku: string, sealer: Sealer): Ways['beside'] {
  const order = sealer.seal('order', ['WEB', 'none'])
  const keyed = ['returnCreate', 'returnReceive', 'exchangeCreate']
  const of = (name: string, fields: Readonly<Record<string, unknown>>) =>
    Object.entries(fields).map(([field, value]) => [`Mutation.${name}(input:).${field}`, value])
  const line = { 'lines.orderLineId': '10', 'lines.quantity': '1', 'lines.reason': 'OTHER' }
  return Object.fromEntries([
    ...keyed.map((name) => [`Mutation.${name}(idempotencyKey:)`, 'a key that nobody guesses']),
    ...['returnQuote', ...keyed].flatMap((name) => of(name, { ...line, orderId: order })),
    ...of('returnReceive', { storeId: store }),
    ...of('exchangeCreate', { 'lines.newSku': sku }),
  ])
}

/** The same of what is put aside, and of what waits for its system. */
function otherChanges(store: string, sku: string): Ways['beside'] {
  const entry = ['Mutation.outboxRetry', 'Mutation.outboxDiscard']
  const held = ['Mutation.stockReservationExtend', 'Mutation.stockReservationRelease']
  return {
    ...Object.fromEntries(
      [...entry, ...held, 'Mutation.stockReserve'].map((name) => [
        `${name}(idempotencyKey:)`,
        'a key that nobody guesses',
      ]),
    ),
    ...Object.fromEntries([...entry, ...held].map((name) => [`${name}(id:)`, 'none'])),
    'Mutation.outboxDiscard(reason:)': 'harmless',
    'Mutation.stockReserve(input:).lines.sku': sku,
    'Mutation.stockReserve(input:).locationId': store,
  }
}
