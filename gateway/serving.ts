import type { AccessNotes } from '../subgraphs/access.ts'
import type { Viewer } from '../subgraphs/viewer.ts'
import { type Graph, type GraphOptions, startGraph } from './graph.ts'
import type { Readiness } from './http/health.ts'
import type { Asking } from './limits/clients.ts'
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
  /** Makes what subgraphs get as their context. Called once per operation, before anything is executed. */
  createContext(request: IncomingRequest, viewer: Viewer, access: AccessNotes): Promise<unknown>
  readiness(): Promise<Readiness>
  /** Ends background work; called at once when it goes out of service. May be called twice. */
  retire?(): Promise<void>
  /** Frees everything; called when its last request has ended. */
  close(): Promise<void>
}

/** A graph and what belongs to it. */
export interface ServingOptions
  extends GraphOptions,
    Pick<Serving, 'identify' | 'createContext' | 'readiness' | 'retire'> {
  /** Frees what was opened for this graph, after it. */
  close?(): Promise<void>
}

/** Loads the graph. Throws a `SupergraphError` with the reason when it cannot be executed. */
export async function createServing(options: ServingOptions): Promise<Serving> {
  const { identify, createContext, readiness, retire, limits, clients } = options
  const graph = await startGraph(options)
  return {
    graph,
    requestBudgetMs: limits.requestBudgetMs,
    identify,
    ...(clients && { admit: clients.admit }),
    createContext,
    readiness,
    ...(retire && { retire }),
    close: async () => {
      await graph.close()
      await options.close?.()
    },
  }
}
