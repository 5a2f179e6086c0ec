import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type DocumentNode, type ExecutionResult, GraphQLError, type GraphQLSchema } from 'graphql'
import { z } from 'zod'
import type { Clock } from '../adapters/time.ts'
import type { Cache } from '../cache/port.ts'
import type { AccessNotes } from '../subgraphs/shared/access/access.ts'
import { ANONYMOUS } from '../subgraphs/shared/access/viewer.ts'
import { type LoggedSubgraphOptions, loggedSubgraph } from './access/logged-subgraph.ts'
import { toldIn } from './access/passed-on.ts'
import { createRequestAccess } from './access/request-access.ts'
import { awayNow } from './away.ts'
import { logCauses } from './causes.ts'
import { type ChangeOver, createChangeOver } from './change-over.ts'
import { createDocuments, type Documents } from './documents.ts'
import { clientCode, formatError, rootCause } from './errors.ts'
import { aboutFetch, askedShape } from './execution/about.ts'
import { type CallTrust, createCallCheck } from './execution/call-check.ts'
import { failedFetch } from './execution/failed-fetch.ts'
import { localSubgraph } from './execution/local-subgraph.ts'
import { budgetIn, requestIdIn } from './execution/passed-on.ts'
import { whenGone } from './gone.ts'
import { addRequestLog, createApp, listen, type Summaries, stopApp } from './http/app.ts'
import { addHealth, type Readiness } from './http/health.ts'
import { type BelievedCall, takeSignedCalls } from './http/signed-calls.ts'
import type { Log } from './log.ts'
import { type Instruments, NO_INSTRUMENTS } from './operations/instruments.ts'
import type { RequestWatch } from './operations/watch.ts'
import { summarize } from './plugins/operation-log.ts'
import { createRecorder, type IncomingRequest } from './request.ts'

/** What a subgraph's requests need; replaced as a whole when the configuration is. */
export interface SubgraphServing extends Pick<LoggedSubgraphOptions, 'accessLog' | 'viewerOf'> {
  /** Longest time for one fetch, whatever the gateway says is left. */
  readonly requestBudgetMs: number
  /** Whose calls are answered. */
  readonly trust: CallTrust
  /** Makes the context of the resolvers. Throws a `GraphQLError` with a code for headers it cannot take. */
  createContext(request: IncomingRequest, access: AccessNotes): Promise<unknown>
  readiness(): Promise<Readiness>
  /** Ends background work; called at once when it goes out of service. May be called twice. */
  retire(): Promise<void>
  /** Frees everything; called when its last request has ended. */
  close(): Promise<void>
}

export interface SubgraphServerOptions {
  readonly name: string
  readonly schema: GraphQLSchema
  readonly host: string
  /** 0 for any free one. */
  readonly port: number
  readonly allowedHosts: readonly string[]
  readonly stopGraceMs: number
  /** What tells metrics and traces. @default nothing does */
  readonly instruments?: Instruments
  /** What this process has heard. @see CallCheckOptions */
  readonly heard: Pick<Cache, 'once'>
  /** Shown by `/ready` beside the checks that decide. */
  notes?(): Readiness['checks']
  readonly clock: Clock
  readonly log: Log
}

/** A running subgraph. */
export interface SubgraphServer {
  /** `http://127.0.0.1:4105`, with the port that was really taken. */
  readonly url: string
  replace(next: SubgraphServing): void
  /** Stops accepting, lets fetches under way end within the grace time, closes everything. May be called twice. */
  stop(): Promise<void>
}

/** A fetch carries the keys of every entity it asks for. */
const BODY_BYTES = 16_777_216
const TOKENS = 100_000

/** Serves one subgraph over HTTP, at `/graphql`, to gateways that sign their calls. Throws `RefusedToServe`; closes `first` when it cannot start. */
export async function startSubgraphServer(
  options: SubgraphServerOptions,
  first: SubgraphServing,
): Promise<SubgraphServer> {
  const { name, log, allowedHosts, stopGraceMs, instruments = NO_INSTRUMENTS } = options
  const close = async (serving: SubgraphServing) => {
    await serving.retire()
    await serving.close()
  }
  const failed = (error: unknown) => log.error('close.failed', {}, error)
  const serving = createChangeOver(first, close, failed)
  const summaries: Summaries = new WeakMap()
  let stopping: Promise<void> | null = null
  const requestId = (headers: FastifyRequest['headers']) => requestIdIn(headers) ?? randomUUID()
  const app = createApp({ maxBodyBytes: BODY_BYTES, allowedHosts, log, requestId })
  const watches = instruments.follow(app, { summaries, isSubgraph: true })
  const readiness = async () => {
    const { ready, checks } = await serving.current().readiness()
    return { ready, checks: { ...checks, ...options.notes?.() } }
  }
  const health = { readiness, isStopping: () => stopping !== null }
  addHealth(app, health)
  addFetches(app, serving, { options, summaries, watchOf: watches.of })
  addRequestLog(app, log, summaries)
  const stop = async () => {
    const last = serving.current()
    await last.retire()
    await stopApp(app, stopGraceMs)
    await serving.settled()
    await last.close()
    await instruments.close()
    log.info('stopped')
  }
  try {
    const url = await listen(app, options)
    await instruments.serve(health)
    log.info('listening', { url, subgraph: name })
    const replace = (next: SubgraphServing) => {
      const left = serving.current()
      serving.replace(next)
      left.retire().catch(failed)
    }
    return { url, replace, stop: () => (stopping ??= stop()) }
  } catch (error) {
    await app.close()
    await close(first)
    await instruments.close()
    throw error
  }
}

interface Fetches {
  readonly options: SubgraphServerOptions
  readonly summaries: Summaries
  /** What follows a request. */
  watchOf(request: FastifyRequest): RequestWatch
}

const bodyShape = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
  extensions: askedShape,
})
type Body = z.output<typeof bodyShape>

function addFetches(app: FastifyInstance, serving: ChangeOver<SubgraphServing>, fetches: Fetches): void {
  const { schema, name: subgraph, heard, clock, log } = fetches.options
  const documents = createDocuments(schema, TOKENS)
  const calls = takeSignedCalls(app, { check: createCallCheck({ subgraph, heard, clock }), log })
  app.route({
    method: 'POST',
    url: '/graphql',
    onRequest: calls.onRequest,
    async handler(incoming, reply) {
      const turn = serving.take()
      // Emitted in every case: the answer is out, or the gateway has gone.
      reply.raw.once('close', turn.release)
      const call = await calls.open(incoming, reply, turn.value.trust)
      if (call === null) return reply
      const answering = { ...fetches, documents, serving: turn.value, call }
      const { status, result } = await answer(incoming, reply, answering)
      return reply
        .code(status)
        .header('content-type', 'application/json; charset=utf-8')
        .header('cache-control', 'no-store')
        .send(JSON.stringify(result))
    },
  })
}

interface Answering extends Fetches {
  readonly documents: Documents
  readonly serving: SubgraphServing
  readonly call: BelievedCall
}

interface Answered {
  readonly status: number
  readonly result: unknown
}

async function answer(
  incoming: FastifyRequest,
  { raw }: FastifyReply,
  answering: Answering,
): Promise<Answered> {
  const { serving, options, summaries, call, watchOf } = answering
  const body = bodyShape.safeParse(call.body)
  if (!body.success) return refused([coded('BAD_INPUT', 'expected a JSON object with a query')])
  const read = answering.documents(body.data.query)
  if ('errors' in read) return refused(read.errors)
  try {
    const { id } = incoming
    const { headers } = call
    const budget = Math.min(budgetIn(headers) ?? Number.POSITIVE_INFINITY, serving.requestBudgetMs)
    const deadline = options.clock().getTime() + budget
    const address = incoming.socket.remoteAddress ?? null
    const { asking, told } = aboutFetch(body.data.extensions)
    const request: IncomingRequest = { id, headers, deadline, address, signal: whenGone(raw), ...asking }
    const watch = watchOf(incoming)
    const scope = createRecorder(request, watch)
    const access = createRequestAccess(request, toldIn(headers))
    const graph = await serving.createContext(request, access.notes)
    const context = { request, scope, watch, viewer: ANONYMOUS, access, graph, report: () => {} }
    const subgraph = loggedSubgraph(localSubgraph(options), { ...serving, schema: options.schema })
    const result = await subgraph.fetch({ ...toFetch(body.data), ...read, context })
    const shown = show(result, { id, log: options.log })
    const operationName = body.data.operationName ?? null
    summaries.set(incoming, summarize({ operationName, type: null, errors: shown.errors ?? [], scope }))
    return { status: 200, result: { ...shown, ...told() } }
  } catch (error) {
    return answerInstead(error, read.document, { incoming, body: body.data, options })
  }
}

interface Failed {
  readonly incoming: FastifyRequest
  readonly body: Body
  readonly options: SubgraphServerOptions
}

/** What is answered to a fetch that could not begin. Throws what is a bug. */
function answerInstead(
  error: unknown,
  document: DocumentNode,
  { incoming: { id }, body, options: { log } }: Failed,
): Answered {
  if (error instanceof GraphQLError && clientCode(error) === 'BAD_INPUT') return refused([error])
  const away = awayNow(error)
  if (!away) throw error
  log.error('context-failed', { requestId: id }, rootCause(error))
  // Each field of the fetch says so: a router drops what a refused fetch said.
  const errors = failedFetch(document, body.variables ?? {}, away)
  return { status: 200, result: show({ data: null, errors }, { id, log }) }
}

function toFetch({ query, variables, operationName }: Body) {
  return { query, variables: variables ?? {}, ...(operationName && { operationName }) }
}

function refused(errors: readonly GraphQLError[]): Answered {
  return { status: 400, result: { errors: errors.map((error) => formatError(error.toJSON(), error)) } }
}

function coded(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } })
}

/** The result as it leaves the process: errors carry what clients may see and no more; their causes go to the log. */
function show(
  { data, errors }: ExecutionResult,
  { id, log }: { readonly id: string; readonly log: Log },
): { readonly data: unknown; readonly errors?: ReturnType<typeof formatError>[] } {
  logCauses(log, id, errors ?? [])
  const shown = errors?.map((error) => formatError(error.toJSON(), error))
  return { data: data ?? null, ...(shown && { errors: shown }) }
}
