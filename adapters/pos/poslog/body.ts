import { z } from 'zod'
import type { Gtin, RecordId, Sku } from '../../ids.ts'
import type { Currency } from '../../money.ts'
import type { PaymentMethod } from '../../ports/orders.ts'
import type { Day, Instant } from '../../time.ts'

/** Raised whenever the reading of documents changes, so that files are read again after an upgrade. */
export const BODY_VERSION = 1

// Brands come back by assertion: what is in a body was written by `writeBody` from values that had them.
const text = z.string()
const recordId = text.transform((id) => id as RecordId)
const minor = z.int()
const taxed = z.object({ gross: minor, net: minor.nullable(), tax: minor.nullable() })

const line = z.object({
  lineId: text,
  sku: text.transform((sku) => sku as Sku).nullable(),
  gtin: text.transform((gtin) => gtin as Gtin).nullable(),
  title: text,
  /** Signed: negative on goods taken back. */
  quantity: text,
  unitPrice: taxed,
  total: taxed,
  /** False for goods that are sold here and delivered later. */
  taken: z.boolean(),
  /** Where goods taken back came from, when the document links it. */
  origin: z.object({ number: recordId, lineId: text.nullable() }).nullable(),
  reason: text.nullable(),
})

const tender = z.object({
  id: text,
  method: text.transform((method) => method as PaymentMethod),
  brand: text.nullable(),
  last4: text.nullable(),
  /** Change taken off; negative for money paid out. */
  amount: minor,
  currency: text.transform((code) => code as Currency),
})

const address = z.object({
  givenName: text.nullable(),
  familyName: text.nullable(),
  company: text.nullable(),
  streetLine1: text.nullable(),
  streetLine2: text.nullable(),
  postalCode: text.nullable(),
  city: text.nullable(),
  region: text.nullable(),
  countryCode: text.nullable(),
  phone: text.nullable(),
})

const receipt = z.object({
  kind: z.literal('receipt'),
  version: z.literal(BODY_VERSION),
  number: recordId,
  store: recordId,
  till: text,
  businessDay: text.transform((day) => day as Day),
  placedAt: text.transform((at) => at as Instant).nullable(),
  /** The till's own word for the transaction's state. */
  status: text.nullable(),
  customer: recordId.nullable(),
  card: text.nullable(),
  address: address.nullable(),
  currency: text.transform((code) => code as Currency),
  lines: z.array(line).min(1),
  tenders: z.array(tender),
  /** Sum of the lines. */
  subtotal: taxed,
  /** What was taken off, on lines and on the whole receipt; null without. */
  discount: minor.nullable(),
  /** What the goods cost in the end, before cash rounding. */
  total: taxed,
  /** What cash rounding added to the total, so that the tenders make it up; null without. */
  rounding: minor.nullable(),
  /** Where the document's own totals, or what was paid, say something else than the lines. */
  warnings: z.array(text),
})

const voided = z.object({
  kind: z.literal('void'),
  version: z.literal(BODY_VERSION),
  /** Its own, with `#void`: no receipt has it. */
  number: recordId,
  businessDay: text.transform((day) => day as Day),
  placedAt: text.transform((at) => at as Instant).nullable(),
  /** The receipts this correction voids. */
  voids: z.array(recordId),
})

const body = z.discriminatedUnion('kind', [receipt, voided])

/** A till receipt as it was read: amounts in minor units of `currency`, signed as the goods go. */
export type Receipt = z.output<typeof receipt>
export type ReceiptLine = z.output<typeof line>
export type Tender = z.output<typeof tender>
export type TaxedMinor = z.output<typeof taxed>

/** A receipt or a correction, as `StoredReceipt.body` holds it. */
export type Body = z.output<typeof body>

/** The JSON of a body. */
export function writeBody(value: Body): string {
  return JSON.stringify(value)
}

/** Reads a body back; null when it is not one of this version, which an interrupted upgrade may leave behind. */
export function readBody(json: string): Body | null {
  try {
    return body.parse(JSON.parse(json))
  } catch {
    return null
  }
}
