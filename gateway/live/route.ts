import { setMaxListeners } from 'node:events'
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Clock } from '../../adapters/time.ts'
import { refuse } from '../http/refusals.ts'
import type { Log } from '../log.ts'
import type { Watches } from '../operations/instruments.ts'
import type { Serving } from '../serving.ts'
import { liveAnswers } from './answers.ts'
import type { Changes } from './changes.ts'
import { type Looked, lookOnce } from './look.ts'
import { createSeats, type SeatLimits } from './seats.ts'

/** How many live answers there may be, and how they are kept up. */
export interface LiveLimits extends SeatLimits {
  /** After so long an answer is made anew though nothing was told. */
  readonly refreshSeconds: number
}

export interface LiveOptions extends LiveLimits {
  readonly changes: Changes
  /** Takes what serves now, for one look. */
  take(): { readonly value: Serving; release(): void }
  readonly maxResponseBytes: number
  readonly watches: Watches
  readonly clock: Clock
  readonly log: Log
}

/** Where live answers are asked for. */
export const LIVE_PATH = '/graphql/stream'

/**
 * Live answers: a query that is answered at once, and again whenever what it is about was changed, for as long as the client stays. Each
 * answer is what `POST /graphql` would say just then to who asks, by the same checks, budgets and logs. A first answer that is refused is an
 * ordinary one.
 */
export function addLive(app: FastifyInstance, options: LiveOptions): void {
  const { changes, refreshSeconds, watches } = options
  const seats = createSeats(options)
  const open = new Set<AbortController>()
  app.addHook('preClose', async () => {
    for (const one of open) one.abort()
  })
  app.route({
    method: 'POST',
    url: LIVE_PATH,
    onRequest: async (_request, reply) => {
      reply.header('cache-control', 'no-store')
    },
    async handler(request, reply) {
      const signal = whileOpen(reply.raw, open)
      const look = () => lookOnce(request, { ...options, signal })
      const first = await look()
      if (first.status !== 200) return reply.code(first.status).headers(first.headers).send(first.body)
      const leave = seats(first.client)
      if (!leave) return refuse(reply, 429, 'RATE_LIMITED', noSeat(options), 'streams')
      whenOver(signal, leave)
      whenOver(signal, watches.open())
      const refreshMs = refreshSeconds * 1_000
      const answers = liveAnswers({ changes, look: beginningWith(first, look), refreshMs, signal })
      return reply.headers(STREAM).send(Readable.from(answers, { objectMode: false }))
    },
  })
  app.route({
    method: ['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'],
    url: LIVE_PATH,
    handler: async (_request, reply) =>
      refuse(reply.header('allow', 'POST'), 405, 'BAD_INPUT', 'expected the method POST'),
  })
}

/** The first look is made already. It is kept no longer than until then. */
function beginningWith(first: Looked, look: () => Promise<Looked>): () => Promise<Looked> {
  let made: Looked | null = first
  return async () => {
    const seen = made ?? (await look())
    made = null
    return seen
  }
}

const STREAM = {
  'content-type': 'text/event-stream; charset=utf-8',
  // Proxies that gather what they pass on would keep answers back.
  'x-accel-buffering': 'no',
  // When the process stops, nobody says so any more on a connection that stays open.
  connection: 'close',
}

/** Aborts when the client has gone, or whoever has `open` says so. */
function whileOpen(raw: FastifyReply['raw'], open: Set<AbortController>): AbortSignal {
  const one = new AbortController()
  open.add(one)
  raw.once('close', () => {
    open.delete(one)
    one.abort()
  })
  setMaxListeners(0, one.signal)
  return one.signal
}

/** Calls it at the end, which may have been while the first look was under way. */
function whenOver(signal: AbortSignal, call: () => void): void {
  if (signal.aborted) call()
  else signal.addEventListener('abort', call, { once: true })
}

function noSeat({ perClient }: SeatLimits): string {
  return `expected fewer live answers at a time: at most ${perClient} for one client, and a bounded number for all; close one, or ask again and again`
}
