import { type ExecutionResult, GraphQLError } from 'graphql'
import { z } from 'zod'
import { type Caller, createCaller } from '../../adapters/call/caller.ts'
import { parseShape, readJson } from '../../adapters/call/json.ts'
import { withScope } from '../../adapters/call/scope.ts'
import { isSourceError, SourceError } from '../../adapters/error.ts'
import type { Clock } from '../../adapters/time.ts'
import type { GatewayContext } from '../request.ts'
import { askingAbout, tellAbout, toldShape } from './about.ts'
import type { SignCall } from './call-signer.ts'
import { failedFetch } from './failed-fetch.ts'
import { passOnRequest } from './passed-on.ts'
import type { Fetch, Subgraph } from './subgraph.ts'

export interface RemoteSubgraphOptions {
  readonly name: string
  /** The whole endpoint, `http://host:port/graphql`. */
  readonly url: string
  readonly timeoutMs: number
  readonly clock: Clock
  /** What a subgraph of ours is told besides; without it a fetch says nothing but itself. */
  readonly told?: Told | undefined
}

/** What a subgraph of ours is told with a fetch, and how it knows that it is told by us. */
export interface Told {
  /** The headers that say who asks, and how. */
  passOn(context: GatewayContext): Readonly<Record<string, string>>
  readonly sign: SignCall
}

/**
 * How much longer than the request's own time a subgraph is waited for: it, too, is given the time to report what it has,
 * field by field.
 */
const GRACE_MS = 400

/** The answer of a GraphQL server over HTTP (GraphQL specification, section 7). */
const answerShape = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        path: z.array(z.union([z.string(), z.number()])).nullish(),
        extensions: z.record(z.string(), z.unknown()).nullish(),
      }),
    )
    .nullish(),
  extensions: toldShape,
})
type Answer = z.output<typeof answerShape>

/**
 * A subgraph over HTTP, through the same pipeline as every other call: pool, deadline, size limit, breaker. What goes
 * wrong on the way becomes an error for each field the fetch was to fill.
 */
export function remoteSubgraph({ name, url, timeoutMs, clock, told }: RemoteSubgraphOptions): Subgraph {
  const { origin, pathname, search } = new URL(url)
  const caller = createCaller({
    source: name,
    baseUrl: origin,
    // A subgraph has asked its systems in earnest already: nothing is repeated on top of that.
    limits: { timeoutMs: timeoutMs + GRACE_MS, concurrency: 128, queue: 4_096, breakMs: 1_000, retries: 0 },
    clock,
  })
  return {
    async fetch(fetch) {
      const { query, document, variables, operationName, context } = fetch
      try {
        const body = JSON.stringify({
          query,
          variables,
          operationName,
          ...askingAbout(told ? context.request : {}),
        })
        const headers = told ? headersOf(told, { name, body, context, now: clock().getTime() }) : {}
        const request = { name, path: pathname + search, body, told: headers }
        const deadline = context.scope.deadline + (told ? GRACE_MS : 0)
        const scope = { ...context.scope, deadline }
        const answer = await withScope(scope, () => ask(caller, request))
        tellAbout(context.request, answer.extensions)
        return toResult(name, answer, fetch)
      } catch (error) {
        if (!isSourceError(error)) throw error
        return { data: null, errors: failedFetch(document, variables, error) }
      }
    },
    close: () => caller.close(),
  }
}

interface Telling {
  readonly name: string
  readonly body: string
  readonly context: GatewayContext
  readonly now: number
}

function headersOf({ passOn, sign }: Told, { name: subgraph, body, context, now }: Telling) {
  const { request } = context
  const headers = sign({ subgraph, headers: { ...passOn(context), ...passOnRequest(request, now) }, body })
  // Unsigned: where a span is drawn is all that follows from it.
  return request.traceparent === undefined ? headers : { ...headers, traceparent: request.traceparent }
}

interface Asked {
  readonly name: string
  readonly path: string
  readonly body: string
  readonly told: Readonly<Record<string, string>>
}

async function ask(caller: Caller, { name, path, body, told }: Asked): Promise<Answer> {
  const headers = {
    ...told,
    'content-type': 'application/json',
    accept: 'application/graphql-response+json, application/json;q=0.9',
  }
  const answer = await caller.call({ method: 'POST', path, route: 'graphql', headers, body })
  if (answer.status === 401) {
    throw new SourceError(name, 'SOURCE_UNAVAILABLE', 'the subgraph does not believe the gateway')
  }
  return parseShape(name, answerShape, readJson(name, answer))
}

function toResult(name: string, { data, errors }: Answer, { document, variables }: Fetch): ExecutionResult {
  const list = errors ?? []
  if (data) return { data, ...(list.length > 0 && { errors: list.map(toGraphQLError) }) }
  if (list.length > 0 && list.every(({ path }) => path))
    return { data: null, errors: list.map(toGraphQLError) }
  // The subgraph refused the fetch as a whole: it does not understand it, or the gateway's schema is not its own.
  const failure = new SourceError(name, 'BAD_RESPONSE', 'the subgraph refused the fetch', {
    cause: new Error(list.map(({ message }) => message).join('; ') || 'neither data nor errors'),
  })
  return { data: null, errors: failedFetch(document, variables, failure) }
}

function toGraphQLError({ message, path, extensions }: NonNullable<Answer['errors']>[number]): GraphQLError {
  return new GraphQLError(message, { path: path ?? null, extensions: extensions ?? {} })
}
