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
