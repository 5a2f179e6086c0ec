import { readFileSync } from 'node:fs'
import { parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { isMet } from '../../gateway/authorisation/rule.ts'
import { readRules } from '../../gateway/authorisation/rules.ts'
import { rulesIn } from '../../schema/scope-rules.ts'
import { SCOPE_NAMES, type Scope } from '../../schema/scopes.ts'
import { subgraphNames, subgraphSdl } from '../../schema/sdl.ts'
import { standing } from '../../subgraphs/shared/access/may.ts'
import { ANONYMOUS, type Viewer } from '../../subgraphs/shared/access/viewer.ts'

/**
 * What each scope opens all by itself: of shoppers, of theirs (`:self`) or of one order (`order:guest`) the viewer's own alone. A
 * rule that is taken out of the schema, or that lets somebody else in, has to be changed here as well.
 */
const OPENED: Readonly<Record<Scope, readonly string[]>> = {
  'customer:self': [
    'Conversation',
    'ConversationMessage',
    'Customer',
    'Customer.cart',
    'Customer.conversations',
    'Customer.loyalty',
    'Customer.orders',
    'Customer.preferences',
    'Customer.purchasedVariants',
    'CustomerPreferences',
    'LoyaltyAccount',
    'Mutation.cartMerge',
    'Mutation.consentSet',
    'Mutation.customerUpdate',
    'Mutation.exchangeCreate',
    'Mutation.loyaltyEnroll',
    'Mutation.loyaltyRedeem',
    'Mutation.loyaltyRedemptionCancel',
    'Mutation.orderCancel',
    'Mutation.returnCreate',
    'Mutation.returnQuote',
    'Mutation.stockReservationExtend',
    'Mutation.stockReservationRelease',
    'Mutation.stockReserve',
    'Order',
    'Order.conversations',
    'Order.loyaltyEntries',
    'Order.payments',
    'Order.pickupCodes',
    'Query.conversation',
    'Query.me',
    'Query.myCart',
    'Query.order',
    'Query.return',
    'Redemption',
    'Reservation',
    'Return',
  ],
  'customer:lookup': ['Customer', 'Query.customerLookup'],
  'customer:read': ['Customer', 'Query.customer'],
  'customer:write': ['Mutation.consentSet', 'Mutation.customerUpdate'],
  'customer:360': [
    'Customer',
    'Customer.fieldSources',
    'Customer.identities',
    'Customer.orderStats',
    'Customer.preferences',
    'Customer.purchasedVariants',
    'CustomerPreferences',
    'FieldAlternative',
  ],
  'order:guest': ['Order', 'Order.pickupCodes', 'Query.order', 'Return'],
  'order:lookup': ['Order', 'Query.orderLookup', 'Return'],
  'order:read': ['Customer.orders', 'Order', 'Query.order', 'Query.return', 'Return'],
  'order:payments': ['Order.payments'],
  'order:write': [
    'Mutation.exchangeCreate',
    'Mutation.fulfillmentReroute',
    'Mutation.orderCancel',
    'Mutation.returnCreate',
    'Mutation.returnQuote',
    'Order.pickupCodes',
  ],
  'store:returns': [
    'Mutation.exchangeCreate',
    'Mutation.returnCreate',
    'Mutation.returnQuote',
    'Mutation.returnReceive',
  ],
  'returns:approve': [],
  'store:fulfil': [
    'Mutation.fulfillmentReroute',
    'Mutation.pickupHandOver',
    'Mutation.pickupMarkNoShow',
    'Mutation.pickupMarkReady',
    'Query.orders',
  ],
  'cart:assist': ['CartTouch.associateId', 'Customer.cart', 'Mutation.cartMerge'],
  'inventory:read': ['AvailabilitySummary.levels', 'StoreAvailability.level'],
  'inventory:reserve': [
    'Mutation.stockReservationExtend',
    'Mutation.stockReservationRelease',
    'Mutation.stockReserve',
    'Reservation',
  ],
  'loyalty:read': [
    'Customer.loyalty',
    'LoyaltyAccount',
    'Order.loyaltyEntries',
    'Query.loyaltyAccount',
    'Redemption',
  ],
  'loyalty:write': [
    'LoyaltyAccount',
    'Mutation.loyaltyEnroll',
    'Mutation.loyaltyRedeem',
    'Mutation.loyaltyRedemptionCancel',
    'Redemption',
  ],
  'loyalty:adjust': ['LoyaltyAccount', 'Mutation.loyaltyAdjust'],
  'support:read': [
    'Conversation',
    'ConversationMessage',
    'Customer.conversations',
    'Order.conversations',
    'Query.conversation',
    'Query.conversations',
  ],
  'pricing:read': ['Promotion.codes'],
  'data:steward': ['Customer.fieldSources', 'Customer.identities', 'FieldAlternative'],
  'ops:read': ['Query.outbox', 'Query.outboxEntry', 'Query.sourceSystems'],
  'ops:write': ['Mutation.outboxDiscard', 'Mutation.outboxRetry'],
}

const guarded = [...new Set(Object.values(OPENED).flat())].sort()

/** Somebody known, who is a shopper and has brought an order's token. */
const holder = (...scopes: readonly string[]): Viewer => ({
  ...ANONYMOUS,
  kind: 'STAFF',
  subject: 'staff/1',
  scopes,
  customerId: 'cus_1' as Viewer['customerId'],
  orderToken: 'ab'.repeat(32),
})

const inSubgraphs = subgraphNames().flatMap((name) => {
  const { types, fields } = rulesIn(parse(subgraphSdl(name)))
  return [...types, ...fields]
})

const supergraph = readFileSync(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8')
const rules = readRules(parse(supergraph))

/** What a subgraph lets somebody have, for their own at least. */
const openInSubgraphs = (viewer: Viewer) =>
  inSubgraphs.filter(([, rule]) => standing(viewer, rule).of !== 'NOBODY').map(([coordinate]) => coordinate)

/** What the gateway hands on. Without a rule it hands on everything. */
const openInGateway = (viewer: Viewer) =>
  guarded.filter((coordinate) => {
    const [type = '', field] = coordinate.split('.')
    const asked = field === undefined ? rules.ofType(type) : rules.ofField(type, field)
    return asked.every((rule) => isMet(rule, viewer, undefined))
  })

describe('of what the schema guards', () => {
  it('all is listed here, once', () => {
    expect(inSubgraphs.map(([coordinate]) => coordinate).sort()).toEqual(guarded)
  })

  it('nothing is open without a scope', () => {
    expect([openInSubgraphs(holder()), openInGateway(holder())]).toEqual([[], []])
  })

  it.each(SCOPE_NAMES)('%s opens what it is for, in the gateway as in subgraphs', (scope) => {
    expect(openInSubgraphs(holder(scope)).sort()).toEqual(OPENED[scope])
    expect(openInGateway(holder(scope))).toEqual(OPENED[scope])
  })
})
