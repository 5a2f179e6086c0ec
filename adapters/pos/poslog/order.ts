import Big from 'big.js'
import type { OrderNumber, RecordId } from '../../ids.ts'
import { type Money, negate, type TaxedMoney } from '../../money.ts'
import type {
  Fulfillment,
  Order,
  OrderDocument,
  OrderLine,
  OrderStatus,
  Payment,
  Return,
} from '../../ports/orders.ts'
import type { Receipt, ReceiptLine, TaxedMinor } from './body.ts'
import type { PoslogOptions } from './options.ts'

type Channel = PoslogOptions['channel']

/** A receipt as the graph's order. `returning` are the receipts that take goods of this one back. */
export function toOrder(receipt: Receipt, returning: readonly Receipt[], channel: Channel): Order {
  const back = returnedOf(receipt, returning)
  const lines = receipt.lines.map((line) => toLine(line, back.get(line) ?? new Big(0), receipt))
  const money = (minor: number): Money => ({ minor, currency: receipt.currency })
  const optional = (minor: number | null) => (minor === null ? null : money(minor))
  return {
    recordId: receipt.number,
    channel,
    number: receipt.number as string as OrderNumber,
    status: statusOf(receipt, lines),
    statusDetail: receipt.status,
    placedOn: receipt.businessDay,
    placedAt: receipt.placedAt,
    store: receipt.store,
    customer: receipt.customer,
    card: receipt.card,
    lines,
    cost: {
      subtotal: taxed(receipt.subtotal, receipt),
      shipping: null,
      discount: optional(receipt.discount),
      total: taxed(receipt.total, receipt),
      roundingAdjustment: optional(receipt.rounding),
    },
    // The till keeps how much was taken off, not by what.
    promotions: receipt.discount ? [{ label: null, code: null, amount: money(receipt.discount) }] : [],
    version: null,
  }
}

/** The goods that left over the counter; none for a receipt that only takes goods back. */
export function toFulfillments(receipt: Receipt): readonly Fulfillment[] {
  const lines = receipt.lines.filter((line) => line.taken && !line.quantity.startsWith('-'))
  if (lines.length === 0) return []
  return [
    {
      recordId: receipt.number,
      kind: 'IN_STORE',
      status: 'COLLECTED',
      location: receipt.store,
      leftOn: receipt.businessDay,
      leftAt: receipt.placedAt,
      lines: lines.map(({ lineId, quantity }) => ({ lineId, quantity })),
      tracking: [],
    },
  ]
}

/** The receipt itself, the one document a till gives. */
export function toDocuments({
  number,
  businessDay,
  placedAt,
  total,
  currency,
}: Receipt): readonly OrderDocument[] {
  const amount = { minor: Math.abs(total.gross), currency }
  return [
    { recordId: number, kind: 'RECEIPT', number, issuedOn: businessDay, issuedAt: placedAt, total: amount },
  ]
}

/** The tenders; money paid out is a payment of its own with a negative amount. */
export function toPayments(receipt: Receipt): readonly Payment[] {
  return receipt.tenders.map(({ id, method, brand, last4, amount, currency }) => ({
    recordId: `${receipt.number}/${id}` as RecordId,
    method,
    brand,
    last4,
    amount: { minor: amount, currency },
    state: amount < 0 ? 'REFUNDED' : 'CAPTURED',
    capturedAt: receipt.placedAt,
  }))
}

/** What a later receipt took back of `origin`; its refund is what these goods cost, not what else was on the receipt. */
export function toReturn(origin: Receipt, returning: Receipt, channel: Channel): Return {
  const lines = returning.lines.filter((line) => line.origin?.number === origin.number)
  const worth = lines.reduce((sum, line) => sum + line.total.gross, 0)
  return {
    recordId: returning.number,
    reference: null,
    channel,
    status: 'REFUNDED',
    on: returning.businessDay,
    at: returning.placedAt,
    receivedAt: returning.store,
    lines: lines.map((line) => ({
      lineId: originLine(origin, line)?.lineId ?? null,
      sku: line.sku,
      quantity: new Big(line.quantity).abs().toFixed(),
      reason: line.reason,
    })),
    refund: negate({ minor: worth, currency: returning.currency }),
  }
}

function toLine(line: ReceiptLine, back: Big, receipt: Receipt): OrderLine {
  const { lineId, sku, gtin, title, quantity } = line
  return {
    lineId,
    sku,
    gtin,
    title,
    quantity,
    unitPrice: taxed(line.unitPrice, receipt),
    lineTotal: taxed(line.total, receipt),
    status: lineStatus(line, back),
    returnOf: (line.origin?.number ?? null) as string | null as OrderNumber | null,
  }
}

function lineStatus(line: ReceiptLine, back: Big): OrderStatus {
  if (line.quantity.startsWith('-')) return 'RETURNED'
  if (back.gt(0)) return back.gte(line.quantity) ? 'RETURNED' : 'PARTIALLY_RETURNED'
  // Goods to be delivered or fetched later: the till does not know what became of them.
  return line.taken ? 'COLLECTED' : 'UNKNOWN'
}

function statusOf({ lines: receiptLines }: Receipt, lines: readonly OrderLine[]): OrderStatus {
  const sold = lines.filter((_, index) => !receiptLines[index]?.quantity.startsWith('-'))
  if (sold.every(({ status }) => status === 'RETURNED')) return 'RETURNED'
  if (sold.some(({ status }) => status === 'RETURNED' || status === 'PARTIALLY_RETURNED')) {
    return 'PARTIALLY_RETURNED'
  }
  return sold.every(({ status }) => status === 'COLLECTED') ? 'COLLECTED' : 'UNKNOWN'
}

/** How much of each line came back, by all later receipts together. */
function returnedOf(origin: Receipt, returning: readonly Receipt[]): ReadonlyMap<ReceiptLine, Big> {
  const back = new Map<ReceiptLine, Big>()
  for (const line of returning.flatMap(({ lines }) => lines)) {
    if (line.origin?.number !== origin.number) continue
    const from = originLine(origin, line)
    if (from) back.set(from, (back.get(from) ?? new Big(0)).plus(new Big(line.quantity).abs()))
  }
  return back
}

/** The line goods came from: the one the document links, else the first with the same SKU, else the same GTIN. */
function originLine(origin: Receipt, line: ReceiptLine): ReceiptLine | null {
  const sold = origin.lines.filter(({ quantity }) => !quantity.startsWith('-'))
  const linked = sold.find(({ lineId }) => lineId === line.origin?.lineId)
  const same = (key: 'sku' | 'gtin') => sold.find((each) => line[key] !== null && each[key] === line[key])
  return linked ?? same('sku') ?? same('gtin') ?? null
}

function taxed({ gross, net, tax }: TaxedMinor, { currency }: Receipt): TaxedMoney {
  const money = (minor: number | null) => (minor === null ? null : { minor, currency })
  return { gross: { minor: gross, currency }, net: money(net), tax: money(tax) }
}
