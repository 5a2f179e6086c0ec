import type { Adapter } from '../adapters/adapter.ts'
import type { KeepFreshTools } from '../adapters/keep-fresh.ts'
import type { Source } from '../adapters/source.ts'
import type { Clock } from '../adapters/time.ts'
import type { Cache } from '../cache/port.ts'
import type { Ledger } from '../ledger/port.ts'
import type { Config, KnownAdapter } from './config/config.ts'
import type { LedgerPlace } from './ledger-place.ts'

/** What `couture sandbox --describe` prints; `couture token` knows the samples by name. */
interface SandboxFacts {
  readonly samples: Readonly<
    Record<'omnichannelShopper' | 'tillOnlyShopper', { readonly customerId: string }>
  >
}

/** The sandbox retailer as `up` and `sandbox` need it. */
export interface Sandbox {
  /** What it is and where it will be found, without starting anything. JSON. */
  describe(config: Config, clock: Clock): SandboxFacts
  /** Starts every system on its configured port and writes the tills' files. */
  start(config: Config, clock: Clock): Promise<RunningSandbox>
  /** What its issuers call themselves: nobody else's configuration may trust them. */
  readonly issuers: readonly string[]
  /** A token of the issuers of a configuration. Throws when it does not name them. */
  token(config: Config, person: SandboxPerson, terms: SandboxTerms): string
  /** Somebody of every kind, for the explorer to ask as, each with a token that is valid for a day from the call on. */
  people(config: Config, clock: Clock): () => readonly Actor[]
}

/** Whom a token of the sandbox is for; see `couture token`. */
export interface SandboxPerson {
  readonly customer?: string | undefined
  readonly role?: string | undefined
  readonly store?: string | undefined
  readonly scopes?: readonly string[] | undefined
  readonly partner?: string | undefined
}

interface SandboxTerms {
  readonly now: Date
  /** @default 3600 */
  readonly seconds?: number | undefined
}

/** Somebody the explorer can ask as. */
export interface Actor {
  /** For people to read. */
  readonly name: string
  /** Null for somebody without one. */
  readonly token: string | null
}

interface RunningSandbox {
  readonly systems: readonly { readonly name: string; readonly url: string }[]
  close(): Promise<void>
}

/** What a cache of any make is opened with. */
interface CacheOptions {
  readonly maxEntries: number
  /** `redis://`; undefined for one in memory. */
  readonly url: string | undefined
  readonly cluster: boolean
  /** Begins the keys of what others share. */
  readonly namespace: string
  readonly clock: Clock
  readonly log: (event: string, values: Readonly<Record<string, string | number>>) => void
}

/** The makers of everything that has more than one make; the one list of what this build is made of. */
export interface Parts {
  readonly adapters: Readonly<Record<string, Adapter<never> & KnownAdapter>>
  openLedger(options: LedgerPlace & { readonly idKey: string }): Promise<Ledger>
  openCache(options: CacheOptions): Cache
  /** Dresses a source's ports: what it said is kept as long as `freshness` allows. */
  keepFresh(source: Source, tools: KeepFreshTools): Source
  readonly sandbox: Sandbox
}
