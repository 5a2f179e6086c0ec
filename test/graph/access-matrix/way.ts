import type { Facts, Keys } from './two-people.ts'

/** How a row of the table is asked for: one request that reaches just that, and what it must show. */
export interface Way {
  readonly query: string
  /** What is asked for by a name; nothing where everybody asks for their own. */
  readonly variables?: (keys: Keys) => Readonly<Record<string, unknown>>
  /** Where in the answer it stands: `order.payments`; `*` for each item of a list. */
  readonly path: string
  /** What of a value tells whose it is. Texts are compared; null and empty lists are nothing. @default the value itself */
  readonly see?: (value: Seen) => unknown
  /** What must then be seen, by the world; `seen` is for what only some of it can be told of. */
  readonly is: (facts: Facts, seen: Seen) => unknown
  /**
   * The calls that lead to the place, or that name the owner: all that a refusal in it may cost. @default none
   */
  readonly reads?: readonly string[]
}

// The tests read answers of many shapes; each way says by its expectations what it expects.
// biome-ignore lint/suspicious/noExplicitAny: the shape is the operation's
export type Seen = any

/** The names of nodes in a connection. */
export const nodes = (connection: Seen): readonly Seen[] => connection.edges.map(({ node }: Seen) => node)
