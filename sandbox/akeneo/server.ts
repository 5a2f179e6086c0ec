import { setTimeout as wait } from 'node:timers/promises'
import type { Clock } from '../../adapters/time.ts'
import type { SandboxServer } from '../server.ts'
import type { World } from '../world/types.ts'
import { picture } from './media.ts'
import { createPim, type Pim } from './pim.ts'
import { Problem, problemAnswer } from './problem.ts'
import { ROUTES, type Route, type Visit } from './routes.ts'
import { type Credentials, createTokens, type Tokens } from './tokens.ts'

export interface AkeneoServerOptions extends Partial<Credentials> {
  readonly clock: Clock
  /** Calls one connection may have under way; one more is 429. @default 4 */
  readonly concurrency?: number
  /** How long a call occupies its place, ms: without it calls would never be seen side by side. @default 2 */
  readonly holdMs?: number
  /** IANA zone of the PIM's server: entities carry its offset, filters are read in it. @default Europe/Paris */
  readonly timeZone?: string
}

/** Below here the PIM's media are published. */
const MEDIA = '/media/'

/** nginx in front of the vendor's PHP takes request lines up to 8 KiB. */
const MAX_URL = 8_192

/** Akeneo PIM's REST API, reading, over the world. What it refuses is listed in the README beside it. */
export function akeneoServer(world: World, options: AkeneoServerOptions): SandboxServer {
  const {
    clientId = '1_couture',
    secret = 'sandbox-pim',
    username = 'couture',
    password = 'sandbox-pim-user',
    concurrency = 4,
    holdMs = 2,
    timeZone = 'Europe/Paris',
    clock,
  } = options
  const tokens = createTokens({ clientId, secret, username, password }, clock)
  const pim = createPim(world)
  let deleted: ReadonlySet<string> = new Set()
  const isThere = (...keys: readonly string[]) => !keys.some((key) => deleted.has(key))
  let underWay = 0

  async function inItsPlace(work: () => Promise<Response>): Promise<Response> {
    if (underWay >= concurrency) throw tooMany()
    underWay += 1
    try {
      await wait(holdMs)
      return await work()
    } finally {
      underWay -= 1
    }
  }

  return {
    name: 'akeneo',
    kind: 'PIM',
    async handle(request) {
      try {
        if (request.url.length > MAX_URL) return html(414, 'Request-URI Too Large')
        const url = new URL(request.url)
        if (url.pathname === '/api/oauth/v1/token') return await issueToken(request, tokens)
        if (url.pathname.startsWith(MEDIA)) return published(pim, url)
        const route = findRoute(request.method, url)
        checkAccept(request, route)
        tokens.check(request.headers.get('authorization'))
        return await inItsPlace(() => answer(request, route, { pim, url, timeZone, isThere, now: clock() }))
      } catch (error) {
        if (error instanceof Problem) return problemAnswer(error)
        throw error
      }
    },
    refuse: refusal,
    remove: (keys) => {
      deleted = new Set(keys)
    },
  }
}

function refusal(how: 'throttled' | 'unavailable' | 'expired'): Response {
  // The protection in front of the PIM answers, not the PIM: no code, no message.
  if (how === 'throttled') return new Response(null, { status: 429, headers: { 'retry-after': '2' } })
  if (how === 'unavailable') return html(503, 'Service Unavailable')
  return Response.json({ code: 401, message: 'The access token provided has expired.' }, { status: 401 })
}

/** A picture where the shop's pages fetch it, without a token: stands in for the retailer's media host, not for the PIM. */
function published(pim: Pim, { pathname, searchParams }: URL): Response {
  const code = pathname.slice(MEDIA.length)
  if (!pim.media.has(code)) return html(404, 'Not Found')
  const width = searchParams.get('width') ?? '8'
  if (!/^[1-9]\d{0,3}$/.test(width)) return html(400, 'Bad Request')
  return new Response(picture(code, Number(width)), {
    headers: { 'content-type': 'image/png', 'cache-control': 'public, max-age=3600' },
  })
}

function tooMany(): Problem {
  return new Problem(429, 'You have exceeded the limit of API requests per second.', { 'retry-after': '1' })
}

async function issueToken(request: Request, tokens: Tokens): Promise<Response> {
  if (request.method !== 'POST') throw notAllowed(request.method, '/api/oauth/v1/token', 'POST')
  const form = readForm(mediaType(request), await request.text())
  return Response.json(tokens.issue(request.headers.get('authorization'), form), {
    headers: { 'cache-control': 'no-store, private' },
  })
}

function readForm(type: string, text: string): Readonly<Record<string, unknown>> {
  if (type === 'application/x-www-form-urlencoded') return Object.fromEntries(new URLSearchParams(text))
  checkContentType(type)
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === 'object' && body !== null ? { ...body } : {}
  } catch {
    throw new Problem(400, 'Invalid json message received')
  }
}

function findRoute(method: string, { pathname }: URL): Route {
  const fitting = ROUTES.filter((route) => route.path.test(pathname))
  const route = fitting.find((candidate) => candidate.method === method)
  if (route !== undefined) return route
  if (fitting.length === 0) throw new Problem(404, `No route found for "${method} ${pathname}"`)
  throw notAllowed(method, pathname, fitting.map((candidate) => candidate.method).join(', '))
}

function notAllowed(method: string, path: string, allow: string): Problem {
  return new Problem(405, `No route found for "${method} ${path}": Method Not Allowed (Allow: ${allow})`, {
    allow,
  })
}

function checkAccept(request: Request, route: Route): void {
  const accept = request.headers.get('accept') ?? ''
  if (/\bapplication\/json\b/.test(accept) || route.path.source.endsWith('download$')) return
  throw new Problem(406, `"${accept}" in "Accept" header is not valid. Only "application/json" is allowed.`)
}

function checkContentType(type: string): void {
  if (type === '') {
    throw new Problem(
      415,
      'The "Content-Type" header is missing. "application/json" has to be specified as value.',
    )
  }
  if (type !== 'application/json') {
    throw new Problem(
      415,
      `"${type}" in "Content-Type" header is not valid. Only "application/json" is allowed.`,
    )
  }
}

function mediaType(request: Request): string {
  return (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
}

async function answer(
  request: Request,
  route: Route,
  around: Omit<Visit, 'codes' | 'body'>,
): Promise<Response> {
  if (route.method === 'POST') checkContentType(mediaType(request))
  const codes = (route.path.exec(around.url.pathname) ?? []).slice(1).map(decodeURIComponent)
  const body = route.method === 'POST' ? await request.text() : ''
  const answered = route.answer({ ...around, codes, body })
  return answered instanceof Response ? answered : Response.json(answered)
}

function html(status: number, title: string): Response {
  const body = `<html><head><title>${status} ${title}</title></head><body><h1>${status} ${title}</h1></body></html>`
  return new Response(body, { status, headers: { 'content-type': 'text/html' } })
}
