import type { RecordId } from '../../adapters/ids.ts'
import type {
  Conversation,
  Conversations,
  ConversationsRequest,
  Message,
} from '../../adapters/ports/conversations.ts'
import { foundIn, type MemorySource, readEach } from './found.ts'

/** A conversation with everything said in it. */
export interface MemoryConversation {
  readonly conversation: Conversation
  readonly messages: readonly Message[]
  /** @default true */
  readonly complete?: boolean
}

/** The plainest `Conversations`. */
export function memoryConversations(
  options: MemorySource & { readonly conversations: readonly MemoryConversation[] },
): Conversations {
  const all = options.conversations.map(({ conversation }) => conversation).sort(newestFirst)
  const read = (conversation: Conversation) => foundIn(options, conversation, conversation.recordId)
  return {
    list: async (requests) =>
      readEach(options, requests, (request) => {
        const matching = all.filter((conversation) => answers(conversation, request))
        const page = matching.slice(0, request.first).map(read)
        const hasNextPage = matching.length > request.first
        return [{ conversations: page, unreadable: [], hasNextPage }, request.customer ?? 'everybody']
      }),
    ofOrders: async (orders) =>
      readEach(options, orders, ({ channel, number }) => {
        const about = all.filter(({ order }) => order?.number === number && order.channel === channel)
        return about[0] ? [about.map(read), about[0].recordId] : null
      }),
    conversations: async (ids) =>
      readEach(options, ids, (id) => {
        const one = all.find(({ recordId }) => recordId === id)
        return one ? [one, id] : null
      }),
    threads: async (ids) =>
      readEach(options, ids, (id: RecordId) => {
        const one = options.conversations.find(({ conversation }) => conversation.recordId === id)
        return one ? [{ messages: one.messages, complete: one.complete ?? true }, id] : null
      }),
  }
}

function answers(one: Conversation, { customer, statuses, after }: ConversationsRequest): boolean {
  if (customer !== null && one.customer !== customer) return false
  if (statuses.length > 0 && !statuses.includes(one.status)) return false
  if (after === null) return true
  if (one.openedAt !== after.at) return one.openedAt < after.at
  return after.recordId === null || one.recordId < after.recordId
}

function newestFirst(left: Conversation, right: Conversation): number {
  if (left.openedAt !== right.openedAt) return left.openedAt > right.openedAt ? -1 : 1
  return left.recordId > right.recordId ? -1 : 1
}
