import { isSourceError } from '../../adapters/error.ts'
import type { RecordId } from '../../adapters/ids.ts'
import type { ConsentState, ConsentStatement } from '../../adapters/ports/consents.ts'
import type { Found } from '../../adapters/read.ts'
import type { Answerer } from '../../adapters/source.ts'
import type { Entity } from '../../ledger/port.ts'
import { type Context, perRequest } from '../context.ts'
import { toGraphQLError } from '../graphql-error.ts'
import { type ReadLoader, readLoader } from '../loader.ts'
import { recordsIn } from '../shared/shoppers/customer-records.ts'
import { recordOf } from '../source-status.ts'
import type { ConsentModel } from './models.ts'

/** A statement and the source that makes it. */
export interface Stated {
  readonly asked: Pick<Answerer<'consents'>, 'kind'>
  readonly found: Found<ConsentStatement>
}

type Loaders = ReadonlyMap<string, ReadLoader<RecordId, readonly Found<ConsentStatement>[]>>

const kept = perRequest(() => ({ loaders: null as Loaders | null }))

function loadersOf(context: Context): Loaders {
  const mine = kept(context)
  mine.loaders ??= new Map(
    context.services.estate.answers.consents.map(({ name, port }) => [
      name,
      readLoader((ids: readonly RecordId[]) => port.consents(ids)),
    ]),
  )
  return mine.loaders
}

/** What this request has read is not what it reads from now on. */
export function renewConsents(context: Context): void {
  kept(context).loaders = null
}

/** A shopper's consents over every source. Throws when a source failed: it may know of a refusal. */
export async function consentsOf(context: Context, customer: Entity): Promise<readonly ConsentModel[]> {
  const parts = await Promise.all(
    context.services.estate.answers.consents.map(async (asked) => {
      const loader = loadersOf(context).get(asked.name)
      const ids = recordsIn(customer, asked.name)
      const reads = await Promise.all(ids.map(async (id) => loader?.load(id)))
      return reads.flatMap((read): readonly Stated[] => {
        if (isSourceError(read)) throw toGraphQLError(read)
        return (read?.value ?? []).map((found) => ({ asked, found }))
      })
    }),
  )
  return strictest(parts.flat())
}

/** Strictest last. Only GRANTED allows anything; the others differ in how surely they forbid. */
const STRICTNESS: readonly ConsentState[] = ['GRANTED', 'UNKNOWN', 'PENDING', 'WITHDRAWN', 'DENIED']

/**
 * One consent for each purpose and way that anybody spoke of. What was said of every way (`via` null) holds for each. The
 * strictest statement wins, whichever system makes it and however old it is; of equally strict ones the latest captured, then
 * the first. Those that differ in whether it is allowed are shown beside it.
 */
export function strictest(statements: readonly Stated[]): readonly ConsentModel[] {
  const purposes = [...new Set(statements.map(({ found }) => found.value.purpose))]
  return purposes.flatMap((purpose) => {
    const said = statements.filter(({ found }) => found.value.purpose === purpose)
    return [...new Set(said.map(({ found }) => found.value.via))].map((via) => {
      const about = said.filter(({ found: { value } }) => value.via === via || value.via === null)
      return decide(about, { purpose, via })
    })
  })
}

function decide(
  about: readonly Stated[],
  { purpose, via }: Pick<ConsentStatement, 'purpose' | 'via'>,
): ConsentModel {
  const [winner, ...others] = [...about].sort(strictestFirst) as [Stated, ...Stated[]]
  const { state, capturedAt, legalText } = winner.found.value
  const differing = others.filter(({ found }) => (found.value.state === 'GRANTED') !== (state === 'GRANTED'))
  return {
    purpose,
    via,
    state,
    capturedAt,
    legalText,
    source: recordOf(winner.asked, winner.found),
    conflictsWith: differing.map(({ asked, found }) => recordOf(asked, found)),
  }
}

function strictestFirst(left: Stated, right: Stated): number {
  const rank = ({ found }: Stated) => STRICTNESS.indexOf(found.value.state)
  const stricter = rank(right) - rank(left)
  if (stricter !== 0) return stricter
  const [one, other] = [left.found.value.capturedAt ?? '', right.found.value.capturedAt ?? '']
  return one === other ? 0 : one > other ? -1 : 1
}
