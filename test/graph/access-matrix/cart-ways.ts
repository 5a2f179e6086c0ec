import { randomUUID } from 'node:crypto'
import type { World } from '../../../sandbox/world/types.ts'
import type { Keys } from './two-people.ts'
import type { Seen, Way } from './way.ts'

/** How carts are asked for and changed. `world` gives an article. */
export function cartWays(world: World): Readonly<Record<string, Way>> {
  const sku = world.products[0]?.variants[0]?.sku ?? ''
  const byId = ({ cart }: Keys) => ({ v: cart.id })
  const isTheirs: Pick<Way, 'see' | 'is'> = { see: ({ id }) => id, is: ({ cart }) => cart.id }
  const changed = (name: string, more: string): Way => ({
    query: `mutation ($v: ID!, $key: String!) { ${name}(cartId: $v, ${more} idempotencyKey: $key) { cart { id } } }`,
    variables: ({ cart }) => ({ v: cart.id, key: randomUUID() }),
    path: `${name}.cart`,
    ...isTheirs,
  })
  const checkOut = (answer: string) =>
    `mutation ($v: ID!, $key: String!) { cartCheckout(
      input: { cartId: $v, expectedVersion: 0, expectedTotal: { amount: "0", currencyCode: "EUR" } }, idempotencyKey: $key
    ) { ${answer} } }`
  const NO_LINE = `lin_${'0'.repeat(26)}`
  return {
    'Query.cart': {
      query: 'query ($v: ID!) { cart(id: $v) { id } }',
      variables: byId,
      path: 'cart',
      ...isTheirs,
    },
    'Query.cart by token': {
      query: 'query ($v: ID!) { cart(id: $v) { id } }',
      variables: ({ guestCart }) => ({ v: guestCart }),
      path: 'cart',
      see: ({ id }) => id,
      is: ({ guestCart }) => guestCart,
    },
    'Query.myCart': { query: '{ myCart { id } }', path: 'myCart', ...isTheirs },
    'Customer.cart': {
      query: 'query ($v: ID!) { customer(id: $v) { cart { id } } }',
      variables: ({ id }) => ({ v: id }),
      path: 'customer.cart',
      ...isTheirs,
    },
    'Cart.customer': {
      query: 'query ($v: ID!) { cart(id: $v) { customer { email } } }',
      variables: byId,
      path: 'cart.customer',
      // Who is on a cart, the CRM says.
      reads: ['crm query'],
      see: ({ email }) => email,
      is: ({ email }) => email,
    },
    'CartTouch.associateId': {
      query: 'query ($v: ID!) { cart(id: $v) { touchedBy { channel { kind } associateId } } }',
      variables: byId,
      path: 'cart.touchedBy.*.associateId',
      see: (all) => all[0],
      is: () => 'staff/associate-PAR01',
    },
    'Mutation.cartCreate': {
      query: `mutation ($v: ID!, $key: String!) { cartCreate(input: { channel: WEB, currencyCode: "EUR", customerId: $v }, idempotencyKey: $key) { cart { id } } }`,
      variables: ({ id }) => ({ v: id, key: randomUUID() }),
      path: 'cartCreate.cart',
      ...isTheirs,
    },
    'Mutation.cartLinesAdd': changed('cartLinesAdd', `lines: [{ sku: "${sku}" }],`),
    'Mutation.cartLinesUpdate': {
      query: `mutation ($v: ID!, $line: ID!, $key: String!) { cartLinesUpdate(cartId: $v, lines: [{ id: $line, quantity: 1 }], idempotencyKey: $key) { cart { id } } }`,
      variables: ({ cart: { id, line } }) => ({ v: id, line, key: randomUUID() }),
      path: 'cartLinesUpdate.cart',
      ...isTheirs,
    },
    // Of a line there is not, so that there is a cart for the next who asks.
    'Mutation.cartLinesRemove': changed('cartLinesRemove', `lineIds: ["${NO_LINE}"],`),
    'Mutation.cartDiscountCodesUpdate': changed('cartDiscountCodesUpdate', 'codes: [],'),
    'Mutation.cartFulfillmentSet': changed('cartFulfillmentSet', 'groups: [],'),
    'Mutation.cartHandOff': changed('cartHandOff', 'toChannel: WEB,'),
    'Mutation.cartHandOffAccept': {
      query: `mutation { cartHandOffAccept(code: "00000-00000", idempotencyKey: "${randomUUID()}") { cart { id } } }`,
      path: 'cartHandOffAccept.cart',
      ...isTheirs,
    },
    // At a version there never was, so that there is a cart for the next who asks.
    'Mutation.cartCheckout': {
      query: checkOut('cart { id }'),
      variables: ({ cart }) => ({ v: cart.id, key: randomUUID() }),
      path: 'cartCheckout.cart',
      ...isTheirs,
    },
    'CartCheckoutPayload.order': {
      query: checkOut('userErrors { code } order { id }'),
      variables: ({ cart }) => ({ v: cart.id, key: randomUUID() }),
      path: 'cartCheckout.order',
      is: () => null,
    },
    'Mutation.cartMerge': {
      query: `mutation ($v: ID!, $key: String!) { cartMerge(guestCartId: $v, guestToken: "ct_", idempotencyKey: $key) { cart { id } } }`,
      variables: ({ guestCart }) => ({ v: guestCart, key: randomUUID() }),
      path: 'cartMerge',
      see: ({ cart }: Seen) => cart,
      is: () => null,
    },
  }
}
