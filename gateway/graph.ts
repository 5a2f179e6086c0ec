import './telemetry.ts'
import { ApolloGateway } from '@apollo/gateway'
import { ApolloServer } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled'
import type { GraphQLSchema } from 'graphql'
import type { Clock } from '../adapters/time.ts'
import type { Cache } from '../cache/port.ts'
import type { AccessLog } from './access/log.ts'
import { writtenFirst } from './access/written-first.ts'
import { type AuthorisationOptions, authorise, type Executor } from './authorisation/authorise.ts'
import { formatError } from './errors.ts'
import { localSubgraph } from './execution/local-subgraph.ts'
import { remoteSubgraph, type Told } from './execution/remote-subgraph.ts'
import { type Subgraph, toDataSource } from './execution/subgraph.ts'
import { watchedSubgraph } from './execution/watched-subgraph.ts'
import { noAliasOfKey } from './key-aliases.ts'
import type { Clients } from './limits/clients.ts'
import { DEFAULT_LIMITS, type OperationLimits } from './limits/limits.ts'
import { useLimits } from './limits/use-limits.ts'
import type { Log } from './log.ts'
import { noNullCharacters } from './null-characters.ts'
import { keepAutomatic } from './persisted/automatic.ts'
import { useAskedErrors } from './plugins/asked-errors.ts'
import { useHonestNulls } from './plugins/honest-nulls.ts'
import { useKnownOperation } from './plugins/known-operation.ts'
import { useOperationLog } from './plugins/operation-log.ts'
import { useTrustedDocuments } from './plugins/trusted-documents.ts'
import { planned, useWatch } from './plugins/watch.ts'
import type { GatewayContext } from './request.ts'
import { checkScalars, type ScalarReader } from './scalars.ts'
import { readSupergraph, type SubgraphEntry, type Supergraph, SupergraphError } from './supergraph.ts'

export interface GraphOptions {
  readonly supergraphSdl: string
  /** Subgraphs of this process by name; the others are reached at the URLs in the supergraph. */
  readonly subgraphs: ReadonlyMap<string, GraphQLSchema>
  /** What subgraphs elsewhere are told with each fetch. */
  readonly told?: Told
  /** Where subgraphs are found instead of where the supergraph says. */
  readonly urls?: Readonly<Record<string, string>>
  /** Where it is written what subgraphs of this process show of whom. */
  readonly accessLog?: AccessLog
  readonly scalars: Readonly<Record<string, ScalarReader>>
  /** What is left out is as `DEFAULT_LIMITS` says. */
  readonly limits: { readonly requestBudgetMs: number } & Partial<OperationLimits>
  /** What each client may still do. @default whatever it likes */
  readonly clients?: Clients
  /** How the supergraph's rules are enforced. @default refused fields are null, and only the staff may introspect */
  readonly authorisation?: AuthorisationOptions
  /** Where texts are kept that clients ask for by their hash; without it none are. */
  readonly automaticQueries?: { readonly cache: Cache; readonly ttlSeconds: number } | undefined
  readonly clock: Clock
  readonly log: Log
}

const AUTHORISATION: AuthorisationOptions = { refused: 'NULL', introspection: ['STAFF'] }

/** A started graph: what HTTP is put in front of. */
export interface Graph {
  readonly server: ApolloServer<GatewayContext>
  close(): Promise<void>
}

/** The retailer's own, with what clients see of its schema. */
export interface OwnGraph extends Graph {
  readonly schema: GraphQLSchema
}

/**
 * Loads a supergraph and makes it executable, for each viewer as far as its rules allow. Stack traces, query plans, batches
 * and everything that talks to a vendor are off, whatever the environment says; introspection is the viewer's kind's to have.
 * Throws a `SupergraphError` with the reason when it cannot be executed or its rules cannot be enforced.
 */
export async function startGraph(options: GraphOptions): Promise<OwnGraph> {
  const { log, clients } = options
  const limits = { ...DEFAULT_LIMITS, ...options.limits }
  const supergraph = readSupergraph(options.supergraphSdl)
  const operationLimits = useLimits({ limits, supergraph: supergraph.document, clients })
  const ways = new Map(supergraph.subgraphs.map((entry) => [entry.name, wayTo(entry, options)]))
  const logger = apolloLogger(log)
  const gateway = planner(supergraph.executableSdl, ways, logger)
  let schema: GraphQLSchema | null = null
  const server = new ApolloServer<GatewayContext>({
    gateway: {
      onSchemaLoadOrUpdate: (listener) => gateway.onSchemaLoadOrUpdate(listener),
      load: async (config) => {
        const loaded = await gateway.load(config)
        checkScalars(loaded.schema, options.scalars)
        schema = loaded.schema
        const charging = operationLimits.charging(loaded.executor, schema)
        return { ...loaded, executor: guarded(charging, schema, supergraph, options) }
      },
      stop: () => gateway.stop(),
    },
    logger,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    persistedQueries: persistedQueriesOf(options),
    csrfPrevention: true,
    stopOnTerminationSignals: false,
    maxRecursiveSelections: true,
    parseOptions: { maxTokens: limits.maxTokens },
    validationOptions: operationLimits.validationOptions,
    validationRules: [operationLimits.rule, noNullCharacters, noAliasOfKey(supergraph.document)],
    formatError,
    plugins: [
      useWatch(),
      useTrustedDocuments(log),
      operationLimits.plugin,
      useKnownOperation(),
      useHonestNulls(),
      useAskedErrors(),
      operationLimits.report,
      useOperationLog(log),
      ...silent(),
    ],
  })
  const closeWays = () => Promise.all([...ways.values()].map((way) => way.close()))
  try {
    await server.start()
  } catch (cause) {
    await closeWays()
    if (cause instanceof SupergraphError) throw cause
    throw new SupergraphError(`the supergraph cannot be executed: ${reasonOf(cause)}`, { cause })
  }
  return {
    server,
    schema: loadedSchema(schema),
    close: async () => {
      await server.stop()
      await closeWays()
    },
  }
}

/** Stands before an executor: lets it see what the viewer may, and shows of its answer what is written down. */
function guarded(
  execute: Executor,
  schema: GraphQLSchema,
  { document }: Supergraph,
  { accessLog, authorisation = AUTHORISATION }: GraphOptions,
): Executor {
  // Within: what is written down is what was asked in the viewer's place, not what they asked for.
  return authorise(writtenFirst(execute, accessLog), schema, document, authorisation)
}

/** What plans operations and puts their fetches together. */
function planner(
  supergraphSdl: string,
  ways: ReadonlyMap<string, Subgraph>,
  logger: ReturnType<typeof apolloLogger>,
): ApolloGateway {
  return new ApolloGateway({
    supergraphSdl,
    buildService: ({ name }) => toDataSource(known(ways, name)),
    queryPlannerConfig: { exposeDocumentNodeInFetchNode: true },
    __exposeQueryPlanExperimental: false,
    experimental_didResolveQueryPlan: planned,
    serviceHealthCheck: false,
    debug: false,
    logger,
  })
}

/** Nothing that speaks to a vendor, or that the environment could switch on. */
const silent = () => [
  ApolloServerPluginCacheControlDisabled(),
  ApolloServerPluginInlineTraceDisabled(),
  ApolloServerPluginLandingPageDisabled(),
  ApolloServerPluginSchemaReportingDisabled(),
  ApolloServerPluginUsageReportingDisabled(),
]

function loadedSchema(schema: GraphQLSchema | null): GraphQLSchema {
  if (schema) return schema
  throw new SupergraphError('the supergraph cannot be executed: it was not loaded')
}

function persistedQueriesOf({ automaticQueries: kept }: GraphOptions) {
  return kept ? keepAutomatic(kept.cache, kept.ttlSeconds) : false
}

function wayTo({ name, url: committed }: SubgraphEntry, options: GraphOptions): Subgraph {
  const { subgraphs, clock, limits, told, urls = {} } = options
  const url = urls[name] ?? committed
  const schema = subgraphs.get(name)
  if (schema) return watchedSubgraph(name, localSubgraph({ name, schema, clock }))
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    const found = url === '' ? 'none' : 'another'
    throw new SupergraphError(
      `subgraph ${name} is not in this process: expected an http(s) URL for it; found ${found}`,
    )
  }
  const timeoutMs = limits.requestBudgetMs
  return watchedSubgraph(name, remoteSubgraph({ name, url, timeoutMs, clock, told }))
}

function known(ways: ReadonlyMap<string, Subgraph>, name: string): Subgraph {
  const way = ways.get(name)
  if (!way) throw new SupergraphError(`subgraph ${name} is planned for, but not listed in the supergraph`)
  return way
}

/** Why a supergraph was not loaded, in one line. */
export function reasonOf(cause: unknown): string {
  return cause instanceof Error ? (cause.message.split('\n', 1)[0] ?? '') : 'for an unknown reason'
}

/** Apollo's own lines, one event each; its chatter is debug. */
export function apolloLogger(log: Log) {
  const text = (message: unknown) => ({
    text: typeof message === 'string' ? message.slice(0, 300) : 'not a text',
  })
  return {
    debug: (message: unknown) => log.debug('apollo', text(message)),
    info: (message: unknown) => log.debug('apollo', text(message)),
    warn: (message: unknown) => log.warn('apollo', text(message)),
    error: (message: unknown) => log.error('apollo', text(message)),
  }
}
