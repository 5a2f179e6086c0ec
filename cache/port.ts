/**
 * What systems said, kept for a while. Losing it loses nothing but speed. Keys carry no personal data in the clear.
 * Values are JSON. Behaviour is pinned by `test/contracts/cache.ts`.
 */
export interface Cache {
  /** The values that are there and not expired, by key. Never throws: a cache that cannot answer has nothing. */
  getMany(keys: readonly string[]): Promise<ReadonlyMap<string, unknown>>
  /** Keeps values for `ttlSeconds` each; may forget earlier. Never throws. */
  setMany(entries: readonly CacheEntry[]): Promise<void>
  /** Forgets keys. */
  deleteMany(keys: readonly string[]): Promise<void>
  /**
   * Whether nobody has said this key here within the last `ttlSeconds`, in one step with saying it. Never throws: a cache that
   * cannot answer has heard nothing, so who must not be fooled remembers for itself as well. Apart from values of the same key.
   */
  once(key: string, ttlSeconds: number): Promise<boolean>
  close(): Promise<void>
}

export interface CacheEntry {
  readonly key: string
  readonly value: unknown
  readonly ttlSeconds: number
}
