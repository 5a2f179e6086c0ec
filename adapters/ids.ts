import { createHmac } from 'node:crypto'
import { parseDay } from './time.ts'

/** A string that is only assignable where the same kind of id is wanted. Costs nothing at run time. */
type Id<Kind extends string> = string & { readonly __kind: Kind }

/** A shopper's id in the graph: `cus_` and 26 characters. Minted by the identity ledger, never a vendor's. */
export type CustomerId = Id<'Customer'>
/** A store's id in the graph: `sto_` and 26 characters. */
export type StoreId = Id<'Store'>
/** The retailer's stock keeping unit, the key that ERP, PIM and tills share (schema decision K2). Never padded. */
export type Sku = Id<'Sku'>
/** GS1 GTIN, 8 to 14 digits as the system states it; compare with `canonicalGtin`. */
export type Gtin = Id<'Gtin'>
/** A record's key in one source, canonical in that source's adapter (no padding, full-length Salesforce id, ...). */
export type RecordId = Id<'Record'>
/** An order's business number in its channel: the shop's number, or a till's `receiptNumber`. */
export type OrderNumber = Id<'OrderNumber'>

/** What the identity ledger can tell apart. */
export type EntityKind = 'customer' | 'store' | 'item'

/**
 * A record somewhere: `source` is the source's configured name (`crm`, `erp`, ...), or `card` for a loyalty card
 * number and `gs1` for a GTIN, which belong to no single system.
 */
export interface RecordRef {
  readonly source: string
  readonly id: RecordId
}

const PREFIX: Readonly<Record<EntityKind, string>> = { customer: 'cus', store: 'sto', item: 'itm' }

/** Crockford's base 32 in lower case: no letter that reads like a digit, safe in a URL. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

/**
 * Mints the id a record gives birth to: an HMAC-SHA-256 under the retailer's lasting key, cut to 130 bits, so
 * the same record mints the same id on every machine and nothing can be read out of it.
 * `generation` counts the ids one record has given birth to (0 unless a steward split it off a customer that
 * keeps the earlier id).
 */
export function mintId(key: string, kind: EntityKind, record: RecordRef, generation = 0): string {
  const text = JSON.stringify([kind, record.source, record.id, generation])
  const digest = createHmac('sha256', key).update(text).digest()
  let id = ''
  let bits = 0
  let buffer = 0
  for (const byte of digest) {
    buffer = (buffer << 8) | byte
    bits += 8
    while (bits >= 5 && id.length < 26) {
      bits -= 5
      id += ALPHABET[(buffer >> bits) & 31]
    }
    buffer &= (1 << bits) - 1
  }
  return `${PREFIX[kind]}_${id}`
}

/** Whether a text has the form of an id of this kind; an id of another form is BAD_INPUT, not unknown. */
export function isIdOf(kind: EntityKind, text: string): boolean {
  return new RegExp(`^${PREFIX[kind]}_[${ALPHABET}]{26}$`).test(text)
}

/** What a till's receipt is known by: ARTS POSLog's natural key (store, workstation, business day, sequence). */
export interface ReceiptKey {
  /** The till system's own store id (`BusinessUnit/UnitID` or `RetailStoreID`). */
  readonly store: string
  readonly till: string
  /** Business day, `YYYY-MM-DD`; not always the calendar day of the sale. */
  readonly businessDay: string
  /** Sequence number without leading zeros; wraps and resets, so the day is needed. */
  readonly sequence: string
}

/** One spelling for a receipt everywhere: `0101-2-20260510-3619`; till and sequence lose their leading zeros. */
export function receiptNumber({ store, till, businessDay, sequence }: ReceiptKey): OrderNumber {
  const bare = (digits: string) => digits.replace(/^0+(?=\w)/, '')
  return `${store}-${bare(till)}-${businessDay.replaceAll('-', '')}-${bare(sequence)}` as OrderNumber
}

/** Reads a receipt number back, also with padded till and sequence; null when the text is none. */
export function parseReceiptNumber(text: string): ReceiptKey | null {
  const match = /^(.+)-(\w+)-(\d{4})(\d{2})(\d{2})-(\d+)$/.exec(text.trim())
  if (!match) return null
  const [, store = '', till = '', year, month, day, sequence = ''] = match
  const businessDay = parseDay(`${year}-${month}-${day}`)
  if (!businessDay) return null
  const bare = (digits: string) => digits.replace(/^0+(?=\w)/, '')
  return { store, till: bare(till), businessDay, sequence: bare(sequence) }
}

/**
 * The receipt a scanned barcode stands for: the receipt number as it is printed, or its compact form, digits alone:
 * store, then till (2), business day (YYYYMMDD) and sequence (6), padded with zeros, as in `01010220260510003619`. A
 * scanner's symbology identifier (`]C1`) in front is let pass. Null for any other text.
 */
export function parseReceiptBarcode(text: string): ReceiptKey | null {
  const bare = text.trim().replace(/^\][A-Za-z]\w/, '')
  const compact = /^(\d{1,10})(\d{2})(\d{8})(\d{6})$/.exec(bare)
  return parseReceiptNumber(compact ? compact.slice(1).join('-') : bare)
}

/** GTIN-8, -12, -13 and -14 of one article compare equal when padded to 14 digits (GS1 General Specifications 3.3). */
export function canonicalGtin(text: string): Gtin {
  return text.trim().padStart(14, '0') as Gtin
}
