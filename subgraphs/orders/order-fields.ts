import type { RecordId } from '../../adapters/ids.ts'
import type { Context } from '../context.ts'
import { lazily } from '../lazily.ts'
import { skuOfLine } from '../shared/orders/items.ts'
import { customerOfOrder, orderById } from '../shared/orders/order.ts'
import { everyPart, partOrThrow } from '../shared/orders/order-parts.ts'
import { moneyFields, taxedMoneyFields } from '../shared/prices/money.ts'
import { HOUSE } from '../shared/shoppers/customer-records.ts'
import { recordOf } from '../source-status.ts'
import { fulfillmentsOf, pickupCodes } from './fulfillments.ts'
import { instantOf } from './instant.ts'
import type { OrderModel } from './models.ts'
import { factsOf } from './order-facts.ts'
import { cancelRule, changeAddressRule } from './order-rules.ts'
import { paymentResolvers } from './payment-fields.ts'
import type { OrderActionReason, Resolvers } from './resolvers.generated.ts'
import { exchangeRule } from './returns/exchange-rule.ts'
import { returnRuleOf } from './returns/facts.ts'
import { returnsOf } from './returns/reads.ts'
import { returnResolvers } from './returns/resolvers.ts'
import { paidFor, quantityReturnable, refundedFor, returnStatus } from './returns/returned.ts'
import { tendersOf } from './returns/tenders.ts'
import { sizeOf } from './sizes.ts'
import { collectBy } from './stores/collect-by.ts'
import { timelineOf } from './timeline.ts'

const shown = ({ copies: [{ found }] }: OrderModel) => found.value

/** An order that is read as far as the graph keeps it itself. */
const kept = (context: Context, order: OrderModel) => {
  context.about(`order/${order.id}`)
  return order
}

const storeOf = (context: Context, source: string, record: RecordId | null) => {
  const place = record && context.services.stores.byRecord(source, record)
  return place && place.kind === 'STORE' ? { id: place.id } : null
}

/** The graph's own key of a place is its id. */
const houseStore = ({ services: { stores } }: Context, id: string | null) => {
  const place = id === null ? null : stores.byId(id)
  return place?.kind === 'STORE' ? { id: place.id } : null
}

const addressesOf = async (context: Context, order: OrderModel) =>
  (await partOrThrow(context, order, 'addresses'))?.found.value ?? null

const orderFields: NonNullable<Resolvers['Order']> = {
  __resolveReference: ({ id }, context) => orderById(context, id),
  number: (order) => shown(order).number,
  status: (order, _, context) => shown(kept(context, order)).status,
  returnStatus: (order, _, context) => returnStatus(context, kept(context, order)),
  statusDetail: (order) => shown(order).statusDetail,
  channel: (order) => shown(order).channel,
  placedOn: (order) => shown(order).placedOn,
  placedAt: (order, _, context) => instantOf(context, order),
  store: ({ copies: [{ asked, found }] }, _, context) => storeOf(context, asked.name, found.value.store),
  customer: (order, _, context) => customerOfOrder(context, order),
  lines: (order) => shown(order).lines.map((line) => ({ order, line })),
  cost: (order) => ({ order }),
  promotions: (order) => shown(order).promotions.map((one) => ({ ...one, amount: moneyFields(one.amount) })),
  // What is sold at a till is taken along: a copy of it elsewhere may name its shopper's address all the same.
  shippingAddress: async (order, _, context) =>
    order.key.channel === 'STORE_POS' ? null : ((await addressesOf(context, order))?.shipping ?? null),
  billingAddress: async (order, _, context) => (await addressesOf(context, order))?.billing ?? null,
  payments: async (order, _, context) =>
    (await tendersOf(context, order)).map((tender) => ({ ...tender, order })),
  fulfillments: (order, _, context) => fulfillmentsOf(context, kept(context, order)),
  pickupCodes: (order, _, context) => pickupCodes(context, order),
  returns: (order, _, context) => returnsOf(context, kept(context, order)),
  invoices: async (order, _, context) => {
    const reads = await everyPart(context, order, 'invoices')
    return reads.flatMap(({ copy, found }) =>
      found.value.map((document) => ({
        ...document,
        total: moneyFields(document.total),
        source: { ...recordOf(copy.asked, found), recordId: document.recordId },
      })),
    )
  },
  actions: async (order, _, context) => ({
    ...(await factsOf(context, kept(context, order))),
    rule: lazily(() => returnRuleOf(context, order)),
  }),
  timeline: (order, _, context) => timelineOf(context, kept(context, order)),
  sources: ({ copies }) => copies.map(({ asked, found }) => recordOf(asked, found)),
  version: (order) => shown(order).version,
}

const fulfillmentFields: NonNullable<Resolvers['Fulfillment']> = {
  id: ({ fulfillment }) => fulfillment.recordId,
  kind: ({ fulfillment }) => fulfillment.kind,
  status: ({ fulfillment }) => fulfillment.status,
  store: ({ source, fulfillment: { location } }, _, context) =>
    source === HOUSE ? houseStore(context, location) : storeOf(context, source, location),
  collectBy: ({ group }, _, context) => group && collectBy(context, group),
  lines: ({ fulfillment }) =>
    fulfillment.lines.map(({ lineId: orderLineId, quantity }) => ({ orderLineId, quantity })),
  tracking: ({ fulfillment }) => fulfillment.tracking,
}

const stateOf = (reasons: readonly OrderActionReason[]) => ({ allowed: reasons.length === 0, reasons })

const actionFields: NonNullable<Resolvers['OrderActions']> = {
  cancel: (facts) => stateOf(cancelRule(facts)),
  changeAddress: () => stateOf(changeAddressRule()),
  return: async ({ rule }) => stateOf((await rule()).reasons),
  exchange: async ({ rule }, _, context) => stateOf(exchangeRule(context, await rule())),
  returnChannels: async ({ rule }) => (await rule()).channels,
  returnUntil: async ({ rule }) => (await rule()).until,
}

const costFields: NonNullable<Resolvers['OrderCost']> = {
  subtotal: ({ order }) => taxedMoneyFields(shown(order).cost.subtotal),
  shipping: ({ order }) => nullable(shown(order).cost.shipping, taxedMoneyFields),
  discount: ({ order }) => nullable(shown(order).cost.discount, moneyFields),
  total: ({ order }) => taxedMoneyFields(shown(order).cost.total),
  roundingAdjustment: ({ order }) => nullable(shown(order).cost.roundingAdjustment, moneyFields),
  paid: async ({ order }, _, context) => nullable(await paidFor(context, order), moneyFields),
  refunded: async ({ order }, _, context) => nullable(await refundedFor(context, order), moneyFields),
}

const lineFields: NonNullable<Resolvers['OrderLine']> = {
  id: ({ line }) => line.lineId,
  sku: ({ line }, _, context) => skuOfLine(context, line),
  gtin: ({ line }) => line.gtin,
  title: ({ line }) => line.title,
  quantity: ({ line }) => line.quantity,
  quantityReturnable: (line, _, context) => quantityReturnable(context, line),
  unitPrice: ({ line }) => taxedMoneyFields(line.unitPrice),
  lineTotal: ({ line }) => taxedMoneyFields(line.lineTotal),
  size: async ({ line }, _, context) => {
    const sku = await skuOfLine(context, line)
    return sku && sizeOf(context, sku)
  },
  variant: async ({ line }, _, context) => {
    const sku = await skuOfLine(context, line)
    return sku ? { sku } : null
  },
  fulfillmentStatus: ({ line }) => line.status,
}

function nullable<T, U>(value: T | null, show: (value: T) => U): U | null {
  return value === null ? null : show(value)
}

/** What an order shows: facts of the copy that is shown, and parts that load themselves. */
export const orderResolvers = {
  Order: orderFields,
  Fulfillment: fulfillmentFields,
  OrderActions: actionFields,
  OrderCost: costFields,
  OrderLine: lineFields,
  ...paymentResolvers,
  ...returnResolvers,
} satisfies Resolvers
