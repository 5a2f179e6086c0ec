import { z } from 'zod'

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

const related = new WeakMap<z.ZodType, z.ZodObject>()

/** The record a many2one names, of which these fields are read. */
function one<S extends z.ZodRawShape>(shape: z.ZodObject<S>) {
  const field = shape.nullable()
  related.set(field, shape)
  return field
}

/** The records of a list, of which these fields are read. */
function many<S extends z.ZodRawShape>(shape: z.ZodObject<S>) {
  const field = z.array(shape)
  related.set(field, shape)
  return field
}

/**
 * The fields of a shape as `search_read` wants them, those of related records dotted: what is read is asked for and
 * no more.
 */
export function fieldsOf({ shape }: z.ZodObject, above = ''): string[] {
  return Object.entries(shape).flatMap(([field, type]) => {
    const below = related.get(type as z.ZodType)
    if (below) return fieldsOf(below, above + field)
    // Every record comes with its id; a list of nothing else has to be asked for by it.
    return field === 'id' && above === '' ? [] : [above + field]
  })
}

/** A row of which at least the key is readable: the whole record, or the field that keeps it from being read. */
export interface Row<Head, Whole> {
  readonly head: Head
  readonly whole: Whole | null
  readonly problem: string | null
}

/** Reads a row so that one unreadable record does not take the others of its page along. */
export function rowOf<Head, Whole>(
  head: z.ZodType<Head>,
  whole: z.ZodType<Whole>,
): z.ZodType<Row<Head, Whole>> {
  return z.unknown().transform((raw, context): Row<Head, Whole> => {
    const keys = head.safeParse(raw)
    if (!keys.success) {
      context.addIssue({ code: 'custom', message: 'expected a record with its keys', path: [] })
      return z.NEVER
    }
    const parsed = whole.safeParse(raw)
    if (parsed.success) return { head: keys.data, whole: parsed.data, problem: null }
    return { head: keys.data, whole: null, problem: parsed.error.issues[0]?.path.join('.') || 'the record' }
  })
}

/** A text; blank and missing ones are null. */
const text = z
  .string()
  .nullish()
  .transform((value) => value?.trim() || null)

const key = z.string().trim().min(1)
const id = z.number()
const day = z.iso.date()
const decimalText = z.string().regex(/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i)
/** Quantities are floats. */
const quantity = z.number().transform(String)

const coded = z.object({ code: text })
const unit = z.object({ symbol: key })

const addressRow = z.object({
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
const tax = z.object({
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

const saleLine = z.object({
  id,
  type: key,
  quantity: quantity.nullable(),
  unit_price: decimalText.nullable(),
  amount: decimalText.nullable(),
  description: text,
  move_done: z.boolean().nullish(),
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
export const shippedSale = z.object({ number: key, 'shipments.': many(shipment) })

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
  number: key,
  'lines.': many(z.object({ id })),
  'invoices.': many(invoice),
})
export type BilledSale = z.output<typeof billedSale>

/** Where a sale goes. */
export const addressedSale = z.object({
  number: key,
  reference: text,
  'invoice_address.': one(addressRow),
  'shipment_address.': one(addressRow),
})
export type AddressedSale = z.output<typeof addressedSale>

/** A sale that takes goods of another back. */
export const returnSale = z.object({
  number: key,
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
    z.object({ type: key, quantity: quantity.nullable(), 'unit.': one(unit), 'product.': one(coded) }),
  ),
  'origin.': one(
    z.object({
      number: key,
      reference: text,
      'lines.': many(z.object({ id, 'product.': one(coded) })),
    }),
  ),
})
export type ReturnSale = z.output<typeof returnSale>
