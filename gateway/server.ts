import { fastifyApolloHandler } from '@as-integrations/fastify'
import type { FastifyInstance } from 'fastify'
import type { Clock } from '../adapters/time.ts'
import { type ChangeOver, createChangeOver } from './change-over.ts'
import { type ContextTools, contextFor } from './context-for.ts'
import { whenGone } from './gone.ts'
import { addRequestLog, createApp, listen, type Summaries, stopApp, type Timeouts } from './http/app.ts'
import { addCors } from './http/cors.ts'
import { addExplorer, type ExplorerOptions } from './http/explorer-pages.ts'
import { addHealth, type Readiness } from './http/health.ts'
import { addJsonBodies } from './http/json-body.ts'
import { refuse } from './http/refusals.ts'
import { type AnswerLimits, unlessTooLarge } from './limits/response-size.ts'
import { createChanges } from './live/changes.ts'
import { addLive, type LiveLimits } from './live/route.ts'
import type { Log } from './log.ts'
import { type Instruments, NO_INSTRUMENTS, type Watches } from './operations/instruments.ts'
import { INSECURE_WARNING } from './refused.ts'
import type { OperationSummary } from './request.ts'
import { createServing, type Serving, type ServingOptions } from './serving.ts'

/** The edge: what stays while that which serves is replaced. */
export interface EdgeOptions {
  readonly host: string
  /** 0 for any free one. */
  readonly port: number
  /** Names a Host header may carry besides the loopback ones. */
  readonly allowedHosts: readonly string[]
  /** Whether nobody is asked who they are, which is then said at start. @default false */
  readonly insecure?: boolean
  readonly limits: {
    readonly maxBodyBytes: number
    /** Largest answer. @default none */
    readonly maxResponseBytes?: number
    readonly stopGraceMs: number
  }
  /** Addresses and networks whose `X-Forwarded-For` says where a request came from. @default nobody's */
  readonly trustedProxies?: readonly string[]
  readonly explorer?: ExplorerOptions
  readonly timeouts?: Timeouts
  /** Web pages elsewhere that may ask, by origin. @default none */
  readonly cors?: { readonly origins: readonly string[] }
  /** Whether clients come by https, which ends elsewhere. @default false */
  readonly behindTls?: boolean
  /** Most connections at a time. @default 5000 */
  readonly maxConnections?: number
  /** Whether bodies that are no UTF-8, lists or traps are refused before the graph. @default true */
  readonly strictBodies?: boolean
  /** Whether answers tell everybody not to keep them. @default true */
  readonly noStore?: boolean
  /** How many live answers there may be, and how they are kept up. @default none */
  readonly live?: LiveLimits
  /** What tells metrics and traces. @default nothing does */
  readonly instruments?: Instruments
  /** Shown by `/ready` beside the checks that decide. */
  notes?(): Readiness['checks']
  readonly clock: Clock
  readonly log: Log
}

/** An edge and the first thing it serves. */
export interface GatewayOptions extends Omit<EdgeOptions, 'limits'>, ServingOptions {
  readonly limits: EdgeOptions['limits'] & ServingOptions['limits']
}

/** A running gateway. */
export interface Gateway {
  /** `http://127.0.0.1:4000`, with the port that was really taken. */
  readonly url: string
  /** Requests that come from now on go to `next`; the one before is closed when its last request has ended. */
  replace(next: Serving): void
  /** Stops accepting, lets in-flight requests end within the grace time, closes everything. May be called twice. */
  stop(): Promise<void>
}

/** Starts the edge: HTTP in front of a supergraph. Throws `RefusedToServe` or a `SupergraphError` with the reason. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  return startEdge(options, await createServing(options))
}

/** Puts HTTP in front of what serves. Throws `RefusedToServe`; closes `first` when it cannot start. */
export async function startEdge(options: EdgeOptions, first: Serving): Promise<Gateway> {
  const { log, clock, limits, instruments = NO_INSTRUMENTS } = options
  const summaries: Summaries = new WeakMap()
  const app = createApp({ ...options, maxBodyBytes: limits.maxBodyBytes })
  await addCors(app, options.cors?.origins ?? [])
  if (options.strictBodies ?? true) addJsonBodies(app)
  const watches = instruments.follow(app, { summaries, isSubgraph: false })
  const changes = createChanges()
  const withHandler = (one: Serving): Handling => ({
    serving: one,
    handle: handlerOf(one, { clock, summaries, log, watches }),
    unlisten: one.cache ? changes.listen(one.cache) : () => {},
  })
  const serving = createChangeOver(withHandler(first), closeServing, (error) =>
    log.error('close.failed', {}, error),
  )
  let stopping: Promise<void> | null = null
  const readiness = async () => {
    const { ready, checks } = await serving.current().serving.readiness()
    return { ready, checks: { ...checks, ...options.notes?.() } }
  }
  const health = { readiness, isStopping: () => stopping !== null }
  addHealth(app, health)
  const { maxResponseBytes = Number.POSITIVE_INFINITY } = limits
  addGraph(app, serving, options.noStore ?? true, { maxResponseBytes, summaries })
  if (options.live && options.live.streams > 0) {
    const take = () => {
      const { value, release } = serving.take()
      return { value: value.serving, release }
    }
    addLive(app, { ...options.live, changes, take, maxResponseBytes, watches, clock, log })
  }
  addRequestLog(app, log, summaries)
  const stop = async () => {
    const last = serving.current()
    await last.serving.retire?.()
    await stopApp(app, limits.stopGraceMs)
    await serving.settled()
    await closeServing(last)
    await instruments.close()
    log.info('stopped')
  }
  try {
    const hasExplorer = options.explorer ? await addExplorer(app, options.explorer) : false
    const url = await listen(app, options)
    await instruments.serve(health)
    if (options.insecure) log.warn('insecure', { text: INSECURE_WARNING })
    log.info('listening', { url, explorer: hasExplorer })
    const replace = (next: Serving) => {
      const left = serving.current().serving
      serving.replace(withHandler(next))
      left.retire?.().catch((error: unknown) => log.error('close.failed', {}, error))
    }
    return { url, replace, stop: () => (stopping ??= stop()) }
  } catch (error) {
    await app.close()
    await closeServing(serving.current())
    await instruments.close()
    throw error
  }
}

/** What serves, and the way HTTP takes to it. */
interface Handling {
  readonly serving: Serving
  readonly handle: ReturnType<typeof handlerOf>
  /** Hears no more of what is changed. */
  unlisten(): void
}

interface HandlerTools extends Omit<ContextTools, 'serving'> {
  readonly summaries: Summaries
  readonly watches: Watches
}

function handlerOf(serving: Serving, { summaries, watches, ...tools }: HandlerTools) {
  return fastifyApolloHandler(serving.graph.server, {
    context: (incoming, { raw }) => {
      const report = (summary: OperationSummary) => void summaries.set(incoming, summary)
      const asking = { incoming, signal: whenGone(raw), watch: watches.of(incoming), report }
      return contextFor(asking, { serving, ...tools })
    },
  })
}

async function closeServing({ serving, unlisten }: Handling): Promise<void> {
  unlisten()
  await serving.retire?.()
  await serving.close()
}

function addGraph(
  app: FastifyInstance,
  serving: ChangeOver<Handling>,
  noStore: boolean,
  answers: AnswerLimits,
): void {
  app.route<{ Reply: string }>({
    method: ['GET', 'POST'],
    url: '/graphql',
    onRequest: async (_request, reply) => {
      if (noStore) reply.header('cache-control', 'no-store')
    },
    onSend: async (request, reply, payload) => unlessTooLarge(payload, reply, { request, ...answers }),
    handler(request, reply) {
      const turn = serving.take()
      // Emitted in every case: the answer is out, or the client has gone.
      reply.raw.once('close', turn.release)
      return turn.value.handle.call(app, request, reply)
    },
  })
  app.route({
    method: ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'],
    url: '/graphql',
    handler: async (_request, reply) =>
      refuse(reply.header('allow', 'GET, POST'), 405, 'BAD_INPUT', 'expected the method GET or POST'),
  })
}
