import type { Cache } from '../cache/port.ts'
import type { AccessNotes } from '../subgraphs/shared/access/access.ts'
import type { Viewer } from '../subgraphs/shared/access/viewer.ts'
import { type Graph, type GraphOptions, type OwnGraph, startGraph } from './graph.ts'
import type { Readiness } from './http/health.ts'
import type { Asking } from './limits/clients.ts'
import { DEFAULT_LIMITS } from './limits/limits.ts'
import type { DocumentRules } from './persisted/take.ts'
import { openTrusted, type Trusted, type TrustedOptions } from './persisted/trusted.ts'
import type { IncomingRequest } from './request.ts'

/** A graph in service, with what its requests need. Replaced as a whole when the configuration or supergraph is. */
export interface Serving {
  readonly graph: Graph
  /** Longest time for one request. */
  readonly requestBudgetMs: number
  /** Who asks. Called once per request, before anything else. Throws a `GraphQLError` with a code for a token that is none. */
  identify(request: IncomingRequest): Promise<Viewer>
  /** Lets a request of a client in, or throws RATE_LIMITED. Called once per request, before its operation is read. */
  admit?(asking: Asking): Promise<void>
  /** Which document is executed; absent where requests are taken as they are. */
  readonly documents?: Pick<Trusted, 'take'>
  /** Makes what subgraphs get as their context. Called once per operation, before anything is executed. */
  createContext(request: IncomingRequest, viewer: Viewer, access: AccessNotes): Promise<unknown>
  readiness(): Promise<Readiness>
  /** Where it is told what was changed; absent where live answers hear nothing. */
  readonly cache?: Pick<Cache, 'subscribe'>
  /** Ends background work; called at once when it goes out of service. May be called twice. */
  retire?(): Promise<void>
  /** Frees everything; called when its last request has ended. */
  close(): Promise<void>
}

/** Which documents are registered, and who may send no others. */
interface DocumentOptions extends Pick<TrustedOptions, 'manifests' | 'pace'> {
  readonly rules: Omit<DocumentRules, 'automatic'>
}

/** A graph and what belongs to it. */
export interface ServingOptions
  extends GraphOptions,
    Pick<Serving, 'identify' | 'createContext' | 'readiness' | 'cache' | 'retire'> {
  /** Registered documents. Without them ids are unknown. */
  readonly documents?: DocumentOptions
  /** Frees what was opened for this graph, after it. */
  close?(): Promise<void>
}

/**
 * Loads the graph and what is registered for it. Throws a `SupergraphError` with the reason when it cannot be executed, a
 * `ManifestError` for a manifest of which nothing can be used.
 */
export async function createServing(options: ServingOptions): Promise<Serving> {
  const { identify, createContext, retire, limits, clients, cache } = options
  const graph = await startGraph(options)
  const documents = await openDocuments(options, graph)
  const { readiness } = withDocuments(options, documents)
  return {
    graph,
    documents,
    requestBudgetMs: limits.requestBudgetMs,
    identify,
    ...(clients && { admit: clients.admit }),
    createContext,
    readiness,
    ...(cache && { cache }),
    ...(retire && { retire }),
    close: async () => {
      await documents.close()
      await graph.close()
      await options.close?.()
    },
  }
}

const NOTHING_REGISTERED: DocumentOptions = {
  manifests: [],
  rules: { mandatory: [], logOnly: false },
}

async function openDocuments(options: ServingOptions, graph: OwnGraph): Promise<Trusted> {
  const { log, limits, automaticQueries } = options
  const { manifests, rules, pace } = options.documents ?? NOTHING_REGISTERED
  const { maxTokens = DEFAULT_LIMITS.maxTokens } = limits
  const automatic = automaticQueries !== undefined
  try {
    return await openTrusted(
      { manifests, rules: { ...rules, automatic }, maxTokens, log, pace },
      graph.schema,
    )
  } catch (error) {
    await graph.close()
    throw error
  }
}

/** `/ready` tells whether the manifests as they are now serve; it does not wait for them. */
function withDocuments(
  { readiness, documents }: ServingOptions,
  trusted: Trusted,
): Pick<Serving, 'readiness'> {
  if (!documents || documents.manifests.length === 0) return { readiness }
  return {
    readiness: async () => {
      const { ready, checks } = await readiness()
      return { ready, checks: { ...checks, documents: trusted.current() } }
    },
  }
}
