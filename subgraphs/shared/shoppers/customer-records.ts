import DataLoader from 'dataloader'
import type { GraphQLError } from 'graphql'
import { SourceError } from '../../../adapters/error.ts'
import { isIdOf, type RecordId, type RecordRef } from '../../../adapters/ids.ts'
import { instant } from '../../../adapters/time.ts'
import { type Entity, recordKey } from '../../../ledger/port.ts'
import { type Context, perRequest } from '../../context.ts'
import { badInput, toGraphQLError } from '../../graphql-error.ts'

const byId = perRequest(
  ({ services }) =>
    new DataLoader<string, Entity | null>(async (ids) => {
      const entities = await services.identity.resolve('customer', ids)
      return ids.map((id) => entities.get(id) ?? null)
    }),
)

/**
 * The shopper an id stands for, canonical or alias; null when the id was never given. While the systems'
 * cross-references are still being read an unknown id may yet become known: that is a retryable failure, not null.
 */
export async function customerById(context: Context, id: string): Promise<Entity | null> {
  if (!isIdOf('customer', id)) throw malformed()
  const entity = await byId(context).load(id)
  if (entity || context.services.identityFilled()) return entity
  throw stillFilled()
}

/** Nobody can say yet whose an id or a record is. */
export function stillFilled(): GraphQLError {
  return toGraphQLError(
    new SourceError('identity', 'SOURCE_UNAVAILABLE', 'still being filled', { retryAfterSeconds: 5 }),
  )
}

/** Whether two ids are one shopper's, as far as the ledger knows now. Throws BAD_INPUT where `other` is no shopper's id. */
export async function isSameCustomer(context: Context, viewer: string, other: string): Promise<boolean> {
  if (!isIdOf('customer', other)) throw malformed()
  const [one, another] = await Promise.all([byId(context).load(viewer), byId(context).load(other)])
  return one !== null && one.id === another?.id
}

function malformed(): GraphQLError {
  return badInput('expected a customer id as the graph gave it: cus_ and 26 characters')
}

const byRecord = perRequest(
  (context) =>
    new DataLoader<RecordRef, Entity | null, string>((records) => ownersOf(context, records), {
      cacheKeyFn: recordKey,
    }),
)

/**
 * The shopper a record belongs to; a record never seen before becomes a shopper on first sight. The graph's own records of shoppers are
 * their ids.
 */
export function customerOfRecord(context: Context, record: RecordRef): Promise<Entity | null> {
  if (record.source === HOUSE) return byId(context).load(record.id)
  return byRecord(context).load(record)
}

async function ownersOf({ services }: Context, records: readonly RecordRef[]): Promise<(Entity | null)[]> {
  const { identity, clock } = services
  const known = await identity.ownersOf('customer', records)
  const unseen = records.filter((record) => !known.has(recordKey(record)))
  if (unseen.length === 0) return records.map((record) => known.get(recordKey(record)) ?? null)
  const sights = unseen.map((record) => ({ record, same: [] }))
  await identity.observe('customer', sights, 'graph', instant(clock()))
  const all = await identity.ownersOf('customer', records)
  return records.map((record) => all.get(recordKey(record)) ?? null)
}

/** The keys of a shopper's records in one source, surest and first seen first. */
export function recordsIn(entity: Entity, source: string): readonly RecordId[] {
  return entity.records
    .filter(({ record, state }) => record.source === source && state === 'CONFIRMED')
    .map(({ record }) => record.id)
}

/** The name of the graph itself among the sources of orders. No system is called so. */
export const HOUSE = 'couture'

/** The source under which the identity ledger keeps loyalty card numbers. */
export const CARD = 'card'
