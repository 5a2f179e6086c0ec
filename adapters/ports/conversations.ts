import type { Channel } from '../channel.ts'
import type { RecordId } from '../ids.ts'
import type { Found, Reads } from '../read.ts'
import type { Instant } from '../time.ts'
import type { OrderKey } from './orders.ts'

/** The schema's `ConversationStatus`. */
export const CONVERSATION_STATUSES = [
  'OPEN',
  'WAITING_CUSTOMER',
  'WAITING_AGENT',
  'RESOLVED',
  'CLOSED',
] as const
export type ConversationStatus = (typeof CONVERSATION_STATUSES)[number]

/** One matter a shopper wrote or called about, whatever the channels. */
export interface Conversation {
  readonly recordId: RecordId
  /** As the desk wrote it; null without one. */
  readonly subject: string | null
  readonly status: ConversationStatus
  /** The source's own customer key; null when nobody has been recognised. */
  readonly customer: RecordId | null
  /** The order it is about; null when it is about none, or the system does not say which. */
  readonly order: OrderKey | null
  /** Name of the person or queue who has it; null without one. */
  readonly assignedTo: string | null
  readonly openedAt: Instant
}

/** The schema's `MessageAuthor`. */
export type MessageAuthor = 'CUSTOMER' | 'AGENT' | 'BOT' | 'SYSTEM'

/** One thing said in a conversation, to or by the shopper; what agents say among themselves is none. */
export interface Message {
  readonly recordId: RecordId
  readonly at: Instant
  readonly author: MessageAuthor
  readonly channel: Channel
  /** Plain text; null when nothing was written (a picture), or when the words are kept elsewhere. */
  readonly text: string | null
  /** False when the message had words and this system does not hold them: they are unknown, not missing. */
  readonly textKept: boolean
}

/** Every message of a conversation. */
export interface Thread {
  /** Oldest first; at the same instant by record id. */
  readonly messages: readonly Message[]
  /** False when the system knows of messages that it does not hold. */
  readonly complete: boolean
}

/** Where to go on in a list of conversations, newest first. */
export interface ConversationPosition {
  readonly at: Instant
  /** The record after which to go on among those opened at `at`; null: with the first of that instant. */
  readonly recordId: RecordId | null
}

/** One page of one customer's conversations, newest opened first; at the same instant the greater record id first. */
export interface ConversationsRequest {
  /** The source's own customer key; null: everybody's. */
  readonly customer: RecordId | null
  /** Only these; empty for all. */
  readonly statuses: readonly ConversationStatus[]
  readonly first: number
  readonly after: ConversationPosition | null
}
export interface ConversationPage {
  readonly conversations: readonly Found<Conversation>[]
  /** Records that were there and could not be read: left out and reported (PARTIAL). */
  readonly unreadable: readonly RecordId[]
  readonly hasNextPage: boolean
}

/** The service desk, as a support system knows it. Behaviour is pinned by `test/contracts/conversations.ts`. */
export interface Conversations {
  /**
   * Pages of conversations. Requests for different customers that are otherwise alike cost the same number of calls,
   * however many there are. An unknown customer has an empty page.
   */
  list(requests: readonly ConversationsRequest[]): Promise<Reads<ConversationsRequest, ConversationPage>>
  /** All conversations about an order, newest first; an absent key: there is none. */
  ofOrders(orders: readonly OrderKey[]): Promise<Reads<OrderKey, readonly Found<Conversation>[]>>
  /** By the source's own key; an absent key: there is none. */
  conversations(ids: readonly RecordId[]): Promise<Reads<RecordId, Conversation>>
  /** Whole threads by the conversation's key, every channel's messages in one order. A conversation without any has an empty one. */
  threads(ids: readonly RecordId[]): Promise<Reads<RecordId, Thread>>
}
