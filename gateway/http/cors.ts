import cors, { type FastifyCorsOptions } from '@fastify/cors'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { LIVE_PATH } from '../live/route.ts'

/** Where the graph is asked. */
const ASKED: ReadonlySet<string> = new Set(['/graphql', LIVE_PATH])

/** What a page of another origin may send and read. */
const ALLOWED: FastifyCorsOptions = {
  methods: ['GET', 'POST'],
  allowedHeaders: [
    'content-type',
    'authorization',
    'accept-language',
    'x-channel',
    'x-order-token',
    'x-cart-token',
    'apollo-require-preflight',
    'x-apollo-operation-name',
    'apollographql-client-name',
    'apollographql-client-version',
    'traceparent',
    'tracestate',
  ],
  exposedHeaders: ['x-request-id', 'retry-after', 'www-authenticate'],
  maxAge: 600,
}

/**
 * Lets the web pages of some origins ask the graph, and those of no others. Never with credentials: there are no cookies, and tokens
 * travel in a header that a page must have. Nothing else of this server may be read from elsewhere.
 */
export async function addCors(app: FastifyInstance, origins: readonly string[]): Promise<void> {
  if (origins.length === 0) return
  const allowed = new Set(origins)
  await app.register(cors, {
    delegator: (request, done) =>
      done(null, isAllowed(request, allowed) ? { ...ALLOWED, origin: [...allowed] } : { origin: false }),
  })
}

function isAllowed({ method, headers, routeOptions }: FastifyRequest, allowed: ReadonlySet<string>): boolean {
  if (!ASKED.has(routeOptions.url ?? '') || !allowed.has(headers.origin ?? '')) return false
  // An OPTIONS that asks for no method is no preflight.
  return method !== 'OPTIONS' || headers['access-control-request-method'] !== undefined
}
