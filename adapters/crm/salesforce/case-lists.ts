import { isSourceError } from '../../error.ts'
import { groupBy } from '../../group-by.ts'
import type { RecordId } from '../../ids.ts'
import type { Conversation, ConversationPage, ConversationsRequest } from '../../ports/conversations.ts'
import { inChunks, isFound, type Read, type Reads } from '../../read.ts'
import { CASE, caseColumns, NEWEST_FIRST, olderThan, statusCondition, toConversation } from './cases.ts'
import { CONTACT } from './contact.ts'
import { fullId } from './ids.ts'
import { valueOr } from './requests.ts'
import { among, own, type Query } from './soql.ts'
import type { ThreadContext } from './threads.ts'
import { type WireRecord, wholeChildrenOf } from './wire.ts'

/** Records of a page, children too: a page of contacts with their cases stays within it. */
const RECORDS_PER_PAGE = 2_000

type Pages = Reads<ConversationsRequest, ConversationPage>
type Entry = readonly [ConversationsRequest, Read<ConversationPage>]

/** Pages of cases: one statement for all customers whose requests are otherwise alike, one for each page of everybody's. */
export async function listCases(
  requests: readonly ConversationsRequest[],
  context: ThreadContext,
): Promise<Pages> {
  const everybodys = requests.filter(({ customer }) => customer === null)
  const alike = groupBy(
    requests.filter(({ customer }) => customer !== null),
    ({ statuses, first, after }) => JSON.stringify([statuses, first, after]),
  )
  const parts = await Promise.all([
    inChunks(everybodys, 1, (chunk) => Promise.all(chunk.map((request) => ofEverybody(request, context)))),
    ...[...alike.values()].map((group) =>
      inChunks(group, Math.floor(RECORDS_PER_PAGE / ((group[0]?.first ?? 1) + 2)), (chunk) =>
        ofCustomers(chunk, context),
      ),
    ),
  ])
  return new Map(parts.flatMap((part) => [...part]))
}

/** A Case as a read. */
export function conversationOf(record: WireRecord, { options, found }: ThreadContext): Read<Conversation> {
  const id = found.idOf(record)
  return found(record, id, () => toConversation(record, id, { options, source: found.source }))
}

async function ofEverybody(request: ConversationsRequest, context: ThreadContext): Promise<Entry> {
  const { client, options, found } = context
  const query = { object: CASE, columns: caseColumns(options), tail: pageTail(request, context) }
  const records = await client.query(query, 1)
  return [request, found.computed(EVERYBODY, pageOf(records, request.first, context))]
}

/** Stands for the list of everybody's conversations, which no record stands for. */
const EVERYBODY = 'cases' as RecordId

/** Each contact's own newest cases, beside it. */
async function ofCustomers(
  requests: readonly ConversationsRequest[],
  context: ThreadContext,
): Promise<readonly Entry[]> {
  const { client, options, found } = context
  const asked = requests.map((request) => [request, fullId(request.customer ?? '')] as const)
  const ids = asked.flatMap(([, id]) => id ?? [])
  const [like] = requests
  const records = like && ids.length > 0 ? await client.query(queryFor(like), ids.length) : []
  const contacts = new Map(records.map((record) => [found.idOf(record), record]))
  return asked.map(([request, id]): Entry => {
    const contact = id === null ? undefined : contacts.get(id)
    if (id === null || contact === undefined) return [request, found.computed(id ?? EVERYBODY, NOTHING)]
    const page = valueOr(() =>
      pageOf(wholeChildrenOf(found.source, contact, 'Cases'), request.first, context),
    )
    return [request, isSourceError(page) ? page : found.computed(id, page)]
  })

  function queryFor(request: ConversationsRequest): Query {
    const tail = pageTail(request, context)
    return {
      object: CONTACT,
      columns: own(CONTACT, ['Id']),
      children: [{ relationship: 'Cases', columns: caseColumns(options), tail }],
      tail: `WHERE ${among('Id', ids)}`,
    }
  }
}

const NOTHING: ConversationPage = { conversations: [], unreadable: [], hasNextPage: false }

function pageOf(records: readonly WireRecord[], first: number, context: ThreadContext): ConversationPage {
  const reads = records.slice(0, first).map((record) => ({ record, read: conversationOf(record, context) }))
  return {
    conversations: reads.flatMap(({ read }) => (isFound(read) ? [read] : [])),
    unreadable: reads.flatMap(({ record, read }) => (isFound(read) ? [] : [context.found.idOf(record)])),
    hasNextPage: records.length > first,
  }
}

/** One page and one record more. */
function pageTail({ statuses, after, first }: ConversationsRequest, { options }: ThreadContext): string {
  const parts = [statusCondition(statuses, options), olderThan(after)].filter((part) => part !== null)
  const where = parts.length > 0 ? `WHERE ${parts.join(' AND ')} ` : ''
  return `${where}${NEWEST_FIRST} LIMIT ${first + 1}`
}
