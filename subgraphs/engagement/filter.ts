import type { ConversationStatus } from '../../adapters/ports/conversations.ts'
import { isFound } from '../../adapters/read.ts'
import { pageInfo, pageSize, readCursor, writeCursor } from '../connection.ts'
import type { Context } from '../context.ts'
import { orderKeyOf } from '../shared/orders/order-id.ts'
import { customerById } from '../shared/shoppers/customer-records.ts'
import { notAsked, statusOfReads } from '../source-status.ts'
import { conversationId, listConversations } from './conversations.ts'
import { customerOf, desks, fromList } from './desks.ts'
import type { ConversationConnectionModel, ConversationModel } from './models.ts'

interface Filter {
  readonly customerId?: string | null
  readonly orderId?: string | null
  readonly status?: readonly ConversationStatus[] | null
}

interface Page {
  readonly first: number
  readonly after: string | null
}

/** Conversations by a filter. A shopper nobody knows has none, and nobody is asked. */
export async function filteredConversations(
  context: Context,
  { customerId, orderId, status }: Filter,
  page: Page,
): Promise<ConversationConnectionModel> {
  const customer = customerId ? await customerById(context, customerId) : null
  if (customerId && !customer) {
    const sources = context.services.estate.answers.conversations.map(notAsked)
    return { edges: [], pageInfo: pageInfo([], false), sources }
  }
  const statuses = status ?? []
  if (!orderId) return listConversations(context, { customer, statuses, ...page })
  return aboutOrder(context, { orderId, owner: customer?.id ?? null, statuses }, page)
}

interface AboutOrder {
  readonly orderId: string
  /** Only this shopper's; null: whose they are does not matter. */
  readonly owner: string | null
  readonly statuses: readonly ConversationStatus[]
}

/** An order's conversations are few: all are read, and a cursor is the id of the last one shown. */
async function aboutOrder(
  context: Context,
  { orderId, owner, statuses }: AboutOrder,
  page: Page,
): Promise<ConversationConnectionModel> {
  const first = pageSize(page.first)
  const after = page.after === null ? null : readCursor(page.after, lastShown)
  const { services } = context
  const key = orderKeyOf(services.sealer, orderId)
  const parts = await Promise.all(
    services.estate.answers.conversations.map(async (asked) => {
      const read = await desks(context).get(asked.name)?.ofOrders.load(key)
      const found = isFound(read) ? read.value.map((one) => ({ asked, found: fromList(read, one) })) : []
      return { found, status: statusOfReads(asked, [read], services.clock) }
    }),
  )
  const all = await Promise.all(
    parts
      .flatMap(({ found }) => found)
      .filter(({ found }) => statuses.length === 0 || statuses.includes(found.value.status))
      .map(async (one) => ((await isOf(context, one, owner)) ? [one] : [])),
  )
  const listed = all.flat().map((node) => ({ node, cursor: writeCursor([conversationId(context, node)]) }))
  const start =
    after === null ? 0 : listed.findIndex(({ node }) => conversationId(context, node) === after) + 1
  const edges = listed.slice(start, start + first)
  return {
    edges,
    pageInfo: pageInfo(edges, listed.length > start + first),
    sources: parts.map(({ status }) => status),
  }
}

async function isOf(context: Context, conversation: ConversationModel, owner: string | null) {
  return owner === null || (await customerOf(context, conversation))?.id === owner
}

function lastShown(position: unknown): string | null {
  const [id] = Array.isArray(position) ? (position as unknown[]) : []
  return typeof id === 'string' ? id : null
}
