import { defineSubgraph } from '../define-subgraph.ts'
import { ownCustomer } from '../shared/access/owners.ts'
import { orderId } from '../shared/orders/order-id.ts'
import { ownOrderById } from '../shared/orders/order-owner.ts'
import { moneyFields } from '../shared/prices/money.ts'
import { recordOf } from '../source-status.ts'
import { accountByCard, accountById, accountOfCustomer, memberOf, movements, ownAccount } from './accounts.ts'
import { adjust } from './adjust.ts'
import { cancelRedemption } from './cancel.ts'
import { enrol } from './enrol.ts'
import { previewOf } from './preview.ts'
import { redeem } from './redeem.ts'
import { ownRedemption, redemptionById, stateOf } from './redemption.ts'
import type { Resolvers } from './resolvers.generated.ts'
import { rewardsOf } from './rewards.ts'
import { entriesOfOrder, expiringOf, standingOf } from './standing.ts'

const resolvers: Resolvers = {
  Query: { loyaltyAccount: (_, { cardNumber }, context) => accountByCard(context, cardNumber) },
  Mutation: {
    loyaltyEnroll: (_, args, context) => enrol(context, args),
    loyaltyRedeem: (_, args, context) => redeem(context, args),
    loyaltyRedemptionCancel: (_, args, context) => cancelRedemption(context, args),
    loyaltyAdjust: (_, args, context) => adjust(context, args),
  },
  Customer: {
    __resolveReference: ({ id }) => ({ id }),
    loyalty: ({ id }, _, context) => accountOfCustomer(context, id),
  },
  LoyaltyAccount: {
    __resolveReference: (reference, context) =>
      'id' in reference
        ? accountById(context, reference.id)
        : accountByCard(context, reference.cardNumber ?? ''),
    id: ({ asked, found }, _, { services }) =>
      services.sealer.seal('loyalty', [asked.name, found.value.recordId]),
    cardNumber: ({ found }) => found.value.cardNumber,
    customer: (account, _, context) => memberOf(context, account),
    program: (account) => ({ account }),
    balance: (account) => ({ account }),
    tier: (account) => account.found.value.tier && { account, ...account.found.value.tier },
    tierProgress: async (account, _, context) => {
      const progress = (await standingOf(context, account))?.progress ?? null
      return (
        progress && { ...progress, next: progress.next && { account, ...progress.next, validUntil: null } }
      )
    },
    ledger: (account, { first, after }, context) => movements(context, account, first, after ?? null),
    rewards: (account, { available, first, after }, context) =>
      rewardsOf(context, account, { available: available ?? true, first, after: after ?? null }),
    source: ({ asked, found }) => recordOf(asked, found),
  },
  LoyaltyProgram: {
    id: ({ account: { asked, found } }, _, { services }) =>
      services.sealer.seal('entry', [asked.name, found.value.program.id]),
    name: ({ account }) => account.found.value.program.name,
    pointValue: async ({ account }, _, context) => {
      const value = (await standingOf(context, account))?.pointValue
      return value ? moneyFields(value) : null
    },
    channels: async ({ account }, _, context) => (await standingOf(context, account))?.channels ?? null,
  },
  LoyaltyBalance: {
    available: ({ account }) => account.found.value.balance.available,
    pending: ({ account }) => account.found.value.balance.pending,
    reserved: ({ account }) => account.found.value.balance.reserved,
    expiring: ({ account }, _, context) => expiringOf(context, account),
    asOf: ({ account }) => account.found.fetchedAt,
  },
  LoyaltyTier: {
    benefits: async ({ account, id }, _, context) =>
      (await standingOf(context, account))?.tiers.find(({ tier }) => tier.id === id)?.benefits ?? [],
  },
  Reward: {
    id: ({ asked, reward }, _, { services }) => services.sealer.seal('entry', [asked.name, reward.recordId]),
    name: ({ reward }) => reward.name,
    cost: ({ reward }) => reward.cost,
    kind: ({ reward }) => reward.kind,
    channels: ({ reward }) => reward.channels,
    eligible: ({ reasons }) => reasons.length === 0,
    startsOn: ({ reward }) => reward.from,
    expiresOn: ({ reward }) => reward.until,
  },
  Order: {
    __resolveReference: ({ id }) => ({ id }),
    loyaltyEntries: ({ id }, _, context) => entriesOfOrder(context, id),
  },
  // What it costs comes with its key, where it is asked for.
  Cart: {
    __resolveReference: (reference) => reference,
    pointsPreview: (cart, _, context, { path }) => previewOf(context, cart, path),
  },
  Redemption: {
    __resolveReference: ({ id }, context) => redemptionById(context, id),
    state: (redemption, _, context) => stateOf(context, redemption),
    points: ({ body }) => body.points,
    value: ({ body }) => body.value && moneyFields(body.value),
    code: ({ body }, _, { services }) => services.loyaltyKeys.code(body.seed),
    expiresAt: ({ body }) => body.expiresAt,
  },
  LoyaltyPayload: { account: (payload) => payload.account() },
  RedemptionPayload: { account: (payload) => payload.account() },
  LedgerEntry: {
    id: ({ asked, entry }, _, { services }) => services.sealer.seal('entry', [asked.name, entry.recordId]),
    at: ({ entry }) => entry.at,
    kind: ({ entry }) => entry.kind,
    points: ({ entry }) => entry.points,
    channel: ({ entry }) => entry.channel,
    order: ({ entry: { order }, owner }, _, { services }) =>
      order && {
        id: orderId(services.sealer, { channel: order.channel.kind, number: order.number }),
        ...(owner && { owner }),
      },
    reason: ({ entry }) => entry.reason,
    expiresOn: ({ entry }) => entry.expiresOn,
    balanceAfter: ({ entry }) => entry.balanceAfter,
    reverses: ({ asked, entry: { reverses } }, _, { services }) =>
      reverses && services.sealer.seal('entry', [asked.name, reverses]),
    source: ({ asked, page, entry }) => ({ ...recordOf(asked, page), recordId: entry.recordId }),
  },
}

/** Loyalty accounts, from the loyalty engine, and what is done with their points. */
export const loyalty = defineSubgraph(
  'loyalty',
  resolvers,
  { Customer: ownCustomer, LoyaltyAccount: ownAccount, Order: ownOrderById, Redemption: ownRedemption },
  // Whose points they move is worked out where they are resolved.
  new Set(['Mutation.loyaltyEnroll', 'Mutation.loyaltyRedeem', 'Mutation.loyaltyRedemptionCancel']),
)
