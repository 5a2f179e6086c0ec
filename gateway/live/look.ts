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
import type { GatewayContext, OperationSummary } from '../request.ts'
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
  const { changes, watches, clock, log } = options
  const followed = watches.begin(incoming)
  const startedAt = clock().getTime()
  const notes: Notes = { about: new Set(), client: '', summary: null }
  const since = changes.mark()
  const { status, body, headers } = await ask(incoming, { ...options, notes, watch: followed.watch })
  const { about, client, summary } = notes
  followed.end({ status, summary })
  log.info('request', {
    requestId: incoming.id,
    method: incoming.method,
    route: incoming.routeOptions.url ?? null,
    status,
    durationMs: Math.round(clock().getTime() - startedAt),
    ...summary,
  })
  return { status, body, headers, retryAfterMs: retryAfter(status, headers), about, since, client }
}

/** What becomes known while it is asked. */
interface Notes {
  readonly about: Set<string>
  client: string
  summary: OperationSummary | null
}

interface AskOptions extends LookOptions, Pick<GatewayContext, 'watch'> {
  readonly notes: Notes
}

/** What `POST /graphql` would answer. */
async function ask(
  incoming: FastifyRequest,
  { take, clock, log, maxResponseBytes, notes, watch, ...options }: AskOptions,
): Promise<Pick<Looked, 'status' | 'body' | 'headers'>> {
  const { value: serving, release } = take()
  const { signal, leave } = within(options.signal)
  const about = (thing: string) => {
    if (notes.about.size < MOST) notes.about.add(thing)
  }
  const report = (summary: OperationSummary) => {
    notes.summary = summary
  }
  try {
    const response = await serving.graph.server.executeHTTPGraphQLRequest({
      httpGraphQLRequest: requestOf(incoming),
      context: async () => {
        const asking = { incoming, signal, about, watch, report }
        const context = await contextFor(asking, { serving, clock, log })
        notes.client = clientOf(context.viewer, incoming.ip)
        return context
      },
    })
    const body = textOf(response)
    const instead = tooLarge(body, maxResponseBytes)
    if (instead && notes.summary) notes.summary = withRefusal(notes.summary, instead.refused)
    if (instead) return { status: 400, body: instead.body, headers: JSON_TYPE }
    return { status: response.status ?? 200, body, headers: Object.fromEntries(response.headers) }
  } catch (error) {
    log.error('internal', { requestId: incoming.id }, rootCause(error))
    return { status: 500, body: refusalBody('INTERNAL', 'Internal error'), headers: JSON_TYPE }
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
