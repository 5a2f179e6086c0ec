import type { CallRecord, Scope } from '../adapters/call/scope.ts'
import type { Viewer, ViewerKind } from '../subgraphs/shared/access/viewer.ts'
import type { RequestAccess } from './access/request-access.ts'
import type { RequestWatch } from './operations/watch.ts'
import type { Refused } from './operations/why-refused.ts'
import type { Taken } from './persisted/take.ts'

/** A request as the graph's own context is made from it. */
export interface IncomingRequest {
  /** Unique per process; stands in the log and in the `x-request-id` answer header. */
  readonly id: string
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** The client's, as the socket has it or a proxy that is trusted tells it. */
  readonly address?: string | null
  /** When the answer is due, milliseconds since the epoch. */
  readonly deadline: number
  /** Aborts when the client has gone. */
  readonly signal: AbortSignal
  /** The header `traceparent` for those who work on the request's behalf in our other processes; none without a trace. */
  readonly traceparent?: string
  /** Told what the answer is about, by one who wants to be answered anew when that is changed; absent for everybody else. */
  readonly about?: (thing: string) => void
}

/** What happened on behalf of a request, for its log line. */
export interface Recorder extends Scope {
  readonly calls: readonly CallRecord[]
}

/** What a request's log line says of its operation. */
export interface OperationSummary {
  readonly operation: string | null
  readonly type: string | null
  /** How many errors the answer carries, by code. */
  readonly codes: Readonly<Record<string, number>>
  /** How many calls each system got, and how many of them failed. */
  readonly calls: Readonly<Record<string, number>>
  readonly failedCalls: Readonly<Record<string, number>>
  /** How the viewer came to be known, and never who that is. */
  readonly viewer?: ViewerKind
  /** Whether its document is a registered one, so that its name is the retailer's own. */
  readonly registered?: boolean
  /** Why nothing was executed, if so. */
  readonly refused?: Refused
}

/** What travels with an operation through the gateway. Subgraphs get `graph` and nothing else. */
export interface GatewayContext {
  readonly request: IncomingRequest
  readonly scope: Recorder
  /** Who asks. */
  readonly viewer: Viewer
  /** Follows the request for metrics and traces. */
  readonly watch: RequestWatch
  /** What is noted, and told, of the personal data that is shown. */
  readonly access: RequestAccess
  /** The registered document that was asked for; absent where nothing is registered. */
  readonly document?: Taken
  /** What the caller's `createContext` made: viewer, loaders and whatever else subgraphs need. */
  readonly graph: unknown
  /** Takes what the request's log line is to say of the operation. */
  report(summary: OperationSummary): void
}

/** The scope of a request: its deadline, its signal, and a list that every call is written to; `watch` is told of each. */
export function createRecorder(
  { id, deadline, signal }: IncomingRequest,
  watch?: Pick<RequestWatch, 'called'>,
): Recorder {
  const calls: CallRecord[] = []
  const record = (call: CallRecord) => {
    calls.push(call)
    watch?.called(call)
  }
  return { requestId: id, deadline, signal, calls, record }
}
