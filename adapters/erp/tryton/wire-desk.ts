import { z } from 'zod'
import { decimalText, id, key, many, one, quantity, text } from './shapes.ts'
import { addressRow, coded, tax, unit } from './wire.ts'

/* What the order desk reads before and after it writes; the same wire as `wire.ts`. */

const numbered = z.object({ id })
const createdAt = z.string().nullish()

/** A sale as the desk sees it, whether it is an order yet or not. */
export const deskSale = z.object({
  id,
  number: text,
  reference: text,
  state: key,
  shipment_state: key,
  invoice_state: key,
  create_date: createdAt,
  untaxed_amount: decimalText,
  tax_amount: decimalText,
  total_amount: decimalText,
  'currency.': one(coded),
  'shipments.': many(z.object({ id, state: key })),
  'invoices.': many(z.object({ id, state: key })),
  'lines.': many(
    z.object({
      id,
      type: key,
      sequence: z.number().nullish(),
      quantity: z.number().nullish(),
      actual_quantity: z.number().nullish(),
      'product.': one(coded),
      'moves.': many(z.object({ id, state: key })),
    }),
  ),
})
export type DeskSale = z.output<typeof deskSale>

/** A sale whose goods are taken back. */
export const soldSale = z.object({
  id,
  number: key,
  shipment_method: key,
  company: id,
  currency: id,
  party: id,
  invoice_address: id.nullable(),
  shipment_address: id.nullable(),
  'warehouse.': one(coded),
  'lines.': many(
    z.object({
      id,
      type: key,
      sequence: z.number().nullish(),
      quantity: quantity.nullable(),
      unit_price: decimalText.nullable(),
      description: text,
      product: id.nullable(),
      taxes: z.array(z.number()),
      'unit.': one(unit.extend({ id })),
      'moves.': many(z.object({ state: key, quantity })),
    }),
  ),
})
export type SoldSale = z.output<typeof soldSale>

/** A sale before it is an order, to be sent from several places. */
export const saleToSend = z.object({
  id,
  company: id,
  currency: id,
  'shipments.': many(numbered),
  'lines.': many(
    z.object({
      id,
      sequence: z.number().nullish(),
      quantity: quantity.nullable(),
      unit_price: decimalText.nullable(),
      product: id.nullable(),
      'unit.': one(unit.extend({ id })),
    }),
  ),
})
export type SaleToSend = z.output<typeof saleToSend>

/** What was taken back of a sale before. */
export const takenBack = z.object({
  'lines.': many(z.object({ type: key, quantity: quantity.nullable(), product: id.nullable() })),
})
export type TakenBack = z.output<typeof takenBack>

/** A product as a line of a sale names it. */
export const soldProduct = z.object({
  id,
  code: key,
  'default_uom.': one(unit.extend({ id })),
  'template.': one(
    z.object({
      'account_category.': one(z.object({ 'customer_taxes_used.': many(tax.extend({ id })) })),
    }),
  ),
})
export type SoldProduct = z.output<typeof soldProduct>

/** Who buys, and where goods and bills may go. */
export const buyerParty = z.object({
  id,
  code: key,
  name: text,
  customer_location: id.nullable(),
  'addresses.': many(addressRow.extend({ id })),
})
export type BuyerParty = z.output<typeof buyerParty>

/** A warehouse with the zone goods leave from. */
export const sendingPlace = z.object({ id, code: key, output_location: id })
export type SendingPlace = z.output<typeof sendingPlace>

/** A record known by its code, with its id. */
export const codedRecord = z.object({ id, code: key })
