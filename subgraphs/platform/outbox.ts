import type { Instant } from '../../adapters/time.ts'
import type { OutboxEntry, WriteUnit } from '../../ledger/writes/port.ts'
import { pageInfo, pageSize, readCursor, writeCursor } from '../connection.ts'
import type { Context } from '../context.ts'
import { badInput } from '../graphql-error.ts'
import { doOnce, Refused, type Wanted } from '../shared/writes/command.ts'
import { discarded } from '../shared/writes/discarded.ts'
import type { OutboxUserError, QueryOutboxArgs } from './resolvers.generated.ts'

/** A page of the outbox, oldest first. */
export async function outboxPage(
  context: Context,
  { state, system, first, after }: QueryOutboxArgs & { readonly first: number },
) {
  const size = pageSize(first)
  const last = after ? readCursor(after, idIn) : null
  const found = await context.services.writes.outbox.list(
    { states: state ? [state] : ['QUEUED', 'DEAD'], ...(system && { system }) },
    { after: last, first: size + 1 },
  )
  const edges = found
    .slice(0, size)
    .map((entry) => ({ node: shownEntry(entry), cursor: writeCursor([entry.id]) }))
  return { edges, pageInfo: pageInfo(edges, found.length > size) }
}

/** An entry by its id; null when there is none. */
export async function outboxEntry({ services }: Context, id: string) {
  const entry = (await services.writes.outbox.byIds([id])).get(id)
  return entry ? shownEntry(entry) : null
}

interface Change {
  readonly id: string
  readonly idempotencyKey: string
  readonly reason?: string
}

/** Makes an entry that was given up due again, once. */
export function retryEntry(context: Context, { id, idempotencyKey }: Change) {
  const wanted = { operation: 'outboxRetry', idempotencyKey, input: { id }, about: [] }
  return changed(context, wanted, (unit, at) => unit.retry(id, at))
}

/** Gives an entry up for good, once, and with it what would wait for its system for ever. */
export async function discardEntry(context: Context, { id, idempotencyKey, reason = '' }: Change) {
  if (reason.length < 1 || reason.length > 500) throw badInput('expected a "reason" of 1 to 500 characters')
  const entry = (await context.services.writes.outbox.byIds([id])).get(id)
  const follow = entry && discarded(entry)
  const wanted = {
    operation: 'outboxDiscard',
    idempotencyKey,
    input: { id, reason },
    about: follow?.about ?? [],
  }
  return changed(context, wanted, async (unit, at) => {
    if (!(await unit.discard(id, at))) return false
    await follow?.apply(unit, at)
    return true
  })
}

type WantedEntry = Wanted & { readonly input: { readonly id: string } }

async function changed(
  context: Context,
  wanted: WantedEntry,
  change: (unit: WriteUnit, at: Instant) => Promise<boolean>,
) {
  const outcome = await doOnce<string, 'NOT_CHANGED'>(context, wanted, async (unit, at) => {
    if (await change(unit, at)) return wanted.input.id
    throw new Refused('NOT_CHANGED')
  })
  const entry = await outboxEntry(context, wanted.input.id)
  if ('done' in outcome) return { replayed: outcome.done.replayed, entry, userErrors: [] }
  return { replayed: false, entry, userErrors: [entry ? notAllowed() : notFound()] }
}

function notFound(): OutboxUserError {
  const message = 'expected the id of an outbox entry; there is none of that id'
  return { code: 'NOT_FOUND', message, field: ['id'], retryable: false }
}

function notAllowed(): OutboxUserError {
  const message =
    'only an entry that was given up is delivered once more, and only one that is not done is discarded'
  return { code: 'NOT_ALLOWED', message, field: ['id'], retryable: false }
}

function shownEntry({ at, ...entry }: OutboxEntry) {
  return { ...entry, queuedAt: at }
}

function idIn(position: unknown): string | null {
  const [id] = Array.isArray(position) ? (position as readonly unknown[]) : []
  return typeof id === 'string' ? id : null
}
