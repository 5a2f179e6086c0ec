import type { Clock } from '../../adapters/time.ts'
import type { SandboxServer } from '../server.ts'
import type { World } from '../world/types.ts'
import { ApiError, errorReply, notFound, type Reply } from './api-error.ts'
import { answerBatch, answerComposite } from './composite.ts'
import { createOrg } from './org.ts'
import { createPages } from './pages.ts'
import { createQuota, requestLimitExceeded } from './quota.ts'
import { type Ask, allowOnly, answer, type Instance } from './resources.ts'
import { createSessions, type Sessions } from './sessions.ts'

export interface SalesforceOptions {
  /** @default 'crm' */
  readonly name?: string
  /** @default 'couture' */
  readonly clientId?: string
  /** @default 'sandbox-crm' */
  readonly clientSecret?: string
  readonly clock: Clock
  /** Calls the org may take in 24 hours. @default 100000 */
  readonly dailyLimit?: number
  /** `Object.Field` names that field-level security hides from the user: `Contact.Birthdate`. */
  readonly hiddenFields?: readonly string[]
  /** Largest page of a query; smaller ones exercise paging. The vendor's is 2000. @default 2000 */
  readonly pageSize?: number
  /** Whether a write of these values finds its record locked by another one. @default never */
  readonly isLocked?: (values: unknown) => boolean
  /** Idle time after which a session has expired, ms. @default 2 hours */
  readonly sessionMs?: number
}

/** The CRM of the sandbox. */
export interface SalesforceServer extends SandboxServer {
  /** Ends every session at once, as an administrator can. */
  expireSessions(): void
}

/** Most characters of a URI; more is 414. URI and headers together: 431. */
const MAX_URI = 16_384
const OLDEST = 31
const NEWEST = 68

/**
 * Salesforce's REST API over a world: client credentials, SOQL with paging, records, describes, composite and
 * limits; read only, but for members, their points, contacts and consents. What it refuses, and why, is in the README beside this file.
 */
export function salesforceServer(world: World, options: SalesforceOptions): SalesforceServer {
  const { clientId = 'couture', clientSecret = 'sandbox-crm', clock, sessionMs = 7_200_000 } = options
  const { dailyLimit = 100_000, hiddenFields = [], pageSize = 2_000, name = 'crm' } = options
  const { isLocked = () => false } = options
  const sessions = createSessions({ clientId, clientSecret, clock, sessionMs })
  const quota = createQuota(dailyLimit, clock)
  const instance: Instance = {
    org: createOrg(world, hiddenFields, clock),
    pages: createPages(),
    quota,
    isLocked,
  }
  return {
    name,
    kind: 'CRM',
    async handle(request) {
      const url = new URL(request.url)
      const tooLong = refuseLong(url, request.headers)
      if (tooLong) return tooLong
      const open = await withoutSession(request, url, sessions)
      if (open) return json(open)
      const reply = await withSession({ request, url, sessions, instance, pageSize }).catch(toReply)
      return json(reply, { 'Sforce-Limit-Info': `api-usage=${quota.used()}/${quota.limit}` })
    },
    refuse: (how) =>
      json(
        errorReply(
          how === 'throttled'
            ? requestLimitExceeded()
            : how === 'expired'
              ? new ApiError(401, 'INVALID_SESSION_ID', 'Session expired or invalid')
              : new ApiError(503, 'SERVER_UNAVAILABLE', 'The server is unavailable. Try again later.'),
        ),
      ),
    expireSessions: sessions.expireAll,
    remove: instance.org.remove,
  }
}

async function withoutSession(request: Request, url: URL, sessions: Sessions): Promise<Reply | null> {
  const path = url.pathname
  if (path === '/services/oauth2/token' && request.method === 'POST') {
    return sessions.issue(request, url.origin)
  }
  if (path === '/services/oauth2/revoke' && request.method === 'POST') return sessions.revoke(request)
  if (/^\/services\/data\/?$/.test(path) && request.method === 'GET') return { status: 200, body: versions() }
  return /^\/services\/data\//.test(path) ? null : errorReply(notFound())
}

interface Arrived {
  readonly request: Request
  readonly url: URL
  readonly sessions: Sessions
  readonly instance: Instance
  readonly pageSize: number
}

async function withSession({ request, url, sessions, instance, pageSize }: Arrived): Promise<Reply> {
  sessions.check(request)
  instance.quota.count(1)
  const [, number = '', rest = ''] = /^\/services\/data\/v(\d+)\.0(?:\/(.*))?$/.exec(url.pathname) ?? []
  if (!(Number(number) >= OLDEST && Number(number) <= NEWEST)) throw notFound()
  const ask: Ask = {
    method: request.method,
    version: `v${number}.0`,
    path: rest.split('/').filter(Boolean).map(decodeURIComponent),
    query: url.searchParams,
    body: await bodyOf(request),
    batchSize: batchSize(request, pageSize),
    unmodifiedSince: request.headers.get('if-unmodified-since'),
  }
  const [first, second] = ask.path
  if (first !== 'composite' || (second !== undefined && second !== 'batch')) return answer(ask, instance)
  allowOnly(ask, 'POST')
  return second === 'batch' ? answerBatch(ask, instance) : answerComposite(ask, instance)
}

async function bodyOf(request: Request): Promise<unknown> {
  if (request.method !== 'POST' && request.method !== 'PATCH') return null
  if (!/\bjson\b/.test(request.headers.get('content-type') ?? '')) {
    throw new ApiError(415, 'UNSUPPORTED_MEDIA_TYPE', 'The content type must be application/json')
  }
  try {
    return JSON.parse(await request.text())
  } catch {
    throw new ApiError(400, 'JSON_PARSER_ERROR', 'The HTTP entity body is not JSON')
  }
}

function batchSize(request: Request, pageSize: number): number {
  const wanted = /batchSize=(\d+)/i.exec(request.headers.get('sforce-query-options') ?? '')?.[1]
  if (wanted === undefined) return pageSize
  return Math.min(Math.max(Number(wanted), Math.min(200, pageSize)), pageSize)
}

function refuseLong(url: URL, headers: Headers): Response | null {
  const uri = url.pathname.length + url.search.length
  const both = [...headers].reduce((sum, [name, value]) => sum + name.length + value.length + 4, uri)
  if (uri > MAX_URI) return page(414, 'URI Too Long')
  return both > MAX_URI ? page(431, 'Request Header Fields Too Large') : null
}

// The servers in front answer these in HTML, before the API is reached.
function page(status: number, reason: string): Response {
  const body = `<h1>Bad Message ${status}</h1><pre>reason: ${reason}</pre>`
  return new Response(body, { status, headers: { 'Content-Type': 'text/html;charset=iso-8859-1' } })
}

function versions() {
  return Array.from({ length: NEWEST - OLDEST + 1 }, (_, i) => ({
    label: `Release ${i + 1}`,
    url: `/services/data/v${OLDEST + i}.0`,
    version: `${OLDEST + i}.0`,
  }))
}

function toReply(error: unknown): Reply {
  if (error instanceof ApiError) return errorReply(error)
  throw error
}

function json({ status, body }: Reply, headers: Readonly<Record<string, string>> = {}): Response {
  const text = body === null ? null : JSON.stringify(body)
  return new Response(text, {
    status,
    headers: { 'Content-Type': 'application/json;charset=UTF-8', ...headers },
  })
}
