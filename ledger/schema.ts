/**
 * The ledger's tables as `migrations/` leaves them. Columns are text and integers alone, so that SQLite and
 * PostgreSQL hold the same: instants and days as ISO text (which sorts), lists as JSON text.
 */
export interface Schema {
  readonly migration: MigrationRow
  readonly mark: MarkRow
  readonly identity_record: IdentityRecordRow
  readonly identity_id: IdentityIdRow
  readonly identity_pair: IdentityPairRow
  readonly receipt: ReceiptRow
  readonly receipt_return: ReceiptReturnRow
  readonly receipt_file: ReceiptFileRow
  readonly quarantine: QuarantineRow
  readonly access_entry: AccessEntryRow
  readonly access_head: AccessHeadRow
  readonly order_token: OrderTokenRow
  readonly command: CommandRow
  readonly cart: CartRow
  readonly hand_off: HandOffRow
  readonly hold: HoldRow
  readonly hold_line: HoldLineRow
  readonly placed_order: PlacedOrderRow
  readonly order_case: CaseRow
  readonly outbox_stream: OutboxStreamRow
  readonly outbox: OutboxRow
}

/** A migration that has run. */
interface MigrationRow {
  readonly name: string
}

/** See `Marks`. */
interface MarkRow {
  readonly name: string
  readonly value: string
}

/** A record and the one entity that owns it. */
export interface IdentityRecordRow {
  readonly kind: string
  /** `recordKey`. */
  readonly record: string
  /** The id the owner carries. */
  readonly entity: string
  /** Counts records in the order they were first seen, over all kinds. */
  readonly seq: number
  /** How many ids the record has given birth to, less one. */
  readonly generation: number
  readonly method: string
  readonly confidence: number
  /** JSON list of texts. */
  readonly evidence: string
  readonly linked_at: string
  readonly linked_by: string
}

/** An id ever given, canonical or alias, and the entity that answers to it. */
interface IdentityIdRow {
  readonly id: string
  readonly kind: string
  readonly entity: string
}

/** A doubt (PROBABLE) or a steward's no (REJECTED) between two records; the smaller `recordKey` is `left_record`. */
export interface IdentityPairRow {
  readonly kind: string
  readonly left_record: string
  readonly right_record: string
  readonly state: string
  readonly method: string
  readonly confidence: number
  /** JSON list of texts. */
  readonly evidence: string
  readonly linked_at: string
  readonly linked_by: string
}

/** See `StoredReceipt`. */
export interface ReceiptRow {
  readonly source: string
  readonly number: string
  readonly business_day: string
  readonly placed_at: string | null
  readonly customer: string | null
  readonly card: string | null
  /** JSON list of receipt numbers; `receipt_return` has them one a row, to search by. */
  readonly returns_from: string
  readonly body: string
  readonly raw: string
  readonly file: string
  readonly read_at: string
}

/** `number` takes goods back that `returns_from` sold. */
interface ReceiptReturnRow {
  readonly source: string
  readonly number: string
  readonly returns_from: string
}

/** The mark of a file that has been read. */
interface ReceiptFileRow {
  readonly source: string
  readonly file: string
  readonly mark: string
}

/** See `Quarantined`. */
interface QuarantineRow {
  readonly source: string
  readonly file: string
  /** Counts the file's rows here from 0. */
  readonly ordinal: number
  readonly position: number
  readonly reason: string
  readonly raw: string
  readonly at: string
}

/** See `AccessRow`. A row never changes. */
export interface AccessEntryRow {
  readonly seq: number
  readonly at: string
  readonly viewer_kind: string
  readonly subject: string | null
  readonly store: string | null
  /** As it was known then; merges since have made others of it. */
  readonly customer: string | null
  /** JSON list of order ids, sorted. */
  readonly orders: string
  /** JSON list of coordinates, sorted. */
  readonly what: string
  /** JSON of `AccessEntry.why`. */
  readonly why: string
  /** JSON of `AccessEntry.from`. */
  readonly origin: string
  /** The hash of the row before. */
  readonly previous: string
  readonly hash: string
}

/** Where the chain ends. There is one row. */
export interface AccessHeadRow {
  readonly id: number
  readonly rows: number
  readonly hash: string
  /** Authenticates the two. */
  readonly seal: string
}

/** See `OrderTokens`. */
interface OrderTokenRow {
  readonly hash: string
  readonly order_id: string
  readonly granted_at: string
  readonly expires_at: string
  /** 1 once it is. */
  readonly revoked: number
}

/** A command that was done, and what was answered. */
interface CommandRow {
  /** `keyOf`. */
  readonly key: string
  /** `contentOf`. */
  readonly content: string
  /** JSON of any kind. */
  readonly result: string
  readonly at: string
}

/** See `CartRecord`. */
export interface CartRow {
  readonly id: string
  readonly version: number
  readonly state: string
  readonly customer_id: string | null
  readonly token_hash: string | null
  readonly body: string
  readonly updated_at: string
  readonly expires_at: string | null
}

/** See `HandOff`. */
export interface HandOffRow {
  readonly code_hash: string
  readonly cart_id: string
  readonly to_channel: string
  readonly store: string | null
  readonly expires_at: string
  /** 1 once it is. */
  readonly used: number
}

/** See `HoldRecord`. */
export interface HoldRow {
  readonly id: string
  readonly location: string
  readonly state: string
  /** JSON of `HoldRecord.lines`. */
  readonly lines: string
  readonly expires_at: string | null
  readonly customer_id: string | null
  readonly cart_id: string | null
  readonly order_id: string | null
  readonly created_at: string
  readonly ended_at: string | null
}

/** What a hold puts aside of one article; there is a row as long as it may count, so that sums are over few. */
export interface HoldLineRow {
  readonly hold_id: string
  readonly sku: string
  readonly location: string
  readonly held: number
  /** Until when it counts; null for without end. */
  readonly until: string | null
  /** Since when the owner's count has it: only what was read before still lacks it. Null while it has not. */
  readonly ended_at: string | null
}

/** See `PlacedOrder`. */
export interface PlacedOrderRow {
  readonly id: string
  readonly channel: string
  readonly number: string
  readonly customer_id: string | null
  readonly placed_on: string
  readonly version: number
  readonly body: string
}

/** See `CaseRecord`. */
export interface CaseRow {
  readonly id: string
  readonly kind: string
  readonly order_id: string | null
  readonly customer_id: string | null
  readonly location: string | null
  /** 1 while it is. */
  readonly is_open: number
  readonly version: number
  readonly created_at: string
  readonly body: string
}

/** How many entries a stream was given. Who adds one holds the row, so that a stream's order is that in which entries are kept. */
interface OutboxStreamRow {
  readonly stream: string
  readonly last: number
  readonly last_at: string
}

/** See `OutboxEntry`. */
export interface OutboxRow {
  readonly id: string
  readonly stream: string
  /** Counts the stream's entries from 1; some numbers may be missing. */
  readonly ordinal: number
  readonly system: string
  readonly kind: string
  readonly body: string
  readonly queued_at: string
  readonly state: string
  readonly attempts: number
  readonly due_at: string
  readonly doubtful_since: string | null
  readonly failure: string | null
  readonly done_at: string | null
  /** The worker that has it; null for none. */
  readonly leased_by: string | null
  readonly leased_until: string | null
}
