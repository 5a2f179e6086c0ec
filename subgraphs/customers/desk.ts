import type { GraphQLResolveInfo } from 'graphql'
import { isSourceError, type SourceError } from '../../adapters/error.ts'
import type { CustomerId, RecordId } from '../../adapters/ids.ts'
import type { SystemKind } from '../../adapters/source.ts'
import type { Entity } from '../../ledger/port.ts'
import type { Context } from '../context.ts'
import { forbidden } from '../graphql-error.ts'
import { isOwn } from '../shared/access/known-viewer.ts'
import { customerById, recordsIn } from '../shared/shoppers/customer-records.ts'
import type { WriteOutcome } from '../shared/writes/write-outcome.ts'
import { outcomeOf } from '../source-status.ts'
import { renewConsents } from './consents.ts'
import { renewProfiles } from './profile.ts'
import { because, partly, type Refusal, refused } from './refused.ts'

/** The scope by which staff changes shoppers' records. */
const WRITE = 'customer:write'

/** Whose records a mutation changes, and which mutation it is. */
export interface Changing {
  readonly customerId: string
  /** The root field, for the access log. */
  readonly coordinate: string
  readonly path: GraphQLResolveInfo['path']
}

/** Refuses who may not change this shopper's records, alike for another's and for what is not there. */
export async function refuseForeign(context: Context, customerId: string): Promise<void> {
  if (context.viewer.scopes.includes(WRITE) || (await isOwn(context, customerId as CustomerId))) return
  throw forbidden({ scopes: [['customer:self'], [WRITE]], authenticated: false, policy: false })
}

/** The shopper whose records are changed. Throws `Refused`. */
export async function shopperToChange(context: Context, id: string, field: string): Promise<Entity> {
  const customer = await customerById(context, id)
  if (customer) return customer
  throw refused([because('NOT_FOUND', { field: ['input', field] })])
}

/** Whoever changes what is another's is noted like who looks at it. */
export async function noteChange(
  context: Context,
  { customerId, coordinate, path }: Changing,
): Promise<void> {
  if (await isOwn(context, customerId as CustomerId)) return
  const owner = { customerId: customerId as CustomerId, orderId: null }
  context.access.note({ owner, coordinate, path, scopes: [WRITE] })
}

/** Has what was read of a shopper be read anew: by this request, and by whoever shares the cache. */
export async function forgetShopper(context: Context, customer: Entity): Promise<void> {
  const { estate, forget } = context.services
  const records = new Set<RecordId>(estate.answers.profiles.flatMap(({ name }) => recordsIn(customer, name)))
  await forget({ records: [...records] })
  renewProfiles(context)
  renewConsents(context)
}

/** What asking one system came to; `refusal` is null when it was done. */
export interface Told {
  readonly write: WriteOutcome
  readonly refusal: Refusal | null
}

/** It was done. */
function told(system: SystemKind): Told {
  return { write: { system, outcome: 'OK', queuedForRetry: false }, refusal: null }
}

/** It was not done, because the system does not take it. */
function notTaken(system: SystemKind, refusal: Refusal): Told {
  return { write: { system, outcome: 'REFUSED', queuedForRetry: false }, refusal }
}

/** It was not done, or nobody knows: a CONFLICT means what the caller says it does. */
function failedSo(system: SystemKind, error: SourceError, conflict: Refusal['code']): Told {
  if (error.code === 'CONFLICT') return notTaken(system, because(conflict, { system }))
  if (error.code === 'UNSUPPORTED') return notTaken(system, because('UNSUPPORTED', { system }))
  const write = { system, outcome: outcomeOf(error.code), queuedForRetry: false }
  return { write, refusal: because('SYSTEM_UNAVAILABLE', { system }) }
}

/** Waits for a system that is asked; what it failed with is what it came to, what is none of its failures is thrown. */
export async function askedSo(
  system: SystemKind,
  asking: Promise<Refusal | null>,
  conflict: Refusal['code'],
): Promise<Told> {
  try {
    const refusal = await asking
    return refusal ? notTaken(system, refusal) : told(system)
  } catch (error) {
    if (!isSourceError(error)) throw error
    return failedSo(system, error, conflict)
  }
}

/**
 * Asks one system after the other, and none any more once one has not done it; null is one that had nothing to do. Throws `Refused` then: with its
 * reason where nothing was done, as PARTIALLY_APPLIED where an earlier one had done its part. `goesOn`: whether the same key goes on after this.
 */
export async function askInTurn<T>(
  things: readonly T[],
  ask: (thing: T) => Promise<Told | null>,
  goesOn: (why: Refusal) => boolean = ({ retryable }) => retryable,
): Promise<readonly WriteOutcome[]> {
  const all: WriteOutcome[] = []
  for (const thing of things) {
    const told = await ask(thing)
    if (told === null) continue
    const { write, refusal } = told
    const hasBegun = all.length > 0
    all.push(write)
    if (refusal) throw refused([hasBegun ? partly(refusal, goesOn(refusal)) : refusal], all)
  }
  return all
}
