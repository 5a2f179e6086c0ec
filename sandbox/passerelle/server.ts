import { randomUUID, timingSafeEqual } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Clock } from '../../adapters/time.ts'
import type { SandboxServer } from '../server.ts'
import { createBook } from './book.ts'
import { checkOut } from './checkout.ts'
import { renderPayment } from './payment.ts'
import { missing, Problem, problemAnswer } from './problem.ts'
import { type Answered, createReplays, type Replays, readKey } from './replays.ts'
import { change, checkMethod, type Merchant, read } from './routes.ts'

export interface PasserelleOptions {
  readonly clock: Clock
  /** @default 'sandbox-psp' */
  readonly secretKey?: string
  /** How long a change is worked on, ms: without it two requests with one key would never meet. @default 2 */
  readonly holdMs?: number
  /** Requests that are answered in one second; more are 429. @default no limit */
  readonly perSecond?: number
  /** What stands behind an id's prefix: 22 letters and digits, never the same twice. @default random */
  readonly newId?: () => string
}

/** Longest request target; more is 414. */
const MAX_TARGET = 8_192

/** A payment service provider's API over one merchant's account. What it refuses, and why, is in the README beside this file. */
export function passerelleServer(options: PasserelleOptions): SandboxServer {
  const { clock, secretKey = 'sandbox-psp', holdMs = 2, newId = randomId } = options
  const merchant: Merchant = { book: createBook(clock, newId), clock }
  const replays = createReplays(clock)
  const admit = gate(clock, options.perSecond)

  async function answer(request: Request): Promise<Response> {
    const url = new URL(request.url)
    if (url.pathname === '/checkout/payments') return page(merchant, request)
    if (url.pathname.length + url.search.length > MAX_TARGET) return new Response(null, { status: 414 })
    checkKey(request.headers.get('authorization'), secretKey)
    admit()
    checkMethod(request.method, url.pathname)
    if (request.method === 'GET') return Response.json(read(merchant, url))
    return changed({ merchant, replays, holdMs }, request, url.pathname)
  }

  const requestId = () => `req_${newId()}`
  return {
    name: 'psp',
    kind: 'PAYMENT',
    async handle(request) {
      const id = requestId()
      const response = await answer(request).catch((error: unknown) => {
        if (error instanceof Problem) return problemAnswer(error, id)
        throw error
      })
      response.headers.set('request-id', id)
      return response
    },
    refuse: (how) => problemAnswer(refusal(how), requestId()),
  }
}

async function page({ book, clock }: Merchant, request: Request): Promise<Response> {
  if (request.method !== 'POST') throw missing()
  const payment = checkOut(book, request.headers.get('content-type'), await request.text())
  return Response.json(renderPayment(payment, clock), { status: 201 })
}

interface Changing {
  readonly merchant: Merchant
  readonly replays: Replays
  readonly holdMs: number
}

async function changed(
  { merchant, replays, holdMs }: Changing,
  request: Request,
  path: string,
): Promise<Response> {
  const key = readKey(request.headers.get('idempotency-key'))
  const text = await request.text()
  const contentType = request.headers.get('content-type')
  const { answered, replayed } = await replays.once(
    key,
    { path, body: text },
    async (): Promise<Answered> => {
      await wait(holdMs)
      const body = JSON.stringify(change(merchant, path, { contentType, text }))
      return { status: 201, contentType: 'application/json', body }
    },
  )
  const headers = {
    'content-type': answered.contentType,
    ...(replayed && { 'idempotency-replayed': 'true' }),
  }
  return new Response(answered.body, { status: answered.status, headers })
}

function checkKey(authorization: string | null, secretKey: string): void {
  const given = Buffer.from(/^Bearer (\S+)$/.exec(authorization ?? '')?.[1] ?? '')
  const wanted = Buffer.from(secretKey)
  if (given.length === wanted.length && timingSafeEqual(given, wanted)) return
  throw unauthorized()
}

function unauthorized(): Problem {
  return new Problem(401, 'unauthorized', 'Expected Authorization: Bearer and a secret key.', {
    'www-authenticate': 'Bearer',
  })
}

function refusal(how: 'throttled' | 'unavailable' | 'expired'): Problem {
  if (how === 'throttled') return tooMany()
  return how === 'expired'
    ? unauthorized()
    : new Problem(503, 'service_unavailable', 'Look at the status page.')
}

function tooMany(): Problem {
  return new Problem(429, 'rate_limited', 'Slow down.', { 'retry-after': '1' })
}

/** Lets so many through in each second. */
function gate(clock: Clock, perSecond = Number.POSITIVE_INFINITY): () => void {
  let second = 0
  let count = 0
  return () => {
    const now = Math.floor(clock().getTime() / 1_000)
    if (now !== second) count = 0
    second = now
    count += 1
    if (count > perSecond) throw tooMany()
  }
}

function randomId(): string {
  return randomUUID().replaceAll('-', '').slice(0, 22)
}
