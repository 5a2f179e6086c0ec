import type { Conversation, Message } from '../../adapters/ports/conversations.ts'
import type { Found } from '../../adapters/read.ts'
import type { Answerer } from '../../adapters/source.ts'
import type { PageInfo } from '../connection.ts'
import type { SourceStatus } from '../source-status.ts'

/** A shopper by id; what is asked of them loads itself. */
export interface CustomerModel {
  readonly id: string
}

/** An order by id. */
export interface OrderModel {
  readonly id: string
}

/** A conversation as a service desk holds it. */
export interface ConversationModel {
  readonly asked: Answerer<'conversations'>
  readonly found: Found<Conversation>
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

/** A message, and the desk that holds it. */
export interface ConversationMessageModel {
  readonly asked: Answerer<'conversations'>
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
