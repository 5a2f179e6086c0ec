import type { Answer, Call } from '../../call/caller.ts'
import { parseShape, readJson } from '../../call/json.ts'
import { isSourceError, SourceError } from '../../error.ts'
import { answerOf, INVALID_FIELD, type Outcome, orThrow } from './outcome.ts'
import type { Session } from './session.ts'
import { compositeShape, pageShape, type WirePage } from './wire.ts'

/** What a query's first page came to; failures are values where several travel together. */
export type PageOutcome = Outcome<WirePage> | SourceError

export interface RequestsOptions {
  readonly source: string
  readonly session: Session
  /** `v60.0`. */
  readonly version: string
  /** Told of every answer, for the call budget in its headers. */
  heard(answer: Answer): void
}

/** The calls on the wire, parsed. They throw a `SourceError` unless said otherwise. */
export interface Requests {
  /** The first page of each statement: one short statement as a GET, more or longer ones in one composite. Never throws a `SourceError`. */
  firstPages(soqls: readonly string[], keys: number): Promise<readonly PageOutcome[]>
  /** The page after this one. */
  nextPage(page: WirePage, keys: number): Promise<Outcome<WirePage>>
  /** `composite/sobjects/X`, unparsed. */
  collection(
    object: string,
    body: { readonly ids: readonly string[]; readonly fields: readonly string[] },
  ): Promise<Outcome<unknown>>
}

/** Longest URI the vendor advises; longer statements go into a composite's body. */
const MAX_URI = 2_000

/** The calls over a session. */
export function createRequests({ source, session, version, heard }: RequestsOptions): Requests {
  const base = `services/data/${version}`
  const queryPath = (soql: string) => `${base}/query?q=${encodeURIComponent(soql)}`

  const json = async (request: Call): Promise<Outcome<unknown>> => {
    const answer = await session.call(request)
    heard(answer)
    return answerOf(source, answer.status, readJson(source, answer))
  }
  const post = (path: string, route: string, body: unknown, batchSize: number) =>
    json({
      method: 'POST',
      path: `${base}/${path}`,
      route,
      batchSize,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      // Composites of GETs and collections by id: reads that need a body.
      safe: true,
    })
  const page = async (path: string, keys: number): Promise<Outcome<WirePage>> =>
    toPage(source, await json({ method: 'GET', path, route: 'query', batchSize: keys }))

  const composite = async (soqls: readonly string[], keys: number): Promise<readonly PageOutcome[]> => {
    const compositeRequest = soqls.map((soql, i) => ({
      method: 'GET',
      url: `/${queryPath(soql)}`,
      referenceId: `q${i}`,
    }))
    const body = await post('composite', 'composite', { allOrNone: false, compositeRequest }, keys)
    const { compositeResponse } = parseShape(source, compositeShape, orThrow(source, body))
    const parts = new Map(compositeResponse.map((part) => [part.referenceId, part]))
    return compositeRequest.map(({ referenceId }): PageOutcome => {
      const part = parts.get(referenceId)
      if (!part) return new SourceError(source, 'BAD_RESPONSE', 'a part of the composite has no answer')
      return valueOr(() => toPage(source, answerOf(source, part.httpStatusCode, part.body)))
    })
  }

  return {
    async firstPages(soqls, keys) {
      const [only = ''] = soqls
      try {
        const short = soqls.length === 1 && queryPath(only).length <= MAX_URI
        return short ? [await page(queryPath(only), keys)] : await composite(soqls, keys)
      } catch (error) {
        const failure = onlySourceErrors(error)
        return soqls.map(() => failure)
      }
    },
    nextPage: async (before, keys) => page(nextPath(source, before), keys),
    collection: (object, body) =>
      post(`composite/sobjects/${object}`, 'composite/sobjects', body, body.ids.length),
  }
}

/** The value, or the `SourceError` that was thrown for it. */
export function valueOr<T>(work: () => T): T | SourceError {
  try {
    return work()
  } catch (error) {
    return onlySourceErrors(error)
  }
}

/** The error as a value if it is a source's; bugs pass through. */
export function onlySourceErrors(error: unknown): SourceError {
  if (isSourceError(error)) return error
  throw error
}

function toPage(source: string, body: Outcome<unknown>): Outcome<WirePage> {
  return body === INVALID_FIELD ? INVALID_FIELD : parseShape(source, pageShape, body)
}

/** The next page's path; anything but a query locator is refused. */
function nextPath(source: string, { nextRecordsUrl = '' }: WirePage): string {
  if (/^\/services\/data\/v\d+\.0\/query\/[\w-]+$/.test(nextRecordsUrl)) return nextRecordsUrl.slice(1)
  throw new SourceError(source, 'BAD_RESPONSE', 'the next page is not a page of a query')
}
