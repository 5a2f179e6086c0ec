import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { GraphQLError } from 'graphql'
import type { Clock } from '../../adapters/time.ts'
import type { Viewer } from '../../subgraphs/shared/access/viewer.ts'
import { passOnAccess } from '../access/passed-on.ts'
import { createRequestAccess } from '../access/request-access.ts'
import { createChangeOver } from '../change-over.ts'
import { formatError } from '../errors.ts'
import type { SignCall } from '../execution/call-signer.ts'
import { type PassedOn, passOn, passOnRequest, requestIdIn } from '../execution/passed-on.ts'
import { whenGone } from '../gone.ts'
import { addRequestLog, createApp, listen, stopApp } from '../http/app.ts'
import { authorizationOf } from '../http/authorization.ts'
import { addHealth, type Readiness } from '../http/health.ts'
import { refuse } from '../http/refusals.ts'
import type { Log } from '../log.ts'
import type { IncomingRequest } from '../request.ts'
import type { Upstream } from './forward.ts'

/** What calls are signed with; replaced as a whole when the configuration is. */
export interface SignerServing {
  /** Longest time for one call. */
  readonly requestBudgetMs: number
  /** Subgraphs by name. */
  readonly upstreams: ReadonlyMap<string, Upstream>
  readonly sign: SignCall
  /** Who asks. Throws a `GraphQLError` with a code for a token that is none. */
  identify(request: Pick<IncomingRequest, 'id' | 'headers'>): Promise<Viewer>
  /** In which languages and channel. Throws a `GraphQLError` with a code. */
  askedFor(request: Pick<IncomingRequest, 'headers'>): Omit<PassedOn, 'viewer'>
  /** Frees everything; called when its last call has ended. */
  close(): Promise<void>
}

export interface SignerServerOptions {
  readonly host: string
  /** 0 for any free one. */
  readonly port: number
  readonly allowedHosts: readonly string[]
  /** Whether an address may ask. */
  readonly isAllowed: (address: string) => boolean
  readonly stopGraceMs: number
  /** Shown by `/ready`. */
  notes?(): Readiness['checks']
  readonly clock: Clock
  readonly log: Log
}

/** A running signer. */
export interface SignerServer {
  readonly url: string
  replace(next: SignerServing): void
  /** Stops accepting, lets calls under way end within the grace time, closes everything. May be called twice. */
  stop(): Promise<void>
}

/** A subgraph takes as much. */
const BODY_BYTES = 16_777_216

/** How much longer than a call's own time is waited: the subgraph, too, is given time to report what it has. */
const GRACE_MS = 400

/**
 * Stands between a router that cannot sign and our subgraphs: `POST /NAME` is sent on to the subgraph of that name, for whom the
 * router's client proves to be, and the answer is handed back as it comes. Closes `first` when it cannot start.
 */
export async function startSignerServer(
  options: SignerServerOptions,
  first: SignerServing,
): Promise<SignerServer> {
  const { log, allowedHosts, stopGraceMs } = options
  const failed = (error: unknown) => log.error('close.failed', {}, error)
  const serving = createChangeOver(first, (left) => left.close(), failed)
  let stopping: Promise<void> | null = null
  const requestId = (headers: FastifyRequest['headers']) => requestIdIn(headers) ?? randomUUID()
  const app = createApp({ maxBodyBytes: BODY_BYTES, allowedHosts, log, requestId })
  const readiness = async () => ({ ready: true, checks: { ...options.notes?.() } })
  addHealth(app, { readiness, isStopping: () => stopping !== null })
  addCalls(app, { options, take: serving.take })
  addRequestLog(app, log, new WeakMap())
  const stop = async () => {
    await stopApp(app, stopGraceMs)
    await serving.settled()
    await serving.current().close()
    log.info('stopped')
  }
  try {
    const url = await listen(app, options)
    log.info('listening', { url })
    return { url, replace: serving.replace, stop: () => (stopping ??= stop()) }
  } catch (error) {
    await app.close()
    await first.close()
    throw error
  }
}

interface Calls {
  readonly options: SignerServerOptions
  take(): { readonly value: SignerServing; release(): void }
}

function addCalls(app: FastifyInstance, { options, take }: Calls): void {
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (_: unknown, body: Buffer) => body,
  )
  app.route<{ Params: { readonly name: string } }>({
    method: 'POST',
    url: '/:name',
    onRequest: async (incoming, reply) => {
      if (options.isAllowed(incoming.socket.remoteAddress ?? '')) return
      return refuse(
        reply,
        403,
        'FORBIDDEN',
        'this address may not ask; the operator may add it to calls.signer.from',
      )
    },
    async handler(incoming, reply) {
      const turn = take()
      // Emitted in every case: the answer is out, or the router has gone.
      reply.raw.once('close', turn.release)
      const upstream = turn.value.upstreams.get(incoming.params.name)
      if (!upstream) return refuse(reply, 404, 'BAD_INPUT', 'there is no subgraph of this name')
      return answer(incoming, reply, {
        serving: turn.value,
        upstream,
        name: incoming.params.name,
        ...options,
      })
    },
  })
}

interface Answering extends Pick<SignerServerOptions, 'clock' | 'log'> {
  readonly serving: SignerServing
  readonly upstream: Upstream
  readonly name: string
}

async function answer(incoming: FastifyRequest, reply: FastifyReply, answering: Answering): Promise<unknown> {
  const { serving, upstream } = answering
  const body = Buffer.isBuffer(incoming.body) ? incoming.body : Buffer.alloc(0)
  const headers = await signedHeaders(incoming, body, answering).catch((error: unknown) => refusalOf(error))
  if (headers instanceof GraphQLError) return refuseWith(reply, headers)
  const late = AbortSignal.timeout(serving.requestBudgetMs + GRACE_MS)
  try {
    const signal = AbortSignal.any([late, whenGone(reply.raw)])
    const answered = await upstream.send(headers, body, signal)
    if (answered.status !== 401) {
      return reply.code(answered.status).header('content-type', answered.contentType).send(answered.body)
    }
    // It is the signer that the subgraph does not believe, not the client.
    answered.body.resume()
    return refuse(reply, 502, 'SOURCE_UNAVAILABLE', 'the subgraph does not believe the signer')
  } catch {
    if (late.aborted) return refuse(reply, 504, 'SOURCE_TIMEOUT', 'the subgraph did not answer in time')
    return refuse(reply, 502, 'SOURCE_UNAVAILABLE', 'the subgraph does not answer')
  }
}

/** Of what the router sent nothing goes on but what was checked here. */
async function signedHeaders(incoming: FastifyRequest, body: Buffer, { serving, name, clock }: Answering) {
  const { id } = incoming
  const now = clock().getTime()
  const headers = { ...incoming.headers, authorization: authorizationOf(incoming) }
  const told = { viewer: await serving.identify({ id, headers }), ...serving.askedFor({ headers }) }
  const request = { id, deadline: now + serving.requestBudgetMs }
  // Who is on the other side of the router, and by which operation, the router alone knows.
  const access = createRequestAccess({ headers, address: null })
  const passed = { ...passOn(told), ...passOnAccess(access), ...passOnRequest(request, now) }
  return {
    ...serving.sign({ subgraph: name, headers: passed, body }),
    'content-type': 'application/json',
    accept: 'application/graphql-response+json, application/json;q=0.9',
  }
}

function refusalOf(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error
  throw error
}

/** A refusal as the gateway would answer it: status and headers stand in its extensions. */
function refuseWith(reply: FastifyReply, error: GraphQLError): FastifyReply {
  const { http } = error.extensions as { readonly http?: RefusalHttp }
  for (const [name, value] of http?.headers ?? []) reply.header(name, value)
  return reply
    .code(http?.status ?? 400)
    .header('content-type', 'application/json; charset=utf-8')
    .send(JSON.stringify({ errors: [formatError(error.toJSON(), error)] }))
}

interface RefusalHttp {
  readonly status?: number
  readonly headers?: Iterable<readonly [string, string]>
}
