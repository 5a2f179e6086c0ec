import type { CustomerId } from '../../adapters/ids.ts'
import { instant } from '../../adapters/time.ts'
import { channelOf } from '../channel.ts'
import { defineSubgraph } from '../define-subgraph.ts'
import { ownCustomer } from '../shared/access/owners.ts'
import { ownOrderById } from '../shared/orders/order-owner.ts'
import { moneyFields } from '../shared/prices/money.ts'
import { acceptHandOff } from './accept.ts'
import { cartById, cartOfShopper, myCart, payloadCart } from './ask.ts'
import { isActive } from './cart.ts'
import { checkOut } from './checkout.ts'
import { updateCodes } from './codes.ts'
import { createCart } from './create.ts'
import {
  costFields,
  lineTotalOf,
  priceChangeOf,
  rejectionOf,
  sourceOf,
  taxOf,
  unitPriceOf,
} from './fields.ts'
import { setFulfilment } from './fulfilment.ts'
import { handOff } from './hand-off.ts'
import { addLines, removeLines, updateLines } from './lines.ts'
import { mergeCarts } from './merge.ts'
import { problemsOf } from './problems.ts'
import type { Resolvers } from './resolvers.generated.ts'
import { costOf, standingOf } from './stocked.ts'

const resolvers: Resolvers = {
  Query: {
    cart: (_, { id }, context, { path }) => cartById(context, id, path),
    myCart: (_, { channel }, context) => myCart(context, channel ?? null),
  },
  Mutation: {
    cartCreate: (_, args, context) => createCart(context, args),
    cartLinesAdd: (_, args, context) => addLines(context, args),
    cartLinesUpdate: (_, args, context) => updateLines(context, args),
    cartLinesRemove: (_, args, context) => removeLines(context, args),
    cartDiscountCodesUpdate: (_, args, context) => updateCodes(context, args),
    cartFulfillmentSet: (_, args, context) => setFulfilment(context, args),
    cartMerge: (_, args, context) => mergeCarts(context, args),
    cartHandOff: (_, args, context) => handOff(context, args),
    cartHandOffAccept: (_, args, context) => acceptHandOff(context, args),
    cartCheckout: (_, args, context) => checkOut(context, args),
  },
  Customer: {
    __resolveReference: ({ id }) => ({ id }),
    cart: ({ id }, _, context) => cartOfShopper(context, id),
  },
  Cart: {
    __resolveReference: ({ id }, context, { path }) => cartById(context, id, path),
    id: ({ cart }) => cart.id,
    version: ({ cart }) => cart.version,
    state: ({ cart }, _, { services }) =>
      cart.state === 'ACTIVE' && !isActive(cart, instant(services.clock())) ? 'ABANDONED' : cart.state,
    customer: ({ cart }) => (cart.customerId === null ? null : { id: cart.customerId }),
    touchedBy: ({ cart }) => cart.body.touches.map((touch) => ({ touch })),
    lines: (of) => of.cart.body.lines.map((line, place) => ({ of, line, place })),
    cost: async (of) => ({ of, priced: await of.priced() }),
    discountCodes: (of) => of.cart.body.codes.map((code) => ({ code, of })),
    fulfillmentGroups: (of, _, context) =>
      of.cart.body.groups.map((group) => ({
        group,
        standing: () => standingOf(context, group, of.stocked()),
      })),
    problems: async ({ here, ...of }, _, context) => {
      const [priced, stocked] = await Promise.all([of.priced(), of.stocked()])
      return problemsOf(context, here, { priced, stocked })
    },
    expiresAt: ({ cart }) => (cart.state === 'ORDERED' ? null : cart.expiresAt),
    source: (of, _, { services }) => sourceOf(of, instant(services.clock())),
  },
  CartTouch: {
    channel: ({ touch }) => channelOf(touch.channel),
    at: ({ touch }) => touch.at,
    storeId: ({ touch }) => touch.store,
    associateId: ({ touch }) => touch.associate,
  },
  CartLine: {
    id: ({ line }) => line.id,
    sku: ({ line }) => line.sku,
    quantity: ({ line }) => line.quantity,
    unitPrice: (model, _, context) => unitPriceOf(context, model),
    lineTotal: (model, _, context) => lineTotalOf(context, model),
    priceChangedSinceAdded: (model) => priceChangeOf(model),
    addedFrom: ({ line }) => channelOf(line.addedFrom),
    addedAt: ({ line }) => line.addedAt,
    variant: ({ line }) => ({ sku: line.sku }),
  },
  TaxedMoney: {
    net: async ({ parts }) => (await parts()).net,
    tax: async ({ parts }) => (await parts()).tax,
  },
  CartCost: {
    subtotal: ({ priced }) => costFields(priced).subtotal,
    discount: ({ priced }) => costFields(priced).discount,
    shipping: ({ priced }) => costFields(priced).shipping,
    tax: (model, _, context) => taxOf(context, model),
    total: ({ priced }) => costFields(priced).total,
    isEstimate: ({ priced }) => priced.isEstimate,
  },
  CartDiscountCode: {
    applicable: async (model) => (await rejectionOf(model)) === null,
    reason: (model) => rejectionOf(model),
  },
  FulfillmentGroup: {
    id: ({ group }) => group.id,
    mode: ({ group }) => group.mode,
    lineIds: ({ group }) => group.lineIds,
    store: ({ group }) => (group.store === null ? null : { id: group.store }),
    location: async ({ standing }) => (await standing()).location,
    promise: async ({ standing }) => (await standing()).promise,
    cost: ({ group }, _, context) => {
      const cost = costOf(context, group.mode)
      return cost && moneyFields(cost)
    },
  },
  CartProblem: { __resolveType: ({ kind }) => kind },
  InsufficientStockProblem: { alternatives: ({ alternatives }) => alternatives() },
  CartAlternative: { mode: ({ kind }) => kind },
  CartPayload: { cart: ({ cart }, _, context, { path }) => payloadCart(context, cart, path) },
  CartMergePayload: { cart: ({ cart }, _, context, { path }) => payloadCart(context, cart, path) },
  // Nobody is sent here for an order: what it is, the orders' own subgraph knows.
  Order: { __resolveReference: ({ id }) => ({ id }) },
  CartCheckoutPayload: {
    // Whose it is, the cart says: nobody has to be asked.
    order: ({ orderId, customerId }) =>
      orderId === null
        ? null
        : { id: orderId, owner: { orderId, customerId: customerId as CustomerId | null } },
    cart: ({ cart }, _, context, { path }) => payloadCart(context, cart, path),
  },
  CartHandOffPayload: { cart: ({ cart }, _, context, { path }) => payloadCart(context, cart, path) },
}

/** Carts, one for each shopper, in every channel. */
export const cart = defineSubgraph(
  'cart',
  resolvers,
  { Customer: ownCustomer, Order: ownOrderById },
  // Whose these answer is worked out where they are resolved: a guest's cart has a token and no owner.
  new Set(['Query.myCart', 'Mutation.cartMerge']),
)
