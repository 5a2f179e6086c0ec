import { randomUUID } from 'node:crypto'
import { fastifyApolloHandler } from '@as-integrations/fastify'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { type Graph, type GraphOptions, startGraph } from './graph.ts'
import { addExplorer, addSafeHeaders, type ExplorerOptions } from './http/explorer-pages.ts'
import { addHealth, type Readiness } from './http/health.ts'
import { isAllowedHost, isLoopback } from './http/hosts.ts'
import { addRefusals, refuse } from './http/refusals.ts'
import {
  createRecorder,
  type GatewayContext,
  type IncomingRequest,
  type OperationSummary,
} from './request.ts'

export interface GatewayOptions extends GraphOptions {
  readonly host: string
  /** 0 for any free one. */
  readonly port: number
  /** Names a Host header may carry besides the loopback ones. */
  readonly allowedHosts: readonly string[]
  /**
   * Serve although nobody checks who asks: the schema's scopes are carried, not enforced. Without it nothing is served;
   * with it only on a loopback address.
   */
  readonly insecure: boolean
  readonly limits: GraphOptions['limits'] & { readonly maxBodyBytes: number; readonly stopGraceMs: number }
  /** Makes what subgraphs get as their context. Called once per operation, before anything is executed. */
  createContext(request: IncomingRequest): Promise<unknown>
  readiness(): Promise<Readiness>
  readonly explorer?: ExplorerOptions
  /** How long a client may take to send headers, or the whole request. @default 10 s and 15 s */
  readonly timeouts?: { readonly headersMs: number; readonly requestMs: number }
}

/** A running gateway. */
export interface Gateway {
  /** `http://127.0.0.1:4000`, with the port that was really taken. */
  readonly url: string
  /** Stops accepting, lets in-flight requests end within the grace time, closes everything. May be called twice. */
  stop(): Promise<void>
}

/** Why nothing is served. The message is for the operator. */
export class RefusedToServe extends Error {
  override readonly name = 'RefusedToServe'
}

/** What `--insecure` means, for the operator's eyes at start. */
export const INSECURE_WARNING =
  "INSECURE: nobody is asked who they are, and the schema's scopes are not enforced. Every process on this machine " +
  'can read every customer. For development and the sandbox only; never with real customers.'

/** Starts the edge: HTTP in front of a supergraph. Throws `RefusedToServe` or a `SupergraphError` with the reason. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  refuseToServeOpenly(options)
  const { log, limits } = options
  const summaries: Summaries = new WeakMap()
  const graph = await startGraph(options)
  const app = createApp(options)
  let stopping: Promise<void> | null = null
  addRefusals(app, log)
  addHealth(app, { readiness: options.readiness, isStopping: () => stopping !== null })
  addGraph(app, graph, { options, summaries })
  addRequestLog(app, options, summaries)
  const stop = async () => {
    const cut = setTimeout(() => app.server.closeAllConnections(), limits.stopGraceMs)
    await app.close()
    clearTimeout(cut)
    await graph.close()
    log.info('stopped')
  }
  try {
    const hasExplorer = options.explorer ? await addExplorer(app, options.explorer) : false
    const url = await app.listen({ host: options.host, port: options.port })
    log.warn('insecure', { text: INSECURE_WARNING })
    log.info('listening', { url, explorer: hasExplorer })
    return { url, stop: () => (stopping ??= stop()) }
  } catch (error) {
    await app.close()
    await graph.close()
    throw listenError(error, options)
  }
}

/** Throws `RefusedToServe` unless it was said that serving openly is understood, and only this machine can ask. */
export function refuseToServeOpenly({ insecure, host }: Pick<GatewayOptions, 'insecure' | 'host'>): void {
  if (!insecure) {
    throw new RefusedToServe(
      "expected --insecure: this version carries the schema's scopes but does not enforce them, so it serves only " +
        'when told that this is understood, and then only on this machine',
    )
  }
  if (!isLoopback(host)) {
    throw new RefusedToServe(
      `expected a loopback host (127.0.0.1, ::1 or localhost) with --insecure; found ${JSON.stringify(host)}`,
    )
  }
}

function createApp({ limits, timeouts, allowedHosts }: GatewayOptions): FastifyInstance {
  const { headersMs, requestMs } = timeouts ?? { headersMs: 10_000, requestMs: 15_000 }
  const app = Fastify({
    logger: false,
    genReqId: () => randomUUID(),
    bodyLimit: limits.maxBodyBytes,
    requestTimeout: requestMs,
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    http: { headersTimeout: headersMs, connectionsCheckingInterval: Math.min(1_000, headersMs) },
  })
  app.removeContentTypeParser('text/plain')
  app.addHook('onRequest', async (request, reply) => {
    addSafeHeaders(reply)
    reply.header('x-request-id', request.id)
    if (isAllowedHost(request.headers.host, allowedHosts)) return
    return refuse(
      reply,
      403,
      'FORBIDDEN',
      'this host name is not served; the operator may add it to server.allowedHosts',
    )
  })
  return app
}

/** What each request's log line says of its operation, once that has ended. */
type Summaries = WeakMap<FastifyRequest, OperationSummary>

interface Served {
  readonly options: GatewayOptions
  readonly summaries: Summaries
}

function addGraph(app: FastifyInstance, graph: Graph, served: Served): void {
  const handler = fastifyApolloHandler(graph.server, {
    context: (request, reply) => toContext(request, reply, served),
  })
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    onRequest: async (_request, reply) => void reply.header('cache-control', 'no-store'),
    handler,
  })
  app.route({
    method: ['PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    url: '/graphql',
    handler: async (_request, reply) =>
      refuse(reply.header('allow', 'GET, POST'), 405, 'BAD_INPUT', 'expected the method GET or POST'),
  })
}

async function toContext(
  incoming: FastifyRequest,
  { raw }: FastifyReply,
  { options: { clock, limits, createContext }, summaries }: Served,
): Promise<GatewayContext> {
  const { id, headers } = incoming
  const gone = new AbortController()
  raw.once('close', () => {
    if (!raw.writableEnded) gone.abort()
  })
  const deadline = clock().getTime() + limits.requestBudgetMs
  const request: IncomingRequest = { id, headers, deadline, signal: gone.signal }
  const scope = createRecorder(request)
  const report = (summary: OperationSummary) => void summaries.set(incoming, summary)
  return { request, scope, graph: await createContext(request), report }
}

/** One line per request, written when the answer is out or the client has gone. */
function addRequestLog(app: FastifyInstance, { log }: GatewayOptions, summaries: Summaries): void {
  app.addHook('onResponse', async (request, reply) => {
    const summary = summaries.get(request)
    const { method, routeOptions, id: requestId } = request
    const durationMs = Math.round(reply.elapsedTime)
    const values = {
      requestId,
      method,
      route: routeOptions.url ?? null,
      status: reply.statusCode,
      durationMs,
    }
    if (summary) log.info('request', { ...values, ...summary })
    else log.debug('request', values)
  })
}

function listenError(error: unknown, { host, port }: GatewayOptions): unknown {
  if (!(error instanceof Error && 'code' in error)) return error
  if (error.code === 'EADDRINUSE') {
    return new RefusedToServe(
      `port ${port} on ${host} is taken; stop what listens there or give another --port`,
    )
  }
  if (error.code === 'EACCES')
    return new RefusedToServe(`port ${port} needs rights this process does not have`)
  return error
}
