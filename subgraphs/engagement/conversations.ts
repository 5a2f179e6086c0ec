import type { CustomerId, RecordId } from '../../adapters/ids.ts'
import type {
  ConversationPage,
  ConversationPosition,
  ConversationStatus,
  ConversationsRequest,
} from '../../adapters/ports/conversations.ts'
import { isFound, type Read } from '../../adapters/read.ts'
import type { Answerer } from '../../adapters/source.ts'
import { type Instant, instant, parseInstant } from '../../adapters/time.ts'
import type { Entity } from '../../ledger/port.ts'
import { pageInfo, pageSize, readCursor, writeCursor } from '../connection.ts'
import type { Context } from '../context.ts'
import { recordsIn } from '../shared/shoppers/customer-records.ts'
import { answered, hasAnswered, notAsked, type SourceStatus, statusOfReads } from '../source-status.ts'
import { desks, fromList } from './desks.ts'
import type { ConversationConnectionModel, ConversationModel } from './models.ts'

/** A list of conversations: whose, in which states, and which part of it. */
export interface Wanted {
  /** Null: everybody's. */
  readonly customer: Entity | null
  readonly statuses: readonly ConversationStatus[]
  readonly first: number
  readonly after: string | null
}

/**
 * A page of conversations over every desk, newest opened first. The order is total and stable: by instant, then by the desk's
 * place in the retailer's list, then by record, so that a cursor means the same whatever answers.
 */
export async function listConversations(
  context: Context,
  wanted: Wanted,
): Promise<ConversationConnectionModel> {
  const first = pageSize(wanted.first)
  const after = wanted.after === null ? null : readCursor(wanted.after, (text) => placeOf(context, text))
  const answerers = context.services.estate.answers.conversations
  const parts = await Promise.all(
    answerers.map((asked, desk) => readDesk(context, { asked, desk }, { ...wanted, first, place: after })),
  )
  const all = parts.flatMap(({ found }) => found).sort(newestFirst)
  const more = all.length > first || parts.some(({ hasNextPage }) => hasNextPage)
  const edges = all.slice(0, first).map(({ node, desk }) => ({
    node,
    cursor: writeCursor([node.found.value.openedAt, desk, conversationId(context, node)]),
  }))
  return { edges, pageInfo: pageInfo(edges, more), sources: parts.map(({ status }) => status) }
}

/** The graph's id of a conversation: the desk's record, sealed. */
export function conversationId({ services }: Context, { asked, found }: ConversationModel): string {
  return services.sealer.seal('conversation', [asked.name, found.value.recordId])
}

interface Place {
  readonly at: Instant
  readonly desk: number
  readonly recordId: RecordId
}

interface Placed {
  readonly node: ConversationModel
  readonly desk: number
}

interface Part {
  readonly found: readonly Placed[]
  readonly hasNextPage: boolean
  readonly status: SourceStatus
}

interface Desk {
  readonly asked: Answerer<'conversations'>
  readonly desk: number
}

async function readDesk(
  context: Context,
  { asked, desk }: Desk,
  { customer, statuses, first, place }: Wanted & { readonly place: Place | null },
): Promise<Part> {
  const records = customer === null ? [null] : recordsIn(customer, asked.name)
  if (records.length === 0) return { found: [], hasNextPage: false, status: notAsked(asked) }
  const after = place && positionFor(place, desk)
  const requests = records.map(
    (record): ConversationsRequest => ({
      customer: record,
      statuses,
      first,
      after,
    }),
  )
  const loader = desks(context).get(asked.name)
  const reads = await Promise.all(requests.map(async (request) => loader?.list.load(request)))
  const pages = reads.filter(isFound)
  return {
    found: pages.flatMap((page) =>
      page.value.conversations.map((found) => ({
        node: {
          asked,
          found: fromList(page, found),
          ...(customer && { shopper: customer.id as CustomerId }),
        },
        desk,
      })),
    ),
    hasNextPage: pages.some(({ value }) => value.hasNextPage),
    status: statusOf(asked, reads, context),
  }
}

/** A desk's status, PARTIAL when it holds records that cannot be read, STALE when it fails and this is what it said. */
function statusOf(
  asked: Answerer<'conversations'>,
  reads: readonly (Read<ConversationPage> | undefined)[],
  { services }: Context,
): SourceStatus {
  const status = statusOfReads(asked, reads, services.clock)
  const { asOf } = status
  const isCut = reads.some((read) => isFound(read) && read.value.unreadable.length > 0)
  return isCut && asOf !== null && hasAnswered(status) ? answered(asked, asOf, 'PARTIAL') : status
}

/** Where a desk goes on: behind the place in its own list, or behind or before all of that instant in another's. */
function positionFor({ at, desk, recordId }: Place, own: number): ConversationPosition {
  if (own === desk) return { at, recordId }
  if (own > desk) return { at, recordId: null }
  return { at: instant(new Date(Date.parse(at) - 1)), recordId: null }
}

function newestFirst(left: Placed, right: Placed): number {
  const [one, other] = [left.node.found.value, right.node.found.value]
  if (one.openedAt !== other.openedAt) return one.openedAt > other.openedAt ? -1 : 1
  if (left.desk !== right.desk) return left.desk - right.desk
  return one.recordId > other.recordId ? -1 : 1
}

function placeOf({ services }: Context, position: unknown): Place | null {
  const [at, desk, id] = Array.isArray(position) ? (position as unknown[]) : []
  const when = typeof at === 'string' ? parseInstant(at) : null
  if (!when || typeof desk !== 'number' || typeof id !== 'string') return null
  const [, recordId] = services.sealer.unseal('conversation', id)
  return recordId ? { at: when, desk, recordId: recordId as RecordId } : null
}
