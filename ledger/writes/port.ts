import type { Day, Instant } from '../../adapters/time.ts'

/**
 * Writes that happen once: what a command changes, the record that it was done and what other systems are to be told are kept together,
 * in one transaction, or not at all. Behaviour is pinned by `test/contracts/writes.ts`, run whole on every driver.
 */
export interface WriteLedger {
  /**
   * Does a command once. The first time `work` runs in a transaction beside which no other write about the same things runs, on any
   * machine; what it answers is kept for 24 hours and answered again, without `work`, to whoever comes with the same caller, operation, key and
   * input. Concurrent calls with one key wait for each other. What `work` throws undoes everything and keeps nothing: the key may be used
   * again. Throws a `KeyReused` for a key that came with another input or for another operation.
   *
   * `work` writes nothing but through its unit and waits for no other write of the ledger, which could wait for this one; a database may have it
   * begin again after a collision. Its result is JSON and nothing else: whatever JSON would not give back as it is (undefined, a Date) is refused.
   */
  once<Result>(command: Command, work: (unit: WriteUnit) => Promise<Result>): Promise<Once<Result>>
  /** What was answered to a command, without doing anything; null for one that was not done, or longer ago than 24 hours. Throws as `once`. */
  done<Result>(command: Command): Promise<Result | null>
  /** Work that nobody asked for with a key (a sweep, a delivery's outcome), in a transaction of its own. */
  transact<Result>(about: readonly About[], work: (unit: WriteUnit) => Promise<Result>): Promise<Result>
  readonly carts: CartReads
  readonly holds: HoldReads
  readonly orders: PlacedOrderReads
  readonly cases: CaseReads
  readonly outbox: Outbox
  /** Removes what is over: commands after 24 hours, hand-offs after theirs, what ended holds
   * still counted after a day, delivered and discarded outbox entries and holds that are over after 30 days, carts that are after 90. Answers how many went. */
  prune(at: Instant): Promise<number>
}

/**
 * What a write is about; two writes that share one never overlap. `cart/ID`, `order/ID`, `case/ID` (one that no order is known of), `stock` (all
 * holds), `customer/ID`. Locks are taken in one order, so no two writes wait for each other.
 */
export type About = `cart/${string}` | `order/${string}` | `case/${string}` | `customer/${string}` | 'stock'

export interface Command {
  /** Whose keys these are: two callers may use the same. The viewer's subject, or a hash of the token they hold. */
  readonly caller: string
  /** The mutation: `cartLinesAdd`. */
  readonly operation: string
  /** As the client sent it, 1 to 255 characters. */
  readonly key: string
  /** The input in one spelling (canonical JSON); kept as a hash alone. */
  readonly input: string
  readonly at: Instant
  readonly about: readonly About[]
}

export interface Once<Result> {
  readonly result: Result
  /** Whether an earlier call did it. */
  readonly replayed: boolean
}

/** An idempotency key that came before with something else. */
export class KeyReused extends Error {
  override readonly name = 'KeyReused'
  constructor() {
    super(
      'expected a new idempotency key: this one was used with another input; use each key for one change alone',
    )
  }
}

/** What a transaction may read and change. Everything it reads is still true when it is kept, as far as `about` names it. */
export interface WriteUnit {
  readonly carts: Carts
  readonly holds: Holds
  readonly orders: PlacedOrders
  readonly cases: Cases
  /** Queues something for a system; see `Outbox`. An id that was queued before changes nothing. */
  send(entry: NewOutboxEntry): Promise<void>
  /** The operator's: a DEAD entry is due again at once, as doubtful as it was. False for one that is not DEAD. */
  retry(entryId: string, at: Instant): Promise<boolean>
  /** The operator's: a QUEUED or DEAD entry is given up for good. False for any other. */
  discard(entryId: string, at: Instant): Promise<boolean>
  /** Lets a guest's token open an order; see `OrderTokens`. */
  grantOrderToken(grant: {
    readonly hash: string
    readonly orderId: string
    readonly at: Instant
    readonly expiresAt: Instant
  }): Promise<void>
}

type CartState = 'ACTIVE' | 'MERGED' | 'ORDERED' | 'ABANDONED' | 'FROZEN'

/** A cart as the ledger keeps it; what is in it is the cart subgraph's. */
export interface CartRecord {
  readonly id: string
  /** Counts changes, from 1. */
  readonly version: number
  readonly state: CartState
  /** The shopper, by the id they carried then; null for a guest's. */
  readonly customerId: string | null
  /** SHA-256 of the guest's token, lower-case hex; null for a customer's. */
  readonly tokenHash: string | null
  /** The subgraph's own JSON. */
  readonly body: string
  readonly updatedAt: Instant
  /** When it is given up; null for never. */
  readonly expiresAt: Instant | null
}

export interface CartReads {
  byIds(ids: readonly string[]): Promise<ReadonlyMap<string, CartRecord>>
  /** The newest ACTIVE cart of each of these shoppers, by any of the ids they carry. */
  activeOf(customerIds: readonly string[]): Promise<ReadonlyMap<string, CartRecord>>
  /** What a code would open at that time, without using it: so that a write knows which cart it is about. */
  handOff(codeHash: string, at: Instant): Promise<HandOff | null>
  /** ACTIVE carts whose time is over, oldest first. */
  expired(at: Instant, first: number): Promise<readonly CartRecord[]>
}
export interface Carts {
  byId(id: string): Promise<CartRecord | null>
  activeOf(customerId: string): Promise<CartRecord | null>
  /** Adds or replaces it. Throws a `LedgerError` STALE unless its version is the next one (1 for a new one). */
  save(cart: CartRecord): Promise<void>
  /** Replaces the body of a cart that stays at its version, for what is no change to whoever has it. Throws a `LedgerError` STALE unless it is at that version. */
  note(cart: Pick<CartRecord, 'id' | 'version' | 'body'>): Promise<void>
  /** From now on the hash of a code opens the cart, once, until it expires. Throws a `LedgerError` for a hash that was added and not used. */
  addHandOff(handOff: HandOff): Promise<void>
  /** The hand-off of a code that was not used and is not over, and marks it used; null for any other. Of several at once one gets it. */
  takeHandOff(codeHash: string, at: Instant): Promise<HandOff | null>
}
export interface HandOff {
  /** SHA-256 of the code, lower-case hex. */
  readonly codeHash: string
  readonly cartId: string
  readonly toChannel: string
  readonly store: string | null
  readonly expiresAt: Instant
}

export type HoldState = 'HELD' | 'EXPIRED' | 'RELEASED' | 'COMMITTED' | 'ENDED'

/** Units of stock put aside in one place. */
export interface HoldRecord {
  readonly id: string
  /** The place's id in the graph. */
  readonly location: string
  readonly state: HoldState
  readonly lines: readonly { readonly sku: string; readonly requested: number; readonly held: number }[]
  /** Until when an uncommitted hold counts; null once it is committed to an order. */
  readonly expiresAt: Instant | null
  readonly customerId: string | null
  readonly cartId: string | null
  readonly orderId: string | null
  readonly createdAt: Instant
  /** Of an ENDED one: since when the owner's count is without its units. What was read before that still has them. */
  readonly endedAt?: Instant
}
export interface StockPlace {
  readonly location: string
  readonly sku: string
  /** When the owner's count was read that holds are taken off: what ended later still counts. Left out: what counts now. */
  readonly readAt?: Instant
}
export interface HoldReads {
  byIds(ids: readonly string[]): Promise<ReadonlyMap<string, HoldRecord>>
  ofOrders(orderIds: readonly string[]): Promise<ReadonlyMap<string, readonly HoldRecord[]>>
  ofCarts(cartIds: readonly string[]): Promise<ReadonlyMap<string, readonly HoldRecord[]>>
  /** Units put aside at that time: HELD and not over, COMMITTED, and ENDED since the place's count was read; 0 for none. The very objects that were passed are the keys. */
  held(places: readonly StockPlace[], at: Instant): Promise<ReadonlyMap<StockPlace, number>>
  /** How many a shopper has, by this id, that are HELD and not over. */
  openOf(customerId: string, at: Instant): Promise<number>
  /** HELD ones whose time is over, oldest first. */
  expired(at: Instant, first: number): Promise<readonly HoldRecord[]>
  /** COMMITTED ones, oldest first, behind this id; none behind one that is not there. */
  committed(after: string | null, first: number): Promise<readonly HoldRecord[]>
}
export interface Holds extends Pick<HoldReads, 'byIds' | 'held' | 'openOf' | 'ofOrders' | 'ofCarts'> {
  save(hold: HoldRecord): Promise<void>
}

/** An order that the graph took and its systems may not have yet. */
export interface PlacedOrder {
  /** The graph's id. */
  readonly id: string
  /** Its business number in its channel. */
  readonly channel: string
  readonly number: string
  readonly customerId: string | null
  readonly placedOn: Day
  readonly version: number
  /** The orders subgraph's own JSON. */
  readonly body: string
}
export interface PlacedOrderReads {
  byIds(ids: readonly string[]): Promise<ReadonlyMap<string, PlacedOrder>>
  byNumbers(
    keys: readonly { readonly channel: string; readonly number: string }[],
  ): Promise<readonly PlacedOrder[]>
  /** Newest first (placedOn, then number, both descending), whole days, at least `first` unless the history ends. */
  ofCustomers(
    customerIds: readonly string[],
    page: { readonly first: number; readonly until: Day | null; readonly from: Day | null },
  ): Promise<{ readonly orders: readonly PlacedOrder[]; readonly more: boolean }>
}
export interface PlacedOrders extends Pick<PlacedOrderReads, 'byIds'> {
  /** Adds or replaces it. Throws a `LedgerError` STALE unless its version is the next one, FAILED where another order has its number. */
  save(order: PlacedOrder): Promise<void>
}

/**
 * Something that somebody does about an order, whoever took it: a return, a cancellation, what a store hands over. It is the graph's own until the
 * systems have it, and after.
 */
export interface CaseRecord {
  /** The graph's id. */
  readonly id: string
  /** What it is: `return`. What is in its body follows from it. */
  readonly kind: string
  /** The order's id in the graph; null for goods that nobody has a receipt for. */
  readonly orderId: string | null
  /** The shopper, by the id they carried then; null where nobody is known. */
  readonly customerId: string | null
  /** The place, by its id in the graph, that has something to do about it or did; null for none. */
  readonly location: string | null
  /** Whether the place has still something to do. */
  readonly isOpen: boolean
  /** Counts changes, from 1. */
  readonly version: number
  readonly createdAt: Instant
  /** The orders subgraph's own JSON. */
  readonly body: string
}
export interface CaseReads {
  byIds(ids: readonly string[]): Promise<ReadonlyMap<string, CaseRecord>>
  /** Of each order, oldest first (createdAt, then id); an order without any is absent. */
  ofOrders(orderIds: readonly string[]): Promise<ReadonlyMap<string, readonly CaseRecord[]>>
  /** What is open of one kind at a place, oldest first (createdAt, then id), behind this id; none behind one that is not there. */
  openAt(
    location: string,
    page: { readonly kind: string; readonly after: string | null; readonly first: number },
  ): Promise<readonly CaseRecord[]>
}
export interface Cases extends Pick<CaseReads, 'byIds' | 'ofOrders'> {
  /** Adds or replaces it; kind, order and createdAt never change. Throws a `LedgerError` STALE unless its version is the next one. */
  save(one: CaseRecord): Promise<void>
}

/** QUEUED is to be delivered, DONE is; DEAD was given up, DISCARDED by an operator. */
export type OutboxState = 'QUEUED' | 'DONE' | 'DEAD' | 'DISCARDED'

export interface NewOutboxEntry {
  /** Unique for ever; derived from what it is about, so that nothing is queued twice. */
  readonly id: string
  /** Entries of one stream are delivered in the order they were queued: the order's id. */
  readonly stream: string
  /** The configured name of the system. */
  readonly system: string
  /** What is to be done: `order.place`. */
  readonly kind: string
  /** JSON; what the handler of the kind reads. */
  readonly body: string
  readonly at: Instant
  /** When it is first due; at once without it. */
  readonly notBefore?: Instant
}

export interface OutboxEntry extends Omit<NewOutboxEntry, 'notBefore'> {
  readonly state: OutboxState
  /** Times it was begun. */
  readonly attempts: number
  /** Not before then. */
  readonly dueAt: Instant
  /**
   * Since when an attempt may have been done without our knowing: it was begun and nobody told how it ended. The system is asked before
   * anything is repeated. Null while none was.
   */
  readonly doubtfulSince: Instant | null
  /** The code of the last failure, of the closed list; null before one. */
  readonly failure: string | null
  /** When it was delivered, given up or discarded; null while it is QUEUED. */
  readonly doneAt: Instant | null
}

/**
 * What systems are still to be told: at least once each, in order per stream, by any number of workers. A worker takes an entry, begins it right
 * before it asks the system, and settles it.
 */
export interface Outbox {
  /**
   * Leases the next entries that are due and first in their stream (earlier ones DONE or DISCARDED; a DEAD one blocks) to this worker alone until
   * `leaseUntil`. It changes nothing else of them: `attempts` and `doubtfulSince` are those of earlier attempts.
   */
  take(
    worker: string,
    terms: {
      readonly at: Instant
      readonly leaseUntil: Instant
      readonly first: number
      readonly systems?: readonly string[]
    },
  ): Promise<readonly OutboxEntry[]>
  /** Of one entry, if it is due and first: as `take`. */
  takeOne(
    worker: string,
    id: string,
    terms: { readonly at: Instant; readonly leaseUntil: Instant },
  ): Promise<OutboxEntry | null>
  /**
   * Says that the system is asked now: counts an attempt and makes it doubtful since `at`, before anything leaves the process, so that a crash in the
   * middle is known of. False where the worker no longer holds the lease, or it is over: it must not ask.
   */
  begin(worker: string, id: string, at: Instant): Promise<boolean>
  /**
   * How it ended, with what follows from it in the same transaction, and gives the lease back. False, and nothing is kept, where the worker no longer
   * holds the lease: another has taken it since, or an operator has discarded it. A lease that is over and that nobody took counts.
   */
  settle(
    worker: string,
    id: string,
    outcome: DeliveryOutcome,
    about: readonly About[],
    follow?: (unit: WriteUnit) => Promise<void>,
  ): Promise<boolean>
  byIds(ids: readonly string[]): Promise<ReadonlyMap<string, OutboxEntry>>
  ofStream(stream: string): Promise<readonly OutboxEntry[]>
  /** Oldest first, behind this id; none behind one that is not there. */
  list(
    filter: { readonly states?: readonly OutboxState[]; readonly system?: string },
    page: { readonly after: string | null; readonly first: number },
  ): Promise<readonly OutboxEntry[]>
  /** How many of each system and state there are, and since when the oldest was queued, in that order; DONE is not counted. */
  counts(): Promise<
    readonly {
      readonly system: string
      readonly state: OutboxState
      readonly count: number
      readonly oldest: Instant
    }[]
  >
}

export type DeliveryOutcome =
  | { readonly state: 'DONE'; readonly at: Instant }
  | {
      readonly state: 'QUEUED'
      readonly dueAt: Instant
      /** The code of the failure; null keeps the last one. */
      readonly failure: string | null
      /** Since when an attempt may have been done; null: surely nothing was. */
      readonly doubtfulSince: Instant | null
    }
  /** As doubtful as it was: who tries again asks the system first. */
  | { readonly state: 'DEAD'; readonly at: Instant; readonly failure: string }
