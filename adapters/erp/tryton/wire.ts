import { z } from 'zod'
import { day, decimalText, id, key, many, one, quantity, text } from './shapes.ts'

/*
 * The JSON-RPC shapes this adapter reads (WIRE.md section 5), after `readTagged`: money is decimal text, days are
 * texts, quantities are JSON numbers. A dotted field `party.code` comes as `"party.": { code, id }`, null where there
 * is no party; of a list as an array.
 */

/** The envelope; a failure has `error` in place of `result`. */
export const answerBody = z.object({
  result: z.unknown().optional(),
  error: z.array(z.unknown()).nullish(),
})

/** `common.db.login`: user id and session. */
export const signedIn = z.tuple([z.number(), z.string().min(1)])

/** `res.user.get_preferences`. */
export const preferences = z.looseObject({ company: z.number().nullish() })

/** A record known by its code. */
export const coded = z.object({ code: text })
/** A unit of measure. */
export const unit = z.object({ symbol: key })

/** A postal address. */
export const addressRow = z.object({
  party_name: text,
  street: text,
  postal_code: text,
  city: text,
  'subdivision.': one(z.object({ name: text })),
  'country.': one(coded),
})
export type AddressRow = z.output<typeof addressRow>

const contactMechanism = z.object({ type: key, value: text, value_compact: text })

export const partyHead = z.object({ id, code: key })
export const party = z.object({
  id,
  code: key,
  name: text,
  'lang.': one(coded),
  'addresses.': many(addressRow),
  'contact_mechanisms.': many(contactMechanism),
})
export type Party = z.output<typeof party>

export const warehouse = z.object({
  id,
  code: key,
  name: key,
  storage_location: id,
  'address.': one(addressRow),
})
export type WarehouseRow = z.output<typeof warehouse>

/** A tax: `rate` of a percentage (0.2 is 20 %), `amount` of a fixed one. */
export const tax = z.object({
  type: z.enum(['percentage', 'fixed', 'none']),
  rate: decimalText.nullable(),
  amount: decimalText.nullable(),
  childs: z.array(z.number()),
})
export type Tax = z.output<typeof tax>

export const productHead = z.object({ id, code: key })
export const pricedProduct = z.object({
  id,
  code: key,
  list_price: decimalText.nullable(),
  'default_uom.': one(unit),
  'template.': one(z.object({ 'account_category.': one(z.object({ 'customer_taxes_used.': many(tax) })) })),
})
export type PricedProduct = z.output<typeof pricedProduct>

export const stockedProduct = z.object({ id, code: key, quantity, 'default_uom.': one(unit) })
export const stockedPlace = z.object({ id, quantity })
export const namedProduct = z.object({ id, code: key, 'default_uom.': one(unit) })

/** A move that once brought goods into a place. */
export const arrival = z.object({
  'product.': one(coded),
  'to_location.': one(z.object({ warehouse: z.number().nullable() })),
})

const placedLine = z.object({ id, type: key, sequence: z.number().nullish() })

const saleLine = placedLine.extend({
  quantity: quantity.nullable(),
  unit_price: decimalText.nullable(),
  amount: decimalText.nullable(),
  description: text,
  move_done: z.boolean().nullish(),
  /** What is still to be sent or billed; null until the sale is processed. */
  actual_quantity: z.number().nullish(),
  'unit.': one(unit),
  'product.': one(z.object({ code: text, 'template.': one(z.object({ name: text })) })),
  'taxes.': many(tax),
})
export type SaleLine = z.output<typeof saleLine>

/** What a sale must at least say to be placed in a page or reported. */
export const saleHead = z.object({ id, number: key, reference: text, sale_date: day })

export const sale = z.object({
  id,
  number: key,
  reference: text,
  sale_date: day,
  state: key,
  shipment_state: key,
  untaxed_amount: decimalText,
  tax_amount: decimalText,
  total_amount: decimalText,
  'currency.': one(coded),
  'party.': one(coded),
  'warehouse.': one(coded),
  'shipments.': many(z.object({ state: key })),
  'lines.': many(saleLine),
})
export type Sale = z.output<typeof sale>

const move = z.object({ origin: text, quantity, state: key, 'uom.': one(unit) })
const shipment = z.object({
  number: key,
  state: key,
  reference: text,
  effective_date: day.nullish(),
  'warehouse.': one(coded),
  'outgoing_moves.': many(move),
})
export type Shipment = z.output<typeof shipment>
export const shippedSale = z.object({
  number: key,
  'shipments.': many(shipment),
  'lines.': many(placedLine),
})

const invoice = z.object({
  id,
  number: text,
  state: key,
  invoice_date: day.nullish(),
  total_amount: decimalText,
  'currency.': one(coded),
  'lines.': many(z.object({ origin: text, type: key, amount: decimalText.nullable(), 'taxes.': many(tax) })),
})
export type Invoice = z.output<typeof invoice>
export const billedSale = z.object({
  id,
  number: text,
  /** `sale.sale,12` for what takes the goods of sale 12 back. */
  origin: text,
  'lines.': many(z.object({ id })),
  'invoices.': many(invoice),
})
export type BilledSale = z.output<typeof billedSale>

/** Where a sale goes. */
export const addressedSale = z.object({
  number: key,
  reference: text,
  'party.': one(z.object({ name: text })),
  'invoice_address.': one(addressRow),
  'shipment_address.': one(addressRow),
})
export type AddressedSale = z.output<typeof addressedSale>

/** A sale that takes goods of another back. */
export const returnSale = z.object({
  number: key,
  /** Ours, of a return that was registered for the graph. */
  reference: text,
  sale_date: day.nullable(),
  state: key,
  description: text,
  total_amount: decimalText,
  'currency.': one(coded),
  'warehouse.': one(coded),
  'shipment_returns.': many(z.object({ state: key })),
  'invoices.': many(z.object({ state: key })),
  'lines.': many(
    z.object({
      type: key,
      quantity: quantity.nullable(),
      note: text,
      'unit.': one(unit),
      'product.': one(coded),
    }),
  ),
  'origin.': one(
    z.object({
      number: key,
      reference: text,
      'lines.': many(placedLine.extend({ 'product.': one(coded) })),
    }),
  ),
})
export type ReturnSale = z.output<typeof returnSale>
