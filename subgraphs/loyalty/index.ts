import { defineSubgraph } from '../define-subgraph.ts'
import { orderId } from '../order-id.ts'
import { recordOf } from '../source-status.ts'
import { accountByCard, accountById, accountOfCustomer, memberOf, movements } from './accounts.ts'
import type { Resolvers } from './resolvers.generated.ts'

const resolvers: Resolvers = {
  Query: { loyaltyAccount: (_, { cardNumber }, context) => accountByCard(context, cardNumber) },
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
    program: ({ asked, found }, _, { services }) => ({
      id: services.sealer.seal('entry', [asked.name, found.value.program.id]),
      name: found.value.program.name,
    }),
    balance: ({ found }) => ({ ...found.value.balance, asOf: found.fetchedAt }),
    tier: ({ found }) => found.value.tier,
    ledger: (account, { first, after }, context) => movements(context, account, first, after ?? null),
    source: ({ asked, found }) => recordOf(asked, found),
  },
  LedgerEntry: {
    id: ({ asked, entry }, _, { services }) => services.sealer.seal('entry', [asked.name, entry.recordId]),
    at: ({ entry }) => entry.at,
    kind: ({ entry }) => entry.kind,
    points: ({ entry }) => entry.points,
    channel: ({ entry }) => entry.channel,
    order: ({ entry: { order } }, _, { services }) =>
      order && { id: orderId(services.sealer, { channel: order.channel.kind, number: order.number }) },
    reason: ({ entry }) => entry.reason,
    source: ({ asked, page, entry }) => ({ ...recordOf(asked, page), recordId: entry.recordId }),
  },
}

/** Loyalty accounts, from the loyalty engine. */
export const loyalty = defineSubgraph('loyalty', resolvers)
