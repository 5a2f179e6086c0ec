import type { ExecutionResult } from 'graphql'
import { currentScope, type Scope } from '../../adapters/call/scope.ts'
import type { Access, AccessNotes } from '../../subgraphs/shared/access/access.ts'

/** What a request was shown of one owner. */
export interface Delivered {
  /** Null for an order whose shopper nobody knows. */
  readonly customerId: string | null
  readonly orderIds: ReadonlySet<string>
  readonly what: ReadonlySet<string>
  readonly scopes: ReadonlySet<string>
}

/** A fetch under way. */
interface NotedFetch<S extends Scope> {
  /** What the fetch has to run in, so that its notes are told from those of the fetches beside it. */
  readonly scope: S
  /** Keeps the notes of what the answer holds. What is noted later, by a fetch that was given up, is nowhere. */
  end(answer: ExecutionResult): void
}

/** Collects, for one request, what its guards let through, and keeps what was delivered of it. */
export interface AccessCollector extends AccessNotes {
  fetch<S extends Scope>(scope: S): NotedFetch<S>
  /** What was delivered, by owner, since the last time this was called. Empty for most requests. */
  take(): readonly Delivered[]
}

interface Owned {
  readonly customerId: string | null
  readonly orderIds: Set<string>
  readonly what: Set<string>
  readonly scopes: Set<string>
}

export function createAccessCollector(): AccessCollector {
  const underWay = new WeakMap<Scope, Access[]>()
  let owners = new Map<string, Owned>()

  const keep = ({ owner: { customerId, orderId }, coordinate, scopes }: Access) => {
    const key = customerId ?? orderId ?? ''
    const known = owners.get(key)
    const one = known ?? { customerId, orderIds: new Set(), what: new Set(), scopes: new Set() }
    if (!known) owners.set(key, one)
    if (orderId !== null) one.orderIds.add(orderId)
    one.what.add(coordinate)
    for (const scope of scopes) one.scopes.add(scope)
  }

  return {
    note(access) {
      const scope = currentScope()
      const notes = scope && underWay.get(scope)
      if (notes) notes.push(access)
      // Nobody can say which fetch this belongs to: better noted and not delivered than the reverse.
      else keep(access)
    },
    fetch(scope) {
      const own = { ...scope }
      const notes: Access[] = []
      underWay.set(own, notes)
      return {
        scope: own,
        end({ data }) {
          if (!data) return
          for (const access of notes) if (isThere(data, access.path)) keep(access)
        },
      }
    },
    take() {
      if (owners.size === 0) return NONE
      const taken = [...owners.values()]
      owners = new Map()
      return taken
    },
  }
}

const NONE: readonly Delivered[] = []

function isThere(data: object, path: Access['path']): boolean {
  const value = valueAt(data, path)
  return value !== null && value !== undefined
}

function valueAt(data: object, { prev, key }: Access['path']): unknown {
  const parent = prev ? valueAt(data, prev) : data
  // What a subgraph answers is JSON: lists and objects are indexed alike.
  return parent === null || parent === undefined ? null : (parent as Readonly<Record<string, unknown>>)[key]
}
