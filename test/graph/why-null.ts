import { mintId, type RecordId } from '../../adapters/ids.ts'
import { consentsOf } from '../../sandbox/world/consents.ts'
import type { WorldPromotion } from '../../sandbox/world/offer-types.ts'
import type { WorldLoyaltyAccount, WorldPoints } from '../../sandbox/world/programme-types.ts'
import type { WorldReceipt } from '../../sandbox/world/sale-types.ts'
import type { WorldCustomer } from '../../sandbox/world/shopper-types.ts'
import { createThreads } from '../../sandbox/world/threads.ts'
import { expectedOrders } from './expected.ts'
import type { SeenNull } from './nulls.ts'
import { keyOf, type Truth, type WhyNull } from './truth.ts'
import { WHY_NULL_IN_STORES } from './why-null-stores.ts'

/** For each field that may be null without an error, when there is no such value. */
export const WHY_NULL: WhyNull = {
  ...WHY_NULL_IN_STORES,
  // Carts are the graph's own, which is no system of the retailer's.
  'SourceRecord.instance': ({ around }) => around[1]?.type === 'Cart',
  // What is in the cart was added at the price of today.
  'CartLine.priceChangedSinceAdded': (seen, { world }) =>
    world.markdowns.every(({ sku }) => sku !== keyOf(seen, 'CartLine', 'sku')),
  // The ERP knows the day of an order, not its instant, and no store; tills know both.
  'Order.placedAt': (seen, truth) => receiptOf(seen, truth) === null,
  'Order.store': (seen, truth) => receiptOf(seen, truth) === null,
  'OrderEvent.at': (seen, truth) => receiptOf(seen, truth) === null,
  // What happens to an order away from stores happens in no channel, but that it is placed.
  'OrderEvent.channel': (seen, truth) =>
    keyOf(seen, 'OrderEvent', 'kind') !== 'PLACED' && receiptOf(seen, truth) === null,
  // A payment that was none by card has no card, and the ERP knows of payments no more than the amount.
  'Payment.brand': (seen, truth) =>
    keyOf(seen, 'Payment', 'method') !== 'CARD' || receiptOf(seen, truth) === null,
  'Payment.last4': (seen, truth) =>
    keyOf(seen, 'Payment', 'method') !== 'CARD' || receiptOf(seen, truth) === null,
  'LedgerEntry.order': (seen, truth) => movementOf(seen, truth)?.order === null,
  'LedgerEntry.expiresOn': (seen, truth) => movementOf(seen, truth)?.expiresOn === null,
  'TierProgress.next': (seen, truth) => accountOf(seen, truth)?.tier === truth.world.tiers.at(-1)?.name,
  'Reward.expiresOn': (seen, { world }) =>
    world.rewards.find(({ name }) => name === keyOf(seen, 'Reward', 'name'))?.until === null,
  'Consent.via': isForEveryWay,
  'Conversation.order': (seen, { world }) => {
    const about = world.cases.find(({ subject, createdAt }) => {
      const openedAt = Date.parse(String(keyOf(seen, 'Conversation', 'openedAt')))
      return subject === keyOf(seen, 'Conversation', 'subject') && Date.parse(createdAt) === openedAt
    })
    return about !== undefined && createThreads(world).get(about.id)?.order === null
  },
  // The world's sizes name no system.
  'SizePreference.sizeSystem': () => true,
  'CustomerPreferences.favouriteStore': hasNoFavouriteStore,
  'AppliedPromotion.code': (seen, truth) =>
    promotionOf(keyOf(seen, 'AppliedPromotion', 'label'), truth)?.code === null,
  'Promotion.geofence': (seen, truth) =>
    promotionOf(keyOf(seen, 'Promotion', 'name'), truth)?.geofence === null,
  'Promotion.stores': (seen, truth) => promotionOf(keyOf(seen, 'Promotion', 'name'), truth)?.stores === null,
  // Nobody has searched, or paid, before health is asked for; all others are asked when the graph starts.
  'SourceSystemHealth.p95Millis': isUnasked,
  'SourceSystemHealth.errorRate': isUnasked,
  // Only a folder that never was there has never answered.
  'SourceSystemHealth.lastSuccessAt': (seen) =>
    isUnasked(seen) || (keyOf(seen, 'SourceSystemHealth', 'instance') === 'tills' && hasFailed(seen)),
  // Nothing is on the page: its list says who failed, if somebody did.
  'PageInfo.endCursor': ({ around }) =>
    Array.isArray(around[1]?.object['edges']) && around[1].object['edges'].length === 0,
  // What did not answer has no time of its answer.
  'SourceStatus.asOf': (seen) =>
    !['OK', 'STALE', 'PARTIAL'].includes(String(keyOf(seen, 'SourceStatus', 'outcome'))),
}

/** Whether it is a system that no read asks: the index, and the payment provider. */
function isUnasked(seen: SeenNull): boolean {
  return ['search', 'psp'].includes(String(keyOf(seen, 'SourceSystemHealth', 'instance')))
}

/** Whether the system whose health is told did not answer when it was asked last. */
function hasFailed({ around }: SeenNull): boolean {
  const status = around[0]?.object['status'] as { readonly key_outcome?: string } | undefined
  return status?.key_outcome === 'UNAVAILABLE'
}

function receiptOf(seen: SeenNull, { world: { receipts } }: Truth): WorldReceipt | null {
  const number = keyOf(seen, 'Order', 'number')
  return receipts.find((receipt) => receipt.number === number) ?? null
}

function accountOf(seen: SeenNull, { world }: Truth): WorldLoyaltyAccount | undefined {
  return world.loyalty.find(({ card }) => card === keyOf(seen, 'LoyaltyAccount', 'cardNumber'))
}

function movementOf(seen: SeenNull, truth: Truth): WorldPoints | undefined {
  const at = Date.parse(String(keyOf(seen, 'LedgerEntry', 'at')))
  const points = keyOf(seen, 'LedgerEntry', 'points')
  return accountOf(seen, truth)?.movements.find((one) => Date.parse(one.at) === at && one.points === points)
}

function promotionOf(name: unknown, { world }: Truth): WorldPromotion | undefined {
  return world.promotions.find((one) => one.name === name)
}

function customerOf(seen: SeenNull, { world, idKey }: Truth): WorldCustomer | undefined {
  const id = keyOf(seen, 'Customer', 'id')
  return world.customers.find(
    ({ contactId }) =>
      contactId !== null && mintId(idKey, 'customer', { source: 'crm', id: contactId as RecordId }) === id,
  )
}

/** Ticks in the CRM name no way; what was given for one does. */
function isForEveryWay(seen: SeenNull, truth: Truth): boolean {
  const customer = customerOf(seen, truth)
  const consents = customer && consentsOf(truth.world, customer)
  const ticked = { LOCATION: consents?.noGeoTracking, PERSONALISATION: consents?.noProfiling }
  return ticked[keyOf(seen, 'Consent', 'purpose') as keyof typeof ticked] === true
}

/** Whether a shopper bought in no store, or in several equally often, as far as their newest fifty orders go. */
function hasNoFavouriteStore(seen: SeenNull, truth: Truth): boolean {
  const customer = customerOf(seen, truth)
  if (!customer) return false
  const newest = expectedOrders(truth.world, customer.index, truth.idKey).slice(0, 50)
  const visits = new Map<string, number>()
  for (const { channel, number, lines } of newest) {
    const receipt = truth.world.receipts.find((one) => channel === 'STORE_POS' && one.number === number)
    if (!receipt || lines.every(({ quantity }) => Number(quantity) <= 0)) continue
    visits.set(receipt.store, (visits.get(receipt.store) ?? 0) + 1)
  }
  const [most, next] = [...visits.values()].sort((left, right) => right - left)
  return most === undefined || most === next
}
