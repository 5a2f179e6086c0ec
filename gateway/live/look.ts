import { setMaxListeners } from 'node:events'
import { HeaderMap, type HTTPGraphQLResponse } from '@apollo/server'
import type { FastifyRequest } from 'fastify'
import type { Clock } from '../../adapters/time.ts'
import type { Viewer } from '../../subgraphs/shared/access/viewer.ts'
import { contextFor } from '../context-for.ts'
import { rootCause } from '../errors.ts'
import { refusalBody } from '../http/refusals.ts'
import { networkOf } from '../limits/network.ts'
import { tooLarge, withRefusal } from '../limits/response-size.ts'
import type { Log } from '../log.ts'
import type { Watches } from '../operations/instruments.ts'
import type { OperationSummary } from '../request.ts'
import type { Serving } from '../serving.ts'
import { type Look, MOST } from './answers.ts'
import type { Changes } from './changes.ts'

export interface LookOptions {
  readonly changes: Pick<Changes, 'mark'>
  /** Takes what serves now. */
  take(): { readonly value: Serving; release(): void }
  readonly maxResponseBytes: number
  readonly watches: Pick<Watches, 'begin'>
  readonly clock: Clock
  readonly log: Log
  /** Aborts when nobody waits any more. */
  readonly signal: AbortSignal
}

/** A look, and what HTTP and the counting of live answers need to know of it. */
export interface Looked extends Look {
  readonly headers: Readonly<Record<string, string>>
  /** Who is counted; empty for one who was refused before that was known. */
  readonly client: string
}

/** Asks a request's operation once, as `POST /graphql` does, and notes what the answer is about. Never throws. */
export async function lookOnce(incoming: FastifyRequest, options: LookOptions): Promise<Looked> {
  const { changes, watches, clock, log, take } = options
  const { value: serving, release } = take()
  const { signal, leave } = within(options.signal)
  const followed = watches.begin(incoming)
  const startedAt = clock().getTime()
  const since = changes.mark()
  const things = new Set<string>()
  const about = (thing: string) => {
    if (things.size < MOST) things.add(thing)
  }
  let summary: OperationSummary | null = null
  let client = ''
  const report = (next: OperationSummary) => {
    summary = next
  }
  const end = (status: number, body: string, headers: Looked['headers']): Looked => {
    followed.end({ status, summary })
    const durationMs = Math.round(clock().getTime() - startedAt)
    log.info('request', {
      requestId: incoming.id,
      method: incoming.method,
      route: incoming.routeOptions.url ?? null,
      status,
      durationMs,
      ...summary,
    })
    return { status, body, headers, retryAfterMs: retryAfter(status, headers), about: things, since, client }
  }
  try {
    const response = await serving.graph.server.executeHTTPGraphQLRequest({
      httpGraphQLRequest: requestOf(incoming),
      context: async () => {
        const asking = { incoming, signal, about, watch: followed.watch, report }
        const context = await contextFor(asking, { serving, clock, log })
        client = clientOf(context.viewer, incoming.ip)
        return context
      },
    })
    const body = textOf(response)
    const instead = tooLarge(body, options.maxResponseBytes)
    if (instead && summary) summary = withRefusal(summary, instead.refused)
    if (instead) return end(400, instead.body, JSON_TYPE)
    return end(response.status ?? 200, body, Object.fromEntries(response.headers))
  } catch (error) {
    log.error('internal', { requestId: incoming.id }, rootCause(error))
    return end(500, refusalBody('INTERNAL', 'Internal error'), JSON_TYPE)
  } finally {
    leave()
    release()
  }
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' }

/** A signal of its own, by which adapters know one look from the next. */
function within(outer: AbortSignal): { readonly signal: AbortSignal; leave(): void } {
  const own = new AbortController()
  const abort = () => own.abort()
  setMaxListeners(0, own.signal)
  if (outer.aborted) abort()
  outer.addEventListener('abort', abort)
  return { signal: own.signal, leave: () => outer.removeEventListener('abort', abort) }
}

/** The same each time: the server underneath may change what it is handed. */
function requestOf({ body, headers }: FastifyRequest) {
  const type = headers['content-type'] ?? ''
  return {
    method: 'POST',
    headers: new HeaderMap([['content-type', type]]),
    search: '',
    body: structuredClone(body),
  }
}

function textOf({ body }: HTTPGraphQLResponse): string {
  // In one line, as the format of a stream wants it.
  if (body.kind === 'complete') return body.string.trim()
  throw new Error('expected an answer in one piece')
}

function clientOf({ subject }: Viewer, address: string): string {
  return subject === null ? `address ${networkOf(address)}` : `subject ${subject}`
}

/** When something that may yet be executed is tried again, where nobody says when. */
const SOON_MS = 5_000

function retryAfter(status: number, headers: Looked['headers']): number | null {
  if (status !== 429 && status !== 503) return null
  const seconds = Number(headers['retry-after'])
  return seconds > 0 ? seconds * 1_000 : SOON_MS
}
