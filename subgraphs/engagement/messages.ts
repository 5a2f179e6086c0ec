import type { ChannelKind } from '../../adapters/channel.ts'
import { isSourceError, SourceError } from '../../adapters/error.ts'
import type { Thread } from '../../adapters/ports/conversations.ts'
import { isFound, type Read } from '../../adapters/read.ts'
import { instant } from '../../adapters/time.ts'
import { pageInfo, pageSize, readCursor, writeCursor } from '../connection.ts'
import type { Context } from '../context.ts'
import { toGraphQLError } from '../graphql-error.ts'
import { foundOrThrow } from '../loader.ts'
import { answered, failed } from '../source-status.ts'
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
  if (isSourceError(read)) {
    return { edges: [], pageInfo: pageInfo([], false), sources: [failed({ asked, error: read })] }
  }
  const { messages, complete } = read?.value ?? { messages: [], complete: true }
  const rest = messages.filter(
    ({ at, recordId }) => !after || at > after.at || (at === after.at && recordId > after.recordId),
  )
  const edges = rest.slice(0, first).map((message) => {
    const node = { asked, message }
    return { node, cursor: writeCursor([message.at, messageId(context, node)]) }
  })
  const asOf = read?.fetchedAt ?? instant(context.services.clock())
  const sources = [answered(asked, asOf, complete ? 'OK' : 'PARTIAL')]
  return { edges, pageInfo: pageInfo(edges, rest.length > first), sources }
}

/** The graph's id of a message: the desk's record, sealed. */
export function messageId({ services }: Context, { asked, message }: ConversationMessageModel): string {
  return services.sealer.seal('message', [asked.name, message.recordId])
}

/** A message's words. Throws UNSUPPORTED for words that the desk does not hold: they are unknown, not missing. */
export function textOf({ asked, message }: ConversationMessageModel): string | null {
  if (message.textKept) return message.text
  throw toGraphQLError(
    new SourceError(asked.name, 'UNSUPPORTED', 'the words of a message are kept elsewhere'),
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

/** When the last message was. Throws when the thread cannot be read, or not to its end. */
export async function lastMessageAt(context: Context, conversation: ConversationModel) {
  const read = await threadOf(context, conversation)
  const thread = foundOrThrow(read)
  if (isFound(read) && !read.value.complete) {
    throw toGraphQLError(
      new SourceError(conversation.asked.name, 'UNSUPPORTED', 'holds a part of the thread alone'),
    )
  }
  return thread?.value.messages.at(-1)?.at ?? null
}

function placeOf({ services }: Context, position: unknown) {
  const [at, id] = Array.isArray(position) ? (position as unknown[]) : []
  if (typeof at !== 'string' || typeof id !== 'string') return null
  const [, recordId] = services.sealer.unseal('message', id)
  return recordId ? { at, recordId } : null
}
