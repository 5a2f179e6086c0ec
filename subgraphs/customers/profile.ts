import type { SourceError } from '../../adapters/error.ts'
import type { RecordId } from '../../adapters/ids.ts'
import { normalEmail, normalPhone, type Profile } from '../../adapters/ports/profiles.ts'
import { type Found, isFound, type Read } from '../../adapters/read.ts'
import type { Answerer } from '../../adapters/source.ts'
import type { Entity } from '../../ledger/port.ts'
import { type Context, perRequest } from '../context.ts'
import { toGraphQLError } from '../graphql-error.ts'
import { type ReadLoader, readLoader } from '../loader.ts'
import { recordsIn } from '../shared/shoppers/customer-records.ts'
import type { Place, StoreDirectory } from '../shared/stock/store-directory.ts'
import { notAsked, recordOf, type SourceStatus, statusOfReads } from '../source-status.ts'
import type { FieldAlternativeModel } from './models.ts'

/** The profile fields that systems may contradict each other in. */
export const PROFILE_FIELDS = [
  'givenName',
  'familyName',
  'email',
  'phone',
  'birthDate',
  'preferredLocale',
  'preferredStore',
] as const
export type ProfileField = (typeof PROFILE_FIELDS)[number]

/** What every source said of one shopper, in the retailer's order of precedence. */
export interface Gathered {
  readonly found: readonly { readonly asked: Answerer<'profiles'>; readonly found: Found<Profile> }[]
  readonly failures: readonly SourceError[]
  readonly statuses: readonly SourceStatus[]
}

type Loaders = ReadonlyMap<string, ReadLoader<RecordId, Profile>>

/** What a request has read of profiles: by shopper, and through which loaders. */
const kept = perRequest(() => ({
  loaders: null as Loaders | null,
  gathered: new Map<string, Promise<Gathered>>(),
}))

function loadersOf(context: Context): Loaders {
  const mine = kept(context)
  mine.loaders ??= new Map(
    context.services.estate.answers.profiles.map(({ name, port }) => [
      name,
      readLoader<RecordId, Profile>((ids) => port.profiles(ids)),
    ]),
  )
  return mine.loaders
}

/** All of a shopper's profiles, read once per request, every source side by side. */
export function gather(context: Context, customer: Entity): Promise<Gathered> {
  const { gathered } = kept(context)
  const known = gathered.get(customer.id)
  if (known) return known
  const fresh = readAll(context, customer)
  gathered.set(customer.id, fresh)
  return fresh
}

/** What this request has read is not what it reads from now on. */
export function renewProfiles(context: Context): void {
  const mine = kept(context)
  mine.loaders = null
  mine.gathered.clear()
}

async function readAll(context: Context, customer: Entity): Promise<Gathered> {
  const { answers } = context.services.estate
  const parts = await Promise.all(
    answers.profiles.map(async (asked) => ({ asked, reads: await readFrom(context, asked, customer) })),
  )
  const all = parts.flatMap(({ asked, reads }) => reads.map((read) => ({ asked, read })))
  return {
    found: all.flatMap(({ asked, read }) => (isFound(read) ? [{ asked, found: read }] : [])),
    failures: all.flatMap(({ read }) => (read !== undefined && !isFound(read) ? [read] : [])),
    statuses: parts.map(({ asked, reads }) =>
      reads.length === 0 ? notAsked(asked) : statusOfReads(asked, reads, context.services.clock),
    ),
  }
}

function readFrom(
  context: Context,
  { name }: Answerer<'profiles'>,
  customer: Entity,
): Promise<(Read<Profile> | undefined)[]> {
  const loader = loadersOf(context).get(name)
  return Promise.all(recordsIn(customer, name).map(async (id) => loader?.load(id)))
}

/** The first record, by precedence, that has a value for a field. */
function winnerOf({ found }: Gathered, field: ProfileField) {
  return found.find(({ found: { value } }) => value[field] !== null) ?? null
}

/**
 * A field's value by precedence: the first record that has one. When nobody who answered has one and somebody failed,
 * the failure: nobody knows.
 */
export function fieldOf<F extends ProfileField>(gathered: Gathered, field: F): Profile[F] | null {
  const winner = winnerOf(gathered, field)
  if (winner) return winner.found.value[field]
  const [failure] = gathered.failures
  if (failure) throw toGraphQLError(failure)
  return null
}

/** The preferred store, whatever its system calls it; null when none is known, or one that is no store of ours. */
export function preferredStore({ services }: Context, gathered: Gathered): Place | null {
  const record = fieldOf(gathered, 'preferredStore')
  const winner = winnerOf(gathered, 'preferredStore')
  const place = record && winner && placeOf(services.stores, winner.asked.name, record)
  return place?.kind === 'STORE' ? place : null
}

/** A store by its key in a source; a CRM often holds the retailer's own code. */
function placeOf(stores: StoreDirectory, source: string, record: string): Place | null {
  return stores.byRecord(source, record as RecordId) ?? stores.byCode(record)
}

/** Where a field comes from: the winner, and what the other records say. Null when no record has a value. */
export function fieldSource({ services }: Context, gathered: Gathered, field: ProfileField) {
  const winner = winnerOf(gathered, field)
  if (!winner) return null
  const others = gathered.found.filter((one) => one !== winner)
  const meaning = ({ asked, found: { value } }: Gathered['found'][number]) =>
    meaningOf(services.stores, field, asked.name, value[field])
  const mine = meaning(winner)
  const alternatives: FieldAlternativeModel[] = others.map(({ asked, found: other }) => ({
    source: recordOf(asked, other),
    value: other.value[field],
  }))
  return {
    field,
    winner: recordOf(winner.asked, winner.found),
    rule: 'SYSTEM_OF_RECORD' as const,
    inConflict: others.some((other) => contradicts(field, mine, meaning(other))),
    alternatives,
  }
}

/** A value as it is compared: values that are written differently and mean the same are equal. */
function meaningOf(stores: StoreDirectory, field: ProfileField, source: string, value: string | null) {
  if (value === null) return null
  if (field === 'email') return normalEmail(value)
  if (field === 'phone') return normalPhone(value)
  if (field === 'preferredStore') return placeOf(stores, source, value)?.code ?? value
  return value.trim().toLocaleLowerCase()
}

/** Whether both cannot be true. Nothing said contradicts nothing, and `fr` leaves room for `fr-FR`. */
function contradicts(field: ProfileField, mine: string | null, other: string | null): boolean {
  if (mine === null || other === null || mine === other) return false
  return field !== 'preferredLocale' || !(mine.startsWith(`${other}-`) || other.startsWith(`${mine}-`))
}
