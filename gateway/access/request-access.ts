import type { IncomingRequest } from '../request.ts'
import { type AccessCollector, createAccessCollector } from './collector.ts'
import { type Origin, originOf } from './origin.ts'
import { type Operation, reachedBy } from './reached.ts'

/** How a request came to what it is shown, as the log of access to personal data tells it. */
export interface Told {
  readonly origin: Origin
  readonly operation: string | null
  /** @see reachedBy */
  readonly reached: readonly string[]
}

interface Executed extends Operation {
  readonly name: string | null
}

/** What a request carries for the log of access to personal data. */
export interface RequestAccess {
  readonly notes: AccessCollector
  /** Takes the operation that is about to be executed. */
  executing(operation: Executed): void
  /** Worked out when it is first asked for: most requests have nothing to tell. */
  told(): Told
}

/** `before` is what a gateway told on the way here; it comes before what the request says itself. */
export function createRequestAccess(
  request: Pick<IncomingRequest, 'headers' | 'address'>,
  before: Told | null = null,
): RequestAccess {
  let executed: Executed | null = null
  let told: Told | null = null
  return {
    notes: createAccessCollector(),
    executing(operation) {
      executed = operation
    },
    told() {
      told ??= before ?? {
        origin: originOf(request),
        operation: executed?.name ?? null,
        reached: executed ? reachedBy(executed) : [],
      }
      return told
    },
  }
}
