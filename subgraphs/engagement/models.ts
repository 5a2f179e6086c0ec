import type { SourceError } from '../../adapters/error.ts'
import type { CustomerId } from '../../adapters/ids.ts'
import type { Conversation, Message } from '../../adapters/ports/conversations.ts'
import type { Found } from '../../adapters/read.ts'
import type { Answerer } from '../../adapters/source.ts'
import type { Instant } from '../../adapters/time.ts'
import type { PageInfo } from '../connection.ts'
import type { Clue } from '../shared/access/owners.ts'
import type { SourceStatus } from '../source-status.ts'
import type { SizePreference } from './sizes.ts'

/** A shopper by id; what is asked of them loads itself. */
export interface CustomerModel {
  readonly id: string
}

/** An order by id, and whose it is where a conversation led to it. */
export interface OrderModel {
  readonly id: string
  readonly owner?: Clue
}

/** What a shopper likes, as far as the systems told what they bought. */
export interface CustomerPreferencesModel {
  readonly shopper: CustomerId
  /** Categories by name. */
  readonly sizes: readonly (Omit<SizePreference, 'last'> & {
    readonly basis: 'PURCHASES'
    readonly lastSeenAt: Instant | null
  })[]
  readonly favouriteCategories: readonly string[]
  /** Null: there is none. A till system's failure: nobody can say. */
  readonly favouriteStore: { readonly id: string } | SourceError | null
  readonly sources: readonly SourceStatus[]
}

/** A conversation as a service desk holds it. */
export interface ConversationModel {
  readonly asked: Answerer<'conversations'>
  readonly found: Found<Conversation>
  /** The shopper it was reached through; left out where it was reached otherwise. */
  readonly shopper?: CustomerId
}

export interface ConversationEdgeModel {
  readonly node: ConversationModel
  readonly cursor: string
}

export interface ConversationConnectionModel {
  readonly edges: readonly ConversationEdgeModel[]
  readonly pageInfo: PageInfo
  readonly sources: readonly SourceStatus[]
}

/** A message, and the conversation it is of. */
export interface ConversationMessageModel {
  readonly conversation: ConversationModel
  readonly message: Message
}

export interface ConversationMessageEdgeModel {
  readonly node: ConversationMessageModel
  readonly cursor: string
}

export interface ConversationMessageConnectionModel {
  readonly edges: readonly ConversationMessageEdgeModel[]
  readonly pageInfo: PageInfo
  readonly sources: readonly SourceStatus[]
}
