import Big from 'big.js'
import type { RecordId } from '../../ids.ts'
import { amountText } from '../../money.ts'
import type { OrderToPlace, PlacedRecord } from '../../ports/order-desk.ts'
import { referenceOf } from './channels.ts'
import { dateValue } from './codec.ts'
import { confirmSale, readSale } from './desk-confirm.ts'
import {
  codesOf,
  commentOf,
  linePayloads,
  type Products,
  readProducts,
  roundingPayload,
} from './desk-lines.ts'
import { type Buyer, buyerOf } from './desk-parties.ts'
import { toPlaced } from './desk-placed.ts'
import { type Places, readPlaces, shipFromPlaces } from './desk-shipments.ts'
import { conflict, type OrderDeskTools } from './desk-tools.ts'
import { codedRecord } from './wire-desk.ts'
import type { Values } from './writer.ts'

/**
 * Places an order as a sale that is quoted, confirmed and processed. All that can be refused without writing is looked at first: channel,
 * articles, places, then whom it is for.
 */
export async function placeOrder(order: OrderToPlace, tools: OrderDeskTools): Promise<PlacedRecord> {
  const { client } = tools
  const reference = expectReference(order, tools)
  const [products, places, currency] = await Promise.all([
    readProducts(codesOf(order, tools), tools),
    readPlaces(order.lines, tools),
    readCurrency(order, tools),
  ])
  const lines = linePayloads(order, { products, tools })
  const buyer = await buyerOf(order, tools)
  const sale = await confirmSale(
    {
      reference,
      draft: async () => ({
        ...draftOf(order, { reference, buyer, places, currency }),
        lines: [['create', lines]],
      }),
      prepare: async (id) => {
        await makeTotal(id, order, tools)
        if (places.all.length > 1) await shipFromPlaces(id, { lines: order.lines, places, buyer }, tools)
      },
    },
    tools,
  )
  return client.translate('sale.sale', () => toPlaced(sale))
}

/** A sale nobody could find again by its number is not placed. */
function expectReference({ key }: OrderToPlace, tools: OrderDeskTools): string {
  const reference = referenceOf(key, tools.mapping)
  if (reference !== null) return reference
  throw conflict(tools, `no prefix of "channels" stands for such a number of ${key.channel}`)
}

interface Head {
  readonly reference: string
  readonly buyer: Buyer
  readonly places: Places
  readonly currency: number
}

function draftOf(order: OrderToPlace, { reference, buyer, places, currency }: Head): Values {
  const [first] = places.all
  return {
    reference,
    sale_date: dateValue(order.placedOn),
    party: buyer.party.id,
    invoice_address: buyer.invoiceAddress,
    shipment_address: buyer.shipmentAddress,
    currency,
    warehouse: first?.id,
    // From several places each sends its own; what is sent by hand is billed when it is ordered.
    ...(places.all.length > 1 && { shipment_method: 'manual', invoice_method: 'order' }),
    comment: commentOf(order),
  }
}

async function readCurrency({ total }: OrderToPlace, tools: OrderDeskTools): Promise<number> {
  const [row] = await tools.client.read({
    model: 'currency.currency',
    domain: [['code', '=', total.gross.currency]],
    fields: codedRecord,
    shape: codedRecord,
    limit: 1,
  })
  if (!row) throw conflict(tools, 'the currency is not known')
  return row.id
}

/** Adds the cents Tryton's own total misses, while the sale is a draft; a quotation was looked at before. */
async function makeTotal(id: number, { total }: OrderToPlace, tools: OrderDeskTools): Promise<void> {
  const sale = await readSale(['id', '=', id], tools)
  if (sale?.state !== 'draft') return
  const missing = new Big(amountText(total.gross)).minus(sale.total_amount)
  if (missing.eq(0)) return
  const [code] = tools.mapping.roundingProducts
  const product = code === undefined ? undefined : (await roundingProducts(code, tools)).get(code)
  if (!product)
    throw conflict(tools, 'no product stands for the cents its total misses; set "roundingProducts"')
  await tools.writer.change('sale.sale', [id], { lines: [['create', [roundingPayload(missing, product)]]] })
}

function roundingProducts(code: string, tools: OrderDeskTools): Promise<Products> {
  return readProducts([code as RecordId], tools)
}
