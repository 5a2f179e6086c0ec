import { SaxesParser } from 'saxes'
import { z } from 'zod'
import type { Gtin, RecordId, Sku } from '../../ids.ts'
import type { OrderLine } from '../../ports/orders.ts'
import { inChunks, type Reads } from '../../read.ts'
import { CHUNK, type TillClient } from './client.ts'
import { grouped } from './grouped.ts'
import type { SqlTillOptions } from './options.ts'
import { bytes, count, number, optionalText, text } from './shapes.ts'
import { taxed } from './taxed.ts'

const lineRow = z.object({
  receipt: text,
  line: count,
  units: number,
  price: number,
  attributes: bytes,
  // A foreign key of uniCenta's sees to it that a line's tax is there.
  rate: number,
  reference: optionalText,
  barcode: optionalText,
  name: optionalText,
})
type LineRow = z.output<typeof lineRow>

/** The lines of receipts, by `RECEIPTS.ID`, in their order. A receipt without any is absent. */
export function readLines(
  client: TillClient,
  receipts: readonly RecordId[],
  options: SqlTillOptions,
): Promise<Reads<RecordId, readonly OrderLine[]>> {
  return inChunks(receipts, CHUNK, async (chunk) => {
    const query = client.build
      .selectFrom('ticketlines')
      .leftJoin('products', 'products.id', 'ticketlines.product')
      .leftJoin('taxes', 'taxes.id', 'ticketlines.taxid')
      .select([
        'ticketlines.ticket as receipt',
        'ticketlines.line as line',
        'ticketlines.units as units',
        'ticketlines.price as price',
        'ticketlines.attributes as attributes',
        'taxes.rate as rate',
        'products.reference as reference',
        'products.code as barcode',
        'products.name as name',
      ])
      .where('ticketlines.ticket', 'in', chunk)
      .orderBy('ticketlines.line')
    const rows = await client.read(query, {
      route: 'TICKETLINES',
      tables: ['TICKETLINES', 'PRODUCTS', 'TAXES'],
      shape: lineRow,
      keys: chunk.length,
    })
    const lines = grouped(rows.map((row) => [row.receipt as RecordId, toLine(row, options)] as const))
    return [...lines].map(([id, all]) => [id, client.found(all, id, null)] as const)
  })
}

/** Each line is rounded by itself. */
function toLine(row: LineRow, { currency, skuPattern }: SqlTillOptions): OrderLine {
  const { units, price, rate, reference, barcode } = row
  const back = units.lt(0)
  return {
    lineId: String(row.line),
    sku: reference !== null && new RegExp(skuPattern, 'u').test(reference) ? (reference as Sku) : null,
    // GTINs have 8, 12, 13 or 14 digits (GS1); other barcodes are the retailer's own.
    gtin: barcode !== null && /^(\d{8}|\d{12,14})$/.test(barcode) ? (barcode as Gtin) : null,
    title: soldAs(row.attributes) ?? row.name ?? '',
    // Weighed goods have grams; what a double adds beyond is noise.
    quantity: units.round(6).toFixed(),
    unitPrice: taxed(price, rate, currency),
    lineTotal: taxed(price.times(units), rate, currency),
    status: back ? 'RETURNED' : 'COLLECTED',
    returnOf: null,
  }
}

/** The name on the receipt: `product.name` of the line's Java properties; null where there is none to read. */
function soldAs(attributes: Uint8Array | null): string | null {
  if (attributes === null || attributes.length === 0) return null
  let name: string | null = null
  let inside = false
  const parser = new SaxesParser()
  parser.on('opentag', ({ name: tag, attributes: own }) => {
    inside = tag === 'entry' && own['key'] === 'product.name'
  })
  parser.on('text', (found) => {
    if (inside) name = `${name ?? ''}${found}`
  })
  parser.on('closetag', () => {
    inside = false
  })
  try {
    parser.write(Buffer.from(attributes).toString('utf8')).close()
  } catch {
    return null
  }
  return name
}
