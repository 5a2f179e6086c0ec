import type { SourceError, SourceErrorCode } from '../adapters/error.ts'
import type { Found, Read } from '../adapters/read.ts'
import { isFound } from '../adapters/read.ts'
import type { SystemKind } from '../adapters/source.ts'
import { type Clock, type Instant, instant } from '../adapters/time.ts'

/** The schema's `SourceOutcome`, as far as reads have them. */
export type Outcome =
  | 'OK'
  | 'STALE'
  | 'PARTIAL'
  | 'TIMEOUT'
  | 'UNAVAILABLE'
  | 'CIRCUIT_OPEN'
  | 'RATE_LIMITED'
  | 'BAD_RESPONSE'
  | 'NOT_ASKED'

/** The schema's `SourceStatus`. */
export interface SourceStatus {
  readonly system: SystemKind
  readonly instance: string
  readonly outcome: Outcome
  readonly asOf: Instant | null
  readonly message: string | null
  readonly retryAfterSeconds: number | null
}

/** The schema's `SourceRecord`. */
export interface SourceRecord {
  readonly system: SystemKind
  readonly instance: string
  readonly recordId: string | null
  readonly recordedAt: Instant | null
  readonly fetchedAt: Instant
  readonly fromCache: boolean
}

/** Who was asked: a source in the role of one port. */
export interface Asked {
  readonly name: string
  readonly kind: SystemKind
}

/** A source that failed, and how. */
export interface Failure {
  readonly asked: Asked
  readonly error: SourceError
}

const OUTCOME: Readonly<Record<SourceErrorCode, Outcome>> = {
  SOURCE_TIMEOUT: 'TIMEOUT',
  SOURCE_UNAVAILABLE: 'UNAVAILABLE',
  CIRCUIT_OPEN: 'CIRCUIT_OPEN',
  RATE_LIMITED: 'RATE_LIMITED',
  BAD_RESPONSE: 'BAD_RESPONSE',
  UNSUPPORTED: 'NOT_ASKED',
  CONFLICT: 'BAD_RESPONSE',
}

const SENTENCE: Readonly<Record<SourceErrorCode, string>> = {
  SOURCE_TIMEOUT: 'did not answer in time',
  SOURCE_UNAVAILABLE: 'is not available',
  CIRCUIT_OPEN: 'is not asked for a moment, because it failed repeatedly',
  RATE_LIMITED: 'refuses more calls for now',
  BAD_RESPONSE: 'answered something unreadable',
  UNSUPPORTED: 'cannot answer this',
  CONFLICT: 'contradicts itself',
}

/** What came of asking a system that failed so. */
export function outcomeOf(code: SourceErrorCode): Outcome {
  return OUTCOME[code]
}

/** A failure in one sentence for people: the source's configured name and what happened, nothing internal. */
export function sentence(error: SourceError): string {
  return `The system "${error.source}" ${SENTENCE[error.code]}.`
}

/** A source that answered. `asOf` is when its answer held; now when it was not read from a cache. */
export function answered(
  { kind, name }: Asked,
  asOf: Instant,
  outcome: 'OK' | 'STALE' | 'PARTIAL' = 'OK',
): SourceStatus {
  const message =
    outcome === 'PARTIAL'
      ? `The system "${name}" holds records that cannot be read.`
      : outcome === 'STALE'
        ? `The system "${name}" does not answer now; this is what it said earlier.`
        : null
  return { system: kind, instance: name, outcome, asOf, message, retryAfterSeconds: null }
}

/** A source that was not asked, because it cannot know. */
export function notAsked({ kind, name }: Asked): SourceStatus {
  return {
    system: kind,
    instance: name,
    outcome: 'NOT_ASKED',
    asOf: null,
    message: null,
    retryAfterSeconds: null,
  }
}

/** A source that failed. */
export function failed({ asked: { kind, name }, error }: Failure): SourceStatus {
  const { code, retryAfterSeconds } = error
  return {
    system: kind,
    instance: name,
    outcome: OUTCOME[code],
    asOf: null,
    message: sentence(error),
    retryAfterSeconds,
  }
}

/**
 * One status for many reads of one source: OK when all were answered, its failure when all failed, PARTIAL with the
 * failure's words when some did, STALE when some were past their age. `asOf` is the oldest reading.
 */
export function statusOfReads<T>(
  asked: Asked,
  reads: readonly (Read<T> | undefined)[],
  clock: Clock,
): SourceStatus {
  const found = reads.filter(isFound)
  const failures = reads.filter((read): read is SourceError => read !== undefined && !isFound(read))
  const times = found.map(({ fetchedAt }) => fetchedAt).sort()
  const [error] = failures
  if (!error) return answered(asked, times[0] ?? instant(clock()), found.some(isStale) ? 'STALE' : 'OK')
  const status = failed({ asked, error })
  return found.length > 0 ? { ...status, outcome: 'PARTIAL', asOf: times[0] ?? null } : status
}

/** Whether what is shown is past its age, because its system fails just now. */
export function isStale({ stale }: Pick<Found<unknown>, 'stale'>): boolean {
  return stale === true
}

/** Where a found value comes from, for the schema's `source` fields. */
export function recordOf<T>({ kind }: Pick<Asked, 'kind'>, found: Found<T>): SourceRecord {
  const { source: instance, recordId, recordedAt, fetchedAt, fromCache } = found
  return { system: kind, instance, recordId, recordedAt, fetchedAt, fromCache }
}

/** Whether a source answered all it was asked, now or earlier. */
export function hasAnswered({ outcome }: Pick<SourceStatus, 'outcome'>): boolean {
  return outcome === 'OK' || outcome === 'STALE'
}

/** Whether a source does not answer now, and what it said earlier stands in. */
export function isOld({ outcome }: Pick<SourceStatus, 'outcome'>): boolean {
  return outcome === 'STALE'
}

/** Whether every source answered in full, or was rightly not asked. */
export function isComplete(sources: readonly SourceStatus[]): boolean {
  return sources.every(({ outcome }) => outcome === 'OK' || outcome === 'NOT_ASKED')
}

/** The statuses with failures of later reads in them: a source that answered first and then failed is PARTIAL. */
export function withFailures(
  sources: readonly SourceStatus[],
  failures: readonly SourceError[],
): readonly SourceStatus[] {
  return sources.map((status) => {
    const error = failures.find(({ source }) => source === status.instance)
    if (!error || !hasAnswered(status)) return status
    const asked = { name: status.instance, kind: status.system }
    return { ...failed({ asked, error }), outcome: 'PARTIAL', asOf: status.asOf }
  })
}

/** From the best to the worst that can be said of a source. */
const RANK: readonly Outcome[] = [
  'NOT_ASKED',
  'OK',
  'STALE',
  'PARTIAL',
  'RATE_LIMITED',
  'CIRCUIT_OPEN',
  'TIMEOUT',
  'UNAVAILABLE',
  'BAD_RESPONSE',
]

/** One status for each source that was asked in several roles: the worst, in the order they first appear. */
export function worstOf(sources: readonly SourceStatus[]): readonly SourceStatus[] {
  const worst = new Map<string, SourceStatus>()
  for (const status of sources) {
    const known = worst.get(status.instance)
    if (!known || RANK.indexOf(status.outcome) > RANK.indexOf(known.outcome)) {
      worst.set(status.instance, status)
    }
  }
  return [...worst.values()]
}
