import type { Instant } from '../../adapters/time.ts'
import type {
  CartRecord,
  CaseRecord,
  HandOff,
  HoldRecord,
  OutboxEntry,
  PlacedOrder,
} from '../../ledger/writes/port.ts'

/** A command that was done. */
interface Kept {
  readonly content: string
  readonly result: string
  readonly at: Instant
}

/** An entry and who has it until when. */
export interface Queued {
  readonly entry: OutboxEntry
  readonly lease: { readonly worker: string; readonly until: Instant } | null
}

/** All that writes keep. What is in the maps never changes; a transaction changes maps of its own. */
export interface WriteState {
  readonly commands: Map<string, Kept>
  readonly carts: Map<string, CartRecord>
  readonly handOffs: Map<string, HandOff & { readonly used: boolean }>
  readonly holds: Map<string, HoldRecord>
  readonly orders: Map<string, PlacedOrder>
  readonly cases: Map<string, CaseRecord>
  /** In the order they were queued. */
  readonly outbox: Map<string, Queued>
}

/** Where reads find the state that was kept last. */
export type StateOf = () => WriteState

/** The same state in maps of its own; an empty one without another. */
export function copyOf(state?: WriteState): WriteState {
  return {
    commands: new Map(state?.commands),
    carts: new Map(state?.carts),
    handOffs: new Map(state?.handOffs),
    holds: new Map(state?.holds),
    orders: new Map(state?.orders),
    cases: new Map(state?.cases),
    outbox: new Map(state?.outbox),
  }
}

/** Those of a map that have one of these keys. */
export function picked<Value>(
  from: ReadonlyMap<string, Value>,
  keys: readonly string[],
): ReadonlyMap<string, Value> {
  return new Map(
    keys.flatMap((key) => {
      const value = from.get(key)
      return value === undefined ? [] : [[key, value] as const]
    }),
  )
}

/** Orders by several texts, the first that differ decide. */
export function byTexts<Item>(...texts: readonly ((item: Item) => string)[]) {
  return (left: Item, right: Item): number => {
    const differing = texts.find((text) => text(left) !== text(right))
    if (!differing) return 0
    return differing(left) < differing(right) ? -1 : 1
  }
}

/** The ones behind that of an id; none behind one that is not there. */
export function behind<Item extends { readonly id: string }>(
  items: readonly Item[],
  after: string | null,
): readonly Item[] {
  if (after === null) return items
  const at = items.findIndex(({ id }) => id === after)
  return at < 0 ? [] : items.slice(at + 1)
}
