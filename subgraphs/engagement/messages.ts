import type { ChannelKind } from '../../adapters/channel.ts'
import { SourceError } from '../../adapters/error.ts'
import type { Thread } from '../../adapters/ports/conversations.ts'
import { isFound, type Read } from '../../adapters/read.ts'
import { pageInfo, pageSize, readCursor, writeCursor } from '../connection.ts'
import type { Context } from '../context.ts'
import { toGraphQLError } from '../graphql-error.ts'
import { foundOrThrow } from '../loader.ts'
import { answered, statusOfReads } from '../source-status.ts'
import { desks } from './desks.ts'
import type {
  ConversationMessageConnectionModel,
  ConversationMessageModel,
  ConversationModel,
} from './models.ts'

function threadOf(context: Context, { asked, found }: ConversationModel): Promise<Read<Thread> | undefined> {
  const loader = desks(context).get(asked.name)
  return loader ? loader.threads.load(found.value.recordId) : Promise.resolve(undefined)
}

/** A page of a conversation's messages, oldest first, whatever their channels. */
export async function messagesOf(
  context: Context,
  conversation: ConversationModel,
  page: { readonly first: number; readonly after: string | null },
): Promise<ConversationMessageConnectionModel> {
  const first = pageSize(page.first)
  const after = page.after === null ? null : readCursor(page.after, (text) => placeOf(context, text))
  const { asked } = conversation
  const read = await threadOf(context, conversation)
  const { messages, complete } = isFound(read) ? read.value : { messages: [], complete: true }
  const rest = messages.filter(
    ({ at, recordId }) => !after || at > after.at || (at === after.at && recordId > after.recordId),
  )
  const edges = rest.slice(0, first).map((message) => {
    const node = { conversation, message }
    return { node, cursor: writeCursor([message.at, messageId(context, node)]) }
  })
  const status = statusOfReads(asked, [read], context.services.clock)
  const sources = [complete || status.asOf === null ? status : answered(asked, status.asOf, 'PARTIAL')]
  return { edges, pageInfo: pageInfo(edges, rest.length > first), sources }
}

/** The graph's id of a message: the desk's record, sealed. */
export function messageId(
  { services }: Context,
  { conversation, message }: ConversationMessageModel,
): string {
  return services.sealer.seal('message', [conversation.asked.name, message.recordId])
}

/** A message's words. Throws UNSUPPORTED for words that the desk does not hold: they are unknown, not missing. */
export function textOf({ conversation, message }: ConversationMessageModel): string | null {
  if (message.textKept) return message.text
  throw toGraphQLError(
    new SourceError(conversation.asked.name, 'UNSUPPORTED', 'the words of a message are kept elsewhere'),
  )
}

/** The kinds of channel a conversation went through, in the order of their first message. */
export async function channelsOf(
  context: Context,
  conversation: ConversationModel,
): Promise<readonly ChannelKind[]> {
  const thread = foundOrThrow(await threadOf(context, conversation))
  return [...new Set((thread?.value.messages ?? []).map(({ channel }) => channel.kind))]
}

/** The last message; null when nothing was said yet. Throws when the thread cannot be read, or not to its end. */
export async function lastMessage(
  context: Context,
  conversation: ConversationModel,
): Promise<ConversationMessageModel | null> {
  const { asked } = conversation
  const thread = foundOrThrow(await threadOf(context, conversation))?.value
  if (thread?.complete === false) {
    throw toGraphQLError(new SourceError(asked.name, 'UNSUPPORTED', 'holds a part of the thread alone'))
  }
  const message = thread?.messages.at(-1)
  return message ? { conversation, message } : null
}

/** When the last message was; null and failures as in `lastMessage`. */
export async function lastMessageAt(context: Context, conversation: ConversationModel) {
  return (await lastMessage(context, conversation))?.message.at ?? null
}

function placeOf({ services }: Context, position: unknown) {
  const [at, id] = Array.isArray(position) ? (position as unknown[]) : []
  if (typeof at !== 'string' || typeof id !== 'string') return null
  const [, recordId] = services.sealer.unseal('message', id)
  return recordId ? { at, recordId } : null
}
