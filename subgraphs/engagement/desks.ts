import { isSourceError } from '../../adapters/error.ts'
import type { CustomerId, RecordId } from '../../adapters/ids.ts'
import type {
  Conversation,
  ConversationPage,
  ConversationsRequest,
  Thread,
} from '../../adapters/ports/conversations.ts'
import type { OrderKey } from '../../adapters/ports/orders.ts'
import type { Found } from '../../adapters/read.ts'
import { type Context, perRequest } from '../context.ts'
import { toGraphQLError } from '../graphql-error.ts'
import { foundOrThrow, type ReadLoader, readLoader } from '../loader.ts'
import type { Ownership } from '../shared/access/owners.ts'
import { orderId, orderKeyOf } from '../shared/orders/order-id.ts'
import { customerOfRecord } from '../shared/shoppers/customer-records.ts'
import type {
  ConversationMessageModel,
  ConversationModel,
  CustomerModel,
  CustomerPreferencesModel,
  OrderModel,
} from './models.ts'

/** One service desk's reads, batched for the length of a request. */
interface DeskLoaders {
  readonly list: ReadLoader<ConversationsRequest, ConversationPage>
  readonly ofOrders: ReadLoader<OrderKey, readonly Found<Conversation>[]>
  readonly conversations: ReadLoader<RecordId, Conversation>
  readonly threads: ReadLoader<RecordId, Thread>
}

/** Every desk's loaders, by the source's configured name. */
export const desks = perRequest(
  ({ services }) =>
    new Map(
      services.estate.answers.conversations.map(({ name, port }): readonly [string, DeskLoaders] => [
        name,
        {
          list: readLoader(
            (requests: readonly ConversationsRequest[]) => port.list(requests),
            JSON.stringify,
          ),
          ofOrders: readLoader((orders: readonly OrderKey[]) => port.ofOrders(orders), JSON.stringify),
          conversations: readLoader((ids: readonly RecordId[]) => port.conversations(ids)),
          threads: readLoader((ids: readonly RecordId[]) => port.threads(ids)),
        },
      ]),
    ),
)

/** A conversation of a list, which is as old as the list and came from where it came from. */
export function fromList<T>(
  { fromCache, stale }: Pick<Found<unknown>, 'fromCache' | 'stale'>,
  found: Found<T>,
): Found<T> {
  return { ...found, fromCache, ...(stale && { stale }) }
}

/** The conversation an id stands for; null when its desk has none, or answers no more for the retailer. */
export async function conversationById(context: Context, id: string): Promise<ConversationModel | null> {
  const { services } = context
  const [source, record] = services.sealer.unseal('conversation', id)
  const asked = services.estate.answers.conversations.find(({ name }) => name === source)
  const read =
    asked &&
    (await desks(context)
      .get(asked.name)
      ?.conversations.load(record as RecordId))
  const found = foundOrThrow(read)
  return asked && found ? { asked, found } : null
}

/** The conversations about an order, over every desk, newest opened first. Throws when any desk did not answer: it may know one. */
export async function conversationsAbout(
  context: Context,
  id: string,
): Promise<readonly ConversationModel[]> {
  const { services } = context
  const key = orderKeyOf(services.sealer, id)
  const parts = await Promise.all(
    services.estate.answers.conversations.map(async (asked) => {
      const read = await desks(context).get(asked.name)?.ofOrders.load(key)
      // A list without a place for its sources is whole or an error.
      if (isSourceError(read)) throw toGraphQLError(read)
      return read ? read.value.map((found) => ({ asked, found: fromList(read, found) })) : []
    }),
  )
  return parts.flat().sort((left, right) => {
    const [one, other] = [left.found.value, right.found.value]
    return one.openedAt > other.openedAt ? -1 : Number(one.openedAt < other.openedAt)
  })
}

/** The shopper of a conversation, whoever the desk's record belongs to. */
export async function customerOf(
  context: Context,
  { asked, found }: ConversationModel,
): Promise<CustomerModel | null> {
  const { customer } = found.value
  const entity = customer && (await customerOfRecord(context, { source: asked.name, id: customer }))
  return entity ? { id: entity.id } : null
}

/** The order a conversation is about, by its sealed business number; it was led to by whoever the conversation is with. */
export function orderOf(context: Context, conversation: ConversationModel): OrderModel | null {
  const { order } = conversation.found.value
  if (!order) return null
  return { id: orderId(context.services.sealer, order), owner: ownConversation.of(conversation, context) }
}

/** Whose a conversation is: the shopper's it was reached through, else whom the desk's record is of, which the ledger knows. */
export const ownConversation: Ownership<ConversationModel> = {
  of: (conversation, context) => {
    if (conversation.shopper !== undefined) return { customerId: conversation.shopper, orderId: null }
    const owner = async () => ({
      customerId: ((await customerOf(context, conversation))?.id ?? null) as CustomerId | null,
      orderId: null,
    })
    return { orderId: null, find: { asks: 'LEDGER', owner } }
  },
}

/** What is said is whose the conversation is. */
export const ownMessage: Ownership<ConversationMessageModel> = {
  of: ({ conversation }, context) => ownConversation.of(conversation, context),
}

/** What somebody likes is theirs. */
export const ownPreferences: Ownership<CustomerPreferencesModel> = {
  of: ({ shopper }) => ({ customerId: shopper, orderId: null }),
}
