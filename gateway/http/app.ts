import { randomUUID } from 'node:crypto'
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import type { Log } from '../log.ts'
import { RefusedToServe } from '../refused.ts'
import type { OperationSummary } from '../request.ts'
import { isAllowedHost } from './hosts.ts'
import { addRefusals, refusalOf, refuse } from './refusals.ts'
import { safeHeaders } from './safe-headers.ts'
import { refuseExpectations, refuseSocket } from './socket-refusals.ts'
import { malformed } from './well-formed.ts'

export interface AppOptions {
  readonly maxBodyBytes: number
  readonly timeouts?: Timeouts | undefined
  /** Most connections at a time. @default 5000 */
  readonly maxConnections?: number | undefined
  /** Whether clients come by https, which ends elsewhere. @default false */
  readonly behindTls?: boolean | undefined
  /** Names a Host header may carry besides the loopback ones. */
  readonly allowedHosts: readonly string[]
  /** Addresses and networks whose `X-Forwarded-For` says where a request came from. @default nobody's */
  readonly trustedProxies?: readonly string[] | undefined
  readonly log: Log
  /** A request's id. @default a new one */
  readonly requestId?: (headers: FastifyRequest['headers']) => string
}

/** How long a client may take to send headers, or the whole request, and may do nothing. @default 10 s, 15 s, 125 s */
export interface Timeouts {
  readonly headersMs: number
  readonly requestMs: number
  readonly idleMs?: number
}

/** As Node's default, whatever NODE_OPTIONS says. */
const HEADER_BYTES = 16_384

/** An HTTP server without routes: limits, request ids, safe headers, the check of the Host header, refusals in GraphQL's form. */
export function createApp(options: AppOptions): FastifyInstance {
  const { maxBodyBytes, timeouts, allowedHosts, trustedProxies = [], log } = options
  const { requestId = () => randomUUID() } = options
  const { headersMs, requestMs, idleMs = 125_000 } = timeouts ?? { headersMs: 10_000, requestMs: 15_000 }
  const safe = safeHeaders({ behindTls: options.behindTls ?? false })
  const app = Fastify({
    logger: false,
    trustProxy: trustedProxies.length > 0 && [...trustedProxies],
    genReqId: ({ headers }) => requestId(headers),
    bodyLimit: maxBodyBytes,
    requestTimeout: requestMs,
    connectionTimeout: idleMs,
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    clientErrorHandler: refuseSocket(safe),
    frameworkErrors: (_error, _request, reply) =>
      void refuse(reply.headers(safe), 400, 'BAD_INPUT', 'expected a well-formed URL'),
    http: {
      headersTimeout: headersMs,
      connectionsCheckingInterval: Math.min(1_000, headersMs),
      maxHeaderSize: HEADER_BYTES,
      insecureHTTPParser: false,
      // Without one Node would answer by itself, without a body.
      requireHostHeader: false,
    },
  })
  app.server.maxConnections = options.maxConnections ?? 5_000
  refuseExpectations(app.server, safe)
  app.removeContentTypeParser('text/plain')
  let isClosing = false
  app.addHook('preClose', async () => {
    isClosing = true
  })
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(safe).header('x-request-id', request.id)
    if (isClosing) return refuse(reply, 503, 'SOURCE_UNAVAILABLE', 'this server is stopping; ask again')
    const wrong = malformed(request)
    if (wrong) return refuse(reply, wrong.status, 'BAD_INPUT', wrong.message)
    if (isAllowedHost(request.headers.host, allowedHosts)) return
    return refuse(
      reply,
      403,
      'FORBIDDEN',
      'this host name is not served; the operator may add it to server.allowedHosts',
      'host',
    )
  })
  app.addHook('onSend', async ({ raw }, reply) => {
    // What is still being sent is read by nobody: without this Node would drain it, however long it is. And a connection that stays
    // open keeps the server from its end.
    if (isClosing || !raw.complete) reply.header('connection', 'close')
  })
  addRefusals(app, log)
  return app
}

/** What each request's log line says of its operation, once that has ended. */
export type Summaries = WeakMap<FastifyRequest, OperationSummary>

/** One line per request, written when the answer is out or the client has gone. */
export function addRequestLog(app: FastifyInstance, log: Log, summaries: Summaries): void {
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
    const refused = summary?.refused ?? refusalOf(request)
    if (refused) log.info('request', { ...values, ...summary, refused })
    else if (summary) log.info('request', { ...values, ...summary })
    else log.debug('request', values)
  })
}

/** Starts listening. Answers with the URL, or throws `RefusedToServe` with the reason and `key`, where to say another port. */
export async function listen(
  app: FastifyInstance,
  { host, port }: { readonly host: string; readonly port: number },
  key = '--port',
): Promise<string> {
  try {
    return await app.listen({ host, port })
  } catch (error) {
    throw listenError(error, { host, port, key })
  }
}

/** Lets requests under way end within the grace time, then closes what is left. */
export async function stopApp(app: FastifyInstance, graceMs: number): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), graceMs)
  await app.close()
  clearTimeout(cut)
}

function listenError(
  error: unknown,
  { host, port, key }: { readonly host: string; readonly port: number; readonly key: string },
): unknown {
  if (!(error instanceof Error && 'code' in error)) return error
  if (error.code === 'EADDRINUSE') {
    return new RefusedToServe(
      `port ${port} on ${host} is taken; stop what listens there or give another ${key}`,
    )
  }
  if (error.code === 'EACCES')
    return new RefusedToServe(`port ${port} needs rights this process does not have`)
  return error
}
