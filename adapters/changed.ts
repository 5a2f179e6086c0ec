import type { OrderKey } from './ports/orders.ts'

/** What was changed somewhere, so that nothing that was read of it before may be told any more. */
export interface Changed {
  readonly orders?: readonly OrderKey[]
  /** Whatever systems call a shopper, an account or an order. */
  readonly records?: readonly string[]
  /** Articles, by what the owners of stock call them. */
  readonly items?: readonly string[]
}

/**
 * Has everybody who shares the cache read anew what was changed, at once. In memory that is this process alone: others tell what they know as
 * long as it is fresh. Never throws.
 */
export type Forget = (changed: Changed) => Promise<void>
