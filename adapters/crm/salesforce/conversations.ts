import { SourceError } from '../../error.ts'
import type { RecordId } from '../../ids.ts'
import type { Conversation, Conversations, Thread } from '../../ports/conversations.ts'
import type { OrderKey } from '../../ports/orders.ts'
import { type Found, inChunks, isFound, type Read } from '../../read.ts'
import { conversationOf, listCases } from './case-lists.ts'
import { CASE, caseColumns, NEWEST_FIRST } from './cases.ts'
import { fullId } from './ids.ts'
import { among } from './soql.ts'
import { readThreads, type ThreadContext } from './threads.ts'

/** Cases or orders in one statement. */
const KEYS_PER_QUERY = 200
/** Conversations about one order that are listed. */
const MOST_PER_ORDER = 100

/** The service desk, from Cases with their comments, e-mails and chats. */
export function salesforceConversations(context: ThreadContext): Conversations {
  return {
    list: (requests) => listCases(requests, context),

    async ofOrders(orders) {
      const { orderNumber } = context.options
      if (orderNumber !== null) {
        return inChunks(orders, KEYS_PER_QUERY, (chunk) => aboutOrders(chunk, orderNumber, context))
      }
      const unmapped = new SourceError(
        context.found.source,
        'UNSUPPORTED',
        'no Case field is mapped to the order; set conversations.orderNumber and orderChannel',
      )
      return new Map(orders.map((order) => [order, unmapped]))
    },

    conversations: (ids) => inChunks(ids, KEYS_PER_QUERY, (chunk) => byId(chunk, context)),

    threads: (ids) => inChunks(ids, KEYS_PER_QUERY, (chunk) => threadsById(chunk, context)),
  }
}

type About = Read<readonly Found<Conversation>[]>

async function aboutOrders(
  orders: readonly OrderKey[],
  orderNumber: string,
  context: ThreadContext,
): Promise<readonly (readonly [OrderKey, About])[]> {
  const { client, options, found } = context
  const numbers = orders.map(({ number }) => number)
  const tail = `WHERE ${among(orderNumber, numbers)} ${NEWEST_FIRST}`
  const records = await client.query({ object: CASE, columns: caseColumns(options), tail }, numbers.length)
  const conversations = records.map((record) => conversationOf(record, context))
  const readable = conversations.filter(isFound)
  // Nobody knows which order an unreadable case is about.
  const unreadable = conversations.find((read) => !isFound(read))
  return orders.flatMap((order): readonly (readonly [OrderKey, About])[] => {
    if (unreadable !== undefined && !isFound(unreadable)) return [[order, unreadable]]
    const about = readable.filter(({ value }) => isAbout(value.order, order)).slice(0, MOST_PER_ORDER)
    const [first] = about
    return first ? [[order, found.computed(first.recordId, about)]] : []
  })
}

function isAbout(named: OrderKey | null, { channel, number }: OrderKey): boolean {
  return named !== null && named.number === number && named.channel === channel
}

async function byId(
  ids: readonly RecordId[],
  context: ThreadContext,
): Promise<readonly (readonly [RecordId, Read<Conversation>])[]> {
  const { client, options, found } = context
  const known = fullIds(ids)
  if (known.length === 0) return []
  const wanted = known.map(([, full]) => full)
  const tail = `WHERE ${among('Id', wanted)}`
  const records = await client.query({ object: CASE, columns: caseColumns(options), tail }, known.length)
  const cases = new Map(records.map((record) => [found.idOf(record), record]))
  return known.flatMap(([id, full]) => {
    const record = cases.get(full)
    return record ? [[id, conversationOf(record, context)] as const] : []
  })
}

async function threadsById(
  ids: readonly RecordId[],
  context: ThreadContext,
): Promise<readonly (readonly [RecordId, Read<Thread>])[]> {
  const known = fullIds(ids)
  if (known.length === 0) return []
  const wanted = known.map(([, full]) => full)
  const threads = await readThreads(wanted, context)
  return known.flatMap(([id, full]) => {
    const thread = threads.get(full)
    return thread ? [[id, context.found.computed(full, thread)] as const] : []
  })
}

/** The ids that are some, each with its 18 characters. */
function fullIds(ids: readonly RecordId[]): readonly (readonly [RecordId, RecordId])[] {
  return ids.flatMap((id) => {
    const full = fullId(id)
    return full === null ? [] : [[id, full] as const]
  })
}
