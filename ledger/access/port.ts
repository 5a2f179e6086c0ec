import type { Instant } from '../../adapters/time.ts'

/** Somebody was shown something of one shopper, or of one order whose shopper nobody knows. Ids alone: no name, no e-mail. */
export interface AccessEntry {
  readonly at: Instant
  /** Who: the kind of viewer, the issuer's name and the token's subject, and the store they work in. */
  readonly viewer: {
    readonly kind: string
    readonly subject: string | null
    readonly store: string | null
  }
  /** Whose: any id ever given for the shopper; null for orders whose shopper nobody knows. */
  readonly customerId: string | null
  /** The orders it was in; empty for what is in none. */
  readonly orderIds: readonly string[]
  /** What: types and fields, `Customer`, `Order.payments`. */
  readonly what: readonly string[]
  /** Why: the scopes that allowed it, the root fields that led there, and the reason the client gave. */
  readonly why: {
    readonly scopes: readonly string[]
    readonly reached: readonly string[]
    readonly reason: string | null
  }
  /** From where it was asked. */
  readonly from: {
    readonly client: string | null
    readonly clientVersion: string | null
    readonly address: string | null
    readonly requestId: string
    readonly operation: string | null
  }
}

/** An entry in its place in the chain. */
export interface AccessRow extends AccessEntry {
  /** Counts from 1, without a gap. */
  readonly seq: number
  /** Lower-case hex; covers the row and, by the hash before it, every earlier row. */
  readonly hash: string
}

/** How long the chain is and the hash it ends with. Noted elsewhere, it proves later that nothing before it was replaced. */
export interface AccessHead {
  readonly rows: number
  readonly hash: string
}

/** Which rows; what is left out does not count. */
export interface AccessFilter {
  /** Any id ever given for a shopper finds the rows under every id of theirs. */
  readonly customerId?: string
  /** `AccessEntry.viewer.subject`. */
  readonly subject?: string
  readonly orderId?: string
  /** From this instant on. */
  readonly since?: Instant
  /** Before this instant. */
  readonly until?: Instant
}

/**
 * What is wrong with the chain: a row that is not what was written (CHANGED), that is gone (MISSING), that was put in
 * by hand (INSERTED), the end that is gone (CUT), a head that is gone or not what was written (HEAD), another chain than the
 * one whose head was noted (REPLACED).
 */
export type AccessBreak = 'CHANGED' | 'MISSING' | 'INSERTED' | 'CUT' | 'HEAD' | 'REPLACED'

/** What checking the whole chain found. `seq` is the first row it is wrong at. */
export type AccessVerdict =
  | { readonly whole: true; readonly head: AccessHead }
  | { readonly whole: false; readonly seq: number; readonly how: AccessBreak }

/**
 * The log of access to personal data: one chain of rows, each authenticated together with the one before, under a key
 * that is not in the database. Behaviour is pinned by `test/contracts/access.ts`.
 */
export interface AccessLedger {
  /**
   * Adds rows in one transaction, in the order given; appends of several processes form one chain. Throws a
   * `LedgerError`, TAMPERED where the chain's head is not what was written: nothing is added behind a break.
   */
  append(entries: readonly AccessEntry[]): Promise<AccessHead>
  /** The rows that match, oldest first, behind row `after` (0 for the start), at most `first`. */
  read(
    filter: AccessFilter,
    page: { readonly after: number; readonly first: number },
  ): Promise<readonly AccessRow[]>
  /** Checks every row and the head; with the head noted earlier also that this is still the same chain. */
  verify(noted?: AccessHead): Promise<AccessVerdict>
}
