import { pageSize } from '../connection.ts'
import type { Context } from '../context.ts'
import { defineSubgraph } from '../define-subgraph.ts'
import { known } from '../graphql-error.ts'
import { ownCustomer } from '../shared/access/owners.ts'
import { ownOrderById } from '../shared/orders/order-owner.ts'
import { customerById } from '../shared/shoppers/customer-records.ts'
import { recordOf } from '../source-status.ts'
import { conversationId, listConversations, type Wanted } from './conversations.ts'
import {
  conversationById,
  conversationsAbout,
  customerOf,
  orderOf,
  ownConversation,
  ownMessage,
  ownPreferences,
} from './desks.ts'
import { filteredConversations } from './filter.ts'
import { channelsOf, lastMessage, lastMessageAt, messageId, messagesOf, textOf } from './messages.ts'
import { preferencesOf } from './preferences.ts'
import type { Resolvers } from './resolvers.generated.ts'

async function ofCustomer(context: Context, id: string, wanted: Omit<Wanted, 'customer'>) {
  const customer = await customerById(context, id)
  return customer && listConversations(context, { customer, ...wanted })
}

const resolvers: Resolvers = {
  Query: {
    conversation: (_, { id }, context) => conversationById(context, id),
    conversations: (_, { where, first, after }, context) =>
      filteredConversations(context, where, { first, after: after ?? null }),
  },
  Customer: {
    __resolveReference: ({ id }) => ({ id }),
    preferences: ({ id }, _, context) => preferencesOf(context, id),
    conversations: ({ id }, { status, first, after }, context) =>
      ofCustomer(context, id, { statuses: status ?? [], first, after: after ?? null }),
  },
  Order: {
    __resolveReference: ({ id }) => ({ id }),
    conversations: async ({ id }, { first }, context) =>
      (await conversationsAbout(context, id)).slice(0, pageSize(first)),
  },
  CustomerPreferences: {
    favouriteStore: ({ favouriteStore }) => known(favouriteStore),
  },
  Conversation: {
    __resolveReference: ({ id }, context) => conversationById(context, id),
    id: (conversation, _, context) => conversationId(context, conversation),
    subject: ({ found }) => found.value.subject,
    status: ({ found }) => found.value.status,
    channels: (conversation, _, context) => channelsOf(context, conversation),
    customer: (conversation, _, context) => customerOf(context, conversation),
    order: (conversation, _, context) => orderOf(context, conversation),
    assignedTo: ({ found }) => found.value.assignedTo,
    messages: (conversation, { first, after }, context) =>
      messagesOf(context, conversation, { first, after: after ?? null }),
    lastMessage: (conversation, _, context) => lastMessage(context, conversation),
    openedAt: ({ found }) => found.value.openedAt,
    lastMessageAt: (conversation, _, context) => lastMessageAt(context, conversation),
    source: ({ asked, found }) => recordOf(asked, found),
  },
  ConversationMessage: {
    id: (message, _, context) => messageId(context, message),
    at: ({ message }) => message.at,
    author: ({ message }) => message.author,
    channel: ({ message }) => ({ ...message.channel, name: null }),
    text: textOf,
  },
}

/** What shoppers and the service desk say to each other, and what shoppers like. */
export const engagement = defineSubgraph('engagement', resolvers, {
  Customer: ownCustomer,
  Order: ownOrderById,
  Conversation: ownConversation,
  ConversationMessage: ownMessage,
  CustomerPreferences: ownPreferences,
})
