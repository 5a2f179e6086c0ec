/** The connections the worker thread holds to one file: reads on one do not wait for a transaction on the other. */
export type ConnectionName = 'reader' | 'writer'

/** What the worker thread can be told to do. Orders are carried out one after the other, as they arrive. */
export type Order =
  /** Opens both connections, makes the file when there is none, and waits at most `busyTimeoutMs` for others. */
  | { readonly do: 'open'; readonly file: string; readonly busyTimeoutMs: number }
  | {
      readonly do: 'query'
      readonly on: ConnectionName
      readonly sql: string
      readonly parameters: readonly unknown[]
    }
  /** Undoes the writer's transaction, if it still has one: some failures have ended it already. */
  | { readonly do: 'rollback' }
  /** Writes a consistent copy of `from` to the empty file `to`; needs no `open`. */
  | { readonly do: 'copy'; readonly from: string; readonly to: string }
  | { readonly do: 'close' }

export interface Request {
  readonly id: number
  readonly order: Order
}

export interface Answer {
  readonly rows: readonly unknown[]
  readonly changes: number
}

/** How an order failed, in SQLite's words: `SQLITE_BUSY`, ... */
export interface Failure {
  readonly code: string
  readonly message: string
}

export type Reply = { readonly id: number } & ({ readonly answer: Answer } | { readonly failure: Failure })
