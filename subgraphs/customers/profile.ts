import type { SourceError } from '../../adapters/error.ts'
import type { RecordId } from '../../adapters/ids.ts'
import { normalEmail, normalPhone, type Profile } from '../../adapters/ports/profiles.ts'
import { type Found, isFound, type Read } from '../../adapters/read.ts'
import type { Answerer } from '../../adapters/source.ts'
import type { Entity } from '../../ledger/port.ts'
import { type Context, perRequest } from '../context.ts'
import { recordsIn } from '../customer-records.ts'
import { toGraphQLError } from '../graphql-error.ts'
import { readLoader } from '../loader.ts'
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

const profiles = perRequest(
  ({ services }) =>
    new Map(
      services.estate.answers.profiles.map(({ name, port }) => [
        name,
        readLoader<RecordId, Profile>((ids) => port.profiles(ids)),
      ]),
    ),
)

const gathered = perRequest(() => new Map<string, Promise<Gathered>>())

/** All of a shopper's profiles, read once per request, every source side by side. */
export function gather(context: Context, customer: Entity): Promise<Gathered> {
  const known = gathered(context).get(customer.id)
  if (known) return known
  const fresh = readAll(context, customer)
  gathered(context).set(customer.id, fresh)
  return fresh
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
  const loader = profiles(context).get(name)
  return Promise.all(recordsIn(customer, name).map(async (id) => loader?.load(id)))
}

/**
 * A field's value by precedence: the first record that has one. When nobody who answered has one and somebody failed,
 * the failure: nobody knows.
 */
export function fieldOf<F extends ProfileField>({ found, failures }: Gathered, field: F): Profile[F] | null {
  const winner = found.find(({ found: { value } }) => value[field] !== null)
  if (winner) return winner.found.value[field]
  const [failure] = failures
  if (failure) throw toGraphQLError(failure)
  return null
}

/** Where a field comes from: the winner, and what the other records say. Null when no record has a value. */
export function fieldSource({ found }: Gathered, field: ProfileField) {
  const winner = found.find(({ found: { value } }) => value[field] !== null)
  if (!winner) return null
  const others = found.filter((one) => one !== winner)
  const mine = comparable(field, winner.found.value[field])
  const alternatives: FieldAlternativeModel[] = others.map(({ asked, found: other }) => ({
    source: recordOf(asked, other),
    value: other.value[field],
  }))
  return {
    field,
    winner: recordOf(winner.asked, winner.found),
    rule: 'SYSTEM_OF_RECORD' as const,
    inConflict: alternatives.some(({ value }) => value !== null && comparable(field, value) !== mine),
    alternatives,
  }
}

/** Values that are written differently and mean the same are no contradiction. */
function comparable(field: ProfileField, value: string | null): string | null {
  if (value === null) return null
  if (field === 'email') return normalEmail(value)
  if (field === 'phone') return normalPhone(value)
  // Some systems keep the language alone: `fr` does not contradict `fr-FR`.
  if (field === 'preferredLocale') return value.split(/[-_]/)[0]?.toLowerCase() ?? null
  return value.trim().toLocaleLowerCase()
}
