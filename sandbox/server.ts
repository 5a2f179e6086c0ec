import type { SystemKind } from '../adapters/source.ts'

/** What a sandbox server stands in for: a system of the retailer's, or who signs its tokens. */
export type SandboxKind = SystemKind | 'ISSUER'

/**
 * A sandbox system: one handler from `Request` to `Response` over a world, as strict as its vendor. It holds its own
 * state (tokens, sessions, counters); a fresh one per test is cheap.
 */
export interface SandboxServer {
  readonly name: string
  readonly kind: SandboxKind
  handle(request: Request): Promise<Response>
  /**
   * How this vendor refuses when it is overloaded (429-like), out of service (503-like), or wants a new session or token
   * first (401-like); the wire's own words.
   */
  refuse(how: 'throttled' | 'unavailable' | 'expired'): Response
  /**
   * Deletes the records that have one of these keys, as the vendor shows keys; those deleted before that have none are there
   * again. Lists lack them from then on, as the vendor's do. Absent where the records are not the server's own.
   */
  remove?(keys: readonly string[]): void
  /** Takes new signing keys into use; absent where nothing is signed. */
  rotate?(): void
  /**
   * Does with a record what the retailer's own people do in the system: the vendor's README says what can be asked for. Throws an Error
   * that says what is wrong with the instruction. Absent where nobody does.
   */
  advance?(instruction: unknown): void
}

/** How a server is told to misbehave, over its admin API; absent fields mean no misbehaviour of that sort. */
export interface Misbehaviour {
  /** Waits this long before it answers, ms. */
  readonly latencyMs?: number
  /** Never answers; the socket stays open until the caller goes. */
  readonly hang?: boolean
  /** Refuses in the vendor's manner. */
  readonly refuse?: 'throttled' | 'unavailable' | 'expired'
  /** Answers 200 with the vendor's content type and a body that is not its format. */
  readonly garbage?: boolean
  /** Answers 200 with a page of HTML, as a proxy or a portal in front of the system does. */
  readonly html?: boolean
  /** Answers 200 with the vendor's content type and JSON of another shape. */
  readonly otherShape?: boolean
  /** Cuts the real answer's body off in the middle, with the full content-length: the socket closes early. */
  readonly truncate?: boolean
  /** Does the work and closes the socket without an answer (a lost reply). */
  readonly loseReply?: boolean
  /** Resets the connection (RST) instead of answering. */
  readonly reset?: boolean
  /** Sends the answer's body a byte at a time, this long apart, ms. */
  readonly dripMs?: number
  /** Records within a list come in the reverse order; a list of one answer per question keeps its order. */
  readonly shuffle?: boolean
  /** Lists come without the records that hold any of these texts: ids that went missing. */
  readonly without?: readonly string[]
  /**
   * Records that come and go while a list is read, by their keys: `comes` are not there until the first request that is meant
   * has been answered, `goes` are not there from then on. They are back with the next order.
   */
  readonly changeBetweenPages?: { readonly comes?: readonly string[]; readonly goes?: readonly string[] }
  /** The system's clock as its `Date` header tells it, off by this much, ms; minus: behind. */
  readonly skewMs?: number
  /** Does the work this much later, after the caller has been told nothing (a late commit), ms. */
  readonly lateCommitMs?: number
  /** Refuses connections: the port is closed until the next order. */
  readonly down?: boolean
  /** Only requests whose path (with query) contains this text. */
  readonly path?: string
  /** Only the nth matching request from now on, from 1. */
  readonly nth?: number
  /** Stops after this many matching requests. */
  readonly times?: number
}

/** One request a server got, for call counts: never a body. */
export interface SandboxCall {
  readonly method: string
  /** Path without query. */
  readonly path: string
  readonly status: number
}

/** One request as it came over the wire, whole. */
export interface WireRequest {
  /** The server's name: `erp`, `crm`, `pim`, `issuer`. */
  readonly system: string
  readonly method: string
  /** The request's target as it was written: path and query, still escaped. */
  readonly target: string
  readonly contentType: string
  /** Empty where there is none. */
  readonly body: string
}

/** Told of each request before it is answered. Nothing is kept: calls are counted without their bodies. */
export type Witness = (request: WireRequest) => void

/** A served system. */
export interface Served {
  readonly name: string
  readonly kind: SandboxKind
  readonly url: string
  /** `PUT misbehave` (a `Misbehaviour`; `{}` ends it), `GET calls`, `DELETE calls`; `POST rotate` where it signs, `POST advance` where records move on. */
  readonly adminUrl: string
  misbehave(how: Misbehaviour): Promise<void>
  /** `POST advance`. Throws where nothing can be moved on. */
  advance(instruction: unknown): void
  calls(): readonly SandboxCall[]
  forgetCalls(): void
  close(): Promise<void>
}
