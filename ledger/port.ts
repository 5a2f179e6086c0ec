import type { EntityKind, RecordId, RecordRef } from '../adapters/ids.ts'
import type { CrossReference, MatchMethod } from '../adapters/ports/profiles.ts'
import type { Day, Instant } from '../adapters/time.ts'
import type { AccessLedger } from './access/port.ts'
import type { WriteLedger } from './writes/port.ts'

/** What must not be lost. Behaviour is pinned by `test/contracts/ledger.ts`, run whole on every driver. */
export interface Ledger {
  readonly identity: IdentityLedger
  readonly receipts: ReceiptLedger
  readonly marks: Marks
  readonly access: AccessLedger
  readonly orderTokens: OrderTokens
  readonly writes: WriteLedger
  /** Writes a consistent copy to a new file while the ledger stays in use. Throws when the file exists. */
  backup(file: string): Promise<void>
  close(): Promise<void>
}

/** How sure a link is: PROBABLE never joins two customers, REJECTED keeps a steward's no. */
type MatchState = 'CONFIRMED' | 'PROBABLE' | 'REJECTED'

/** A record and why it belongs to its entity. */
export interface IdentityRecord {
  readonly record: RecordRef
  readonly method: MatchMethod
  readonly state: MatchState
  /** 0 to 1. */
  readonly confidence: number
  /** What speaks for the link, for a steward: names of fields and sources, no values. */
  readonly evidence: readonly string[]
  readonly linkedAt: Instant
  /** A source's name, or who decided. */
  readonly linkedBy: string
}

/** A customer, store or item as the ledger knows it: its id and every record that is it. */
export interface Entity {
  /** The one id answers carry. Other ids given for it earlier are aliases and answer for ever. */
  readonly id: string
  /** In the order they were first seen; the first is the one the id was minted from, unless it was split off. */
  readonly records: readonly IdentityRecord[]
}

/** A source's word that `record` and each of `same` are one thing. */
export interface Observation {
  readonly record: RecordRef
  readonly same: readonly CrossReference[]
}

/** A refused steward's decision. */
export class IdentityError extends Error {
  override readonly name = 'IdentityError'
  readonly code: 'NOT_FOUND' | 'NOT_LINKED' | 'ALREADY_LINKED' | 'LAST_RECORD' | 'SAME_ENTITY'
  constructor(code: IdentityError['code'], message: string) {
    super(message)
    this.code = code
  }
}

/**
 * Which records, in which systems, are the same customer, store or item. Invariants, whatever the sequence of calls:
 * every record is owned by exactly one entity, and every id ever given answers.
 *
 * The id an entity carries is `mintId` of the first record seen; every other record's own `mintId` is an alias of the
 * entity that owns the record. So a ledger filled again in another order answers every id, if perhaps under another
 * of the entity's ids. Merges move records and aliases; a split-off record takes its alias along, unless
 * that is the id the customer it leaves carries: then it gives birth to its next generation.
 */
export interface IdentityLedger {
  /**
   * Records what sources say, in one transaction. Records seen for the first time get an owner. References by
   * VERIFIED_LOGIN, LOYALTY_CARD or MANUAL join entities, unless a steward has said no to that pair; all other methods are kept as
   * PROBABLE and join nothing (an unverified e-mail never links two people). Repeating an observation changes nothing.
   */
  observe(kind: EntityKind, observations: readonly Observation[], by: string, at: Instant): Promise<void>
  /** The entities that own these records; a record never seen is absent. Keys are `recordKey(record)`. */
  ownersOf(kind: EntityKind, records: readonly RecordRef[]): Promise<ReadonlyMap<string, Entity>>
  /** The entities that answer to these ids, canonical or alias; an id never given is absent. */
  resolve(kind: EntityKind, ids: readonly string[]): Promise<ReadonlyMap<string, Entity>>
  /** PROBABLE other entities for an entity: `record` points at someone with less than proof. */
  candidatesOf(
    kind: EntityKind,
    id: string,
  ): Promise<readonly { readonly entity: Entity; readonly because: IdentityRecord }[]>
  /** A steward adds a record to an entity, taking it from its owner; both the no of the past and the doubt are cleared. */
  link(kind: EntityKind, id: string, record: RecordRef, decision: Decision): Promise<Entity>
  /** A steward splits a record off; it becomes an entity of its own and is never rejoined automatically. Throws LAST_RECORD for an entity's only one. */
  unlink(
    kind: EntityKind,
    id: string,
    record: RecordRef,
    decision: Decision,
  ): Promise<{ readonly kept: Entity; readonly split: Entity }>
  /** A steward says two entities are one; the survivor keeps its id, the duplicate's ids become its aliases. */
  merge(kind: EntityKind, survivorId: string, duplicateId: string, decision: Decision): Promise<Entity>
}

/** Who decided, when and on what grounds. */
export interface Decision {
  readonly by: string
  readonly at: Instant
  readonly method: MatchMethod
  readonly reason: string | null
}

/** One spelling for a record as a map key. */
export function recordKey({ source, id }: RecordRef): string {
  return JSON.stringify([source, id])
}

/** A till receipt in the ledger: what it is found by, and its body as the adapter wrote it. */
export interface StoredReceipt {
  /** `receiptNumber`: the natural key. */
  readonly number: RecordId
  readonly businessDay: Day
  readonly placedAt: Instant | null
  readonly customer: RecordId | null
  readonly card: string | null
  /** Receipts whose goods this one takes back. */
  readonly returnsFrom: readonly RecordId[]
  /** The adapter's own JSON. */
  readonly body: string
  /** The transaction as it arrived, for disputes. */
  readonly raw: string
  /** Where it was read: the file's path below the watched folder. */
  readonly file: string
  readonly readAt: Instant
}

/** A document or transaction that could not be read: kept whole, with the reason. */
export interface Quarantined {
  readonly file: string
  /** Position of the transaction in the file, from 1; 0 for the file itself. */
  readonly position: number
  /** What was expected, what was found, what to do. */
  readonly reason: string
  readonly raw: string
  readonly at: Instant
}

/** A page of receipts by whole business days, see `HistoryRequest` in `adapters/ports/orders.ts`. */
export interface ReceiptQuery {
  readonly customers: readonly RecordId[]
  readonly cards: readonly string[]
  readonly first: number
  readonly until: Day | null
  readonly from: Day | null
}

/** Who receipts were made out to: a till customer, a card, or both. Never neither. */
export interface SeenShopper {
  readonly customer: RecordId | null
  readonly card: string | null
}

/** Till receipts, kept by natural key per source. */
export interface ReceiptLedger {
  /**
   * Stores what one read of one file gave, all in one transaction: receipts by natural key (the latest read wins), bad
   * ones in quarantine (those of the same file are replaced), and the file's mark.
   */
  store(source: string, file: FileRead): Promise<void>
  /** The mark of each file read so far, by path. */
  fileMarks(source: string): Promise<ReadonlyMap<string, string>>
  byNumber(source: string, numbers: readonly RecordId[]): Promise<ReadonlyMap<RecordId, StoredReceipt>>
  /** `businessDay` descending, then number descending; whole days only; at least `first` unless the history ends. */
  history(
    source: string,
    query: ReceiptQuery,
  ): Promise<{ readonly receipts: readonly StoredReceipt[]; readonly more: boolean }>
  /** Receipts that take goods back from these, by the number they take back from; oldest first. */
  returning(
    source: string,
    numbers: readonly RecordId[],
  ): Promise<ReadonlyMap<RecordId, readonly StoredReceipt[]>>
  /**
   * Every customer and card on receipts, each pair once: first the customers, in the order of their numbers, each with all its
   * pairs on one page; then the cards seen without a customer, in order. A page holds `first` customers and such cards; `after`
   * is the `next` of the page before, null for the start and null at the end.
   */
  shoppers(
    source: string,
    after: SeenShopper | null,
    first: number,
  ): Promise<{ readonly shoppers: readonly SeenShopper[]; readonly next: SeenShopper | null }>
  /** The pairs one of these customers or cards is in, each once; by the business day they were first seen on. */
  shoppersWith(
    source: string,
    keys: { readonly customers: readonly RecordId[]; readonly cards: readonly string[] },
  ): Promise<readonly SeenShopper[]>
  /** The newest receipts of each of these customers, at most `each`, newest first; a customer without any is absent. */
  newestOf(
    source: string,
    customers: readonly RecordId[],
    each: number,
  ): Promise<ReadonlyMap<RecordId, readonly StoredReceipt[]>>
  quarantined(source: string): Promise<readonly Quarantined[]>
  count(source: string): Promise<number>
}

export interface FileRead {
  readonly file: string
  /** Changes when the file's content does (size and time, or a hash). */
  readonly mark: string
  readonly receipts: readonly StoredReceipt[]
  readonly quarantined: readonly Quarantined[]
}

/** Small named texts that outlast a restart: how far a background job has come. */
export interface Marks {
  read(name: string): Promise<string | null>
  write(name: string, value: string): Promise<void>
  /**
   * Writes `value` only where the mark holds `expected` (null: there is no such mark), and tells whether it did. Of several
   * processes that swap the same mark at once, one succeeds.
   */
  swap(name: string, expected: string | null, value: string): Promise<boolean>
}

/** Lets somebody without an account follow one order. Only hashes are kept: whoever reads the ledger can open nothing with it. */
export interface OrderTokens {
  /**
   * From now on the token of this hash (SHA-256, lower-case hex) opens the order until `expiresAt`, exclusive. Granting the same
   * again changes nothing; a revoked one is not granted again. Throws a `LedgerError` for a hash that opens another order.
   */
  grant(grant: OrderTokenGrant): Promise<void>
  /** The order a hash opens at that time; null for one that is unknown, over or revoked, which nobody can tell apart. */
  find(hash: string, at: Instant): Promise<string | null>
  /** From now on a token, or every token of an order, opens nothing. What is unknown is left so. */
  revoke(which: { readonly hash: string } | { readonly orderId: string }): Promise<void>
}

/** What a token opens, and how long. */
export interface OrderTokenGrant {
  /** SHA-256 of the token, lower-case hex. */
  readonly hash: string
  /** The graph's id of the order. */
  readonly orderId: string
  readonly at: Instant
  readonly expiresAt: Instant
}
