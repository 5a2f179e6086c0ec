import type { z } from 'zod'
import type { Answer, Call, Caller } from '../../call/caller.ts'
import { parseShape, readJson } from '../../call/json.ts'
import { SourceError } from '../../error.ts'
import type { Tokens } from './tokens.ts'
import { pageShape } from './wire.ts'

/** A call below `/api/rest/v1/`, without credentials. */
export interface PimCall {
  /** Path and query below `/api/rest/v1/`, encoded. */
  readonly path: string
  readonly route: string
  readonly batchSize?: number
  /** Makes it a POST. */
  readonly body?: Readonly<Record<string, unknown>>
}

/** One page of a list. */
export interface PimPage<T> {
  readonly items: readonly T[]
  /** Set when a record could not be read: nobody knows which, so a key that is missing may be it. */
  readonly unreadable: SourceError | null
  /** Path of the next page as the PIM gave it; null at the end. */
  readonly next: string | null
}

/** A list that was followed to its end. */
interface PimList<T> extends PimPage<T> {
  readonly pages: number
}

/** The wire to one PIM. */
export interface AkeneoClient {
  /** Asks once, and once again with another token after a 401. Answers 200 or 404; all else is a `SourceError`. */
  ask(call: PimCall): Promise<Answer>
  page<T>(call: PimCall, shape: z.ZodType<T>): Promise<PimPage<T>>
  /** Follows a list to its end, or until it has `enough` records: a full last page names a next one all the same. */
  all<T>(call: PimCall, shape: z.ZodType<T>, enough?: number): Promise<PimList<T>>
}

/** Most pages of one list; more is taken for a loop. */
const MAX_PAGES = 200

/** A client that has asked for nothing yet. */
export function createAkeneoClient(source: string, caller: Caller, tokens: Tokens): AkeneoClient {
  async function ask(call: PimCall): Promise<Answer> {
    const token = await tokens.current()
    const first = await caller.call(withToken(call, token))
    if (first.status !== 401) return accepted(source, call, first)
    tokens.refused(token)
    return accepted(source, call, await caller.call(withToken(call, await tokens.current())))
  }

  async function page<T>(call: PimCall, shape: z.ZodType<T>): Promise<PimPage<T>> {
    const answer = await ask(call)
    if (answer.status === 404) throw new SourceError(source, 'BAD_RESPONSE', `the PIM has no ${call.route}`)
    const { _embedded, _links } = parseShape(source, pageShape, readJson(source, answer))
    const read = _embedded.items.map((item) => shape.safeParse(item))
    const items = read.flatMap((one) => (one.success ? [one.data] : []))
    const cause = read.find((one) => !one.success)?.error
    const unreadable = cause
      ? new SourceError(source, 'BAD_RESPONSE', `a record of ${call.route} has an unexpected shape`, {
          cause,
        })
      : null
    const { next } = _links
    return { items, unreadable, next: next ? belowApi(source, next.href) : null }
  }

  async function all<T>(
    call: PimCall,
    shape: z.ZodType<T>,
    enough = Number.POSITIVE_INFINITY,
  ): Promise<PimList<T>> {
    const items: T[] = []
    let unreadable: SourceError | null = null
    let path: string | null = call.path
    let pages = 0
    for (; path !== null; pages++) {
      if (pages === MAX_PAGES) {
        throw new SourceError(source, 'BAD_RESPONSE', `${call.route} has more than ${MAX_PAGES} pages`)
      }
      const read: PimPage<T> = await page({ ...call, path }, shape)
      items.push(...read.items)
      unreadable ??= read.unreadable
      path = items.length < enough ? read.next : null
    }
    return { items, unreadable, next: null, pages }
  }

  return { ask, page, all }
}

function withToken({ path, route, batchSize = 1, body }: PimCall, token: string): Call {
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json' }
  const call = { path: `api/rest/v1/${path}`, route, batchSize }
  if (!body) return { ...call, method: 'GET', headers }
  return {
    ...call,
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    // The PIM's only POSTs that are made here are searches.
    safe: true,
  }
}

function accepted(source: string, { route }: PimCall, answer: Answer): Answer {
  const { status } = answer
  if (status === 200 || status === 404) return answer
  const cause = new Error(`HTTP ${status}: ${answer.body.slice(0, 500)}`)
  if (status === 401 || status === 403) {
    const message = `the PIM does not let this connection read ${route} (HTTP ${status}); check its permissions`
    throw new SourceError(source, 'SOURCE_UNAVAILABLE', message, { cause })
  }
  const message = `the PIM refuses the call on ${route} (HTTP ${status})`
  throw new SourceError(source, 'BAD_RESPONSE', message, { cause })
}

/** Links are followed as given, but for the host: a PIM behind a proxy may name one that nobody else can reach. */
function belowApi(source: string, href: string): string {
  const path = /\/api\/rest\/v1\/(.+)$/.exec(href)?.[1]
  if (path) return path
  throw new SourceError(source, 'BAD_RESPONSE', 'the PIM linked the next page to a place outside its API')
}
