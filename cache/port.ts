/**
 * What systems said, kept for a while, what clients may still spend, and what processes tell each other. Losing it loses nothing
 * but speed. Keys and channels carry no personal data in the clear. Values are JSON. Behaviour is pinned by `test/contracts/cache.ts`.
 */
export interface Cache {
  /** The values that are there and not expired, by key. Never throws: a cache that cannot answer has nothing. */
  getMany(keys: readonly string[]): Promise<ReadonlyMap<string, unknown>>
  /** Keeps values for `ttlSeconds` each; may forget earlier. Never throws. */
  setMany(entries: readonly CacheEntry[]): Promise<void>
  /** Forgets keys. */
  deleteMany(keys: readonly string[]): Promise<void>
  /**
   * Takes `amount` out of the bucket of this key, in one step for everybody who shares the cache; a bucket nobody took from
   * is full. Whoever asks for more than is left gets nothing and takes nothing; a negative amount is given back. Never
   * throws: where the shared bucket cannot be asked, one of this process stands in. Buckets are no entries: the two may
   * have the same keys.
   */
  spend(key: string, amount: number, bucket: Bucket): Promise<Spent>
  /**
   * Whether nobody has said this key here within the last `ttlSeconds`, in one step with saying it. Never throws: a cache that
   * cannot answer has heard nothing, so who must not be fooled remembers for itself as well. Apart from values of the same key.
   */
  once(key: string, ttlSeconds: number): Promise<boolean>
  /**
   * Tells everybody who listens to this channel at this cache, in whatever process, now. Never throws; nothing is kept: what is
   * said while the cache is away, or nobody listens, is lost.
   */
  publish(channel: string, message: string): Promise<void>
  /**
   * Has `heard` called with each message of this channel said from now on, those of this process among them, until what it
   * answers is called. In memory that is at once; in Redis it is as soon as Redis has confirmed, which a cache that is away does when
   * it is back. What one process says is heard in its order. Never throws; messages may be lost, and `heard` must not
   * throw.
   */
  subscribe(channel: string, heard: (message: string) => void): () => void
  /** Ends who listens, too. */
  close(): Promise<void>
}

/** A budget that refills. */
export interface Bucket {
  /** The most it holds; what it holds when it is full. */
  readonly capacity: number
  /** How much flows in. More than 0. */
  readonly perSecond: number
  /** Takes what is not there, too: the bucket then holds less than nothing until that has flowed in. @default false */
  readonly mayOwe?: boolean
}

/** What came of spending. */
export interface Spent {
  readonly granted: boolean
  /** What the bucket holds now. */
  readonly left: number
  /** After how many milliseconds so much will be there; 0 when it was granted, null when the bucket never holds so much. */
  readonly retryAfterMs: number | null
}

export interface CacheEntry {
  readonly key: string
  readonly value: unknown
  readonly ttlSeconds: number
}
