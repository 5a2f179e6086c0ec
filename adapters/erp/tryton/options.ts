import { z } from 'zod'
import { httpOptions } from '../../call/options.ts'
import { CHANNEL_KINDS } from '../../channel.ts'
import { isCurrency } from '../../money.ts'
import { ORDER_STATUSES } from '../../ports/orders.ts'
import { carrierOption } from '../../tracking.ts'

const named = {
  code: z.string().min(1).describe("the retailer's own channel code, lower case"),
  kind: z.enum(CHANNEL_KINDS).describe('kind of channel'),
}

const channel = z.union([
  z.strictObject({
    ...named,
    prefix: z.string().describe('how the references of its sales begin; empty: any other'),
    strip: z
      .boolean()
      .default(false)
      .describe(
        "whether that beginning is no part of the order's number: it tells channels apart that number alike, as all do that the graph takes orders of",
      ),
  }),
  z.strictObject({
    ...named,
    number: z
      .literal('receipt')
      .describe('its references are the numbers of till receipts. In the place of `prefix`'),
  }),
])

const statusKey = z
  .string()
  .regex(/^([a-z]+|\*)\/([a-z]+|\*)$/, 'expected STATE/SHIPMENT_STATE, as in done/sent; * is any')

const decimalText = z.string().regex(/^\d+(\.\d+)?$/, 'expected a decimal number')

const codes = (what: string) => z.array(z.string().min(1)).default([]).describe(what)

const orderDesk = z.strictObject({
  guestPrefix: z
    .string()
    .min(1)
    .default('GUEST-')
    .describe(
      "how the codes of parties made for guests begin; the order's number follows. Such parties are no shoppers",
    ),
  process: z
    .boolean()
    .default(true)
    .describe(
      "whether sales are processed as soon as they are confirmed, which makes their shipments and invoice: the user needs the group Sales Administrator. false leaves it to Tryton's own queue and its grace period",
    ),
  priceDigits: z
    .int()
    .min(2)
    .max(10)
    .default(4)
    .meta({ unit: 'digits', description: 'decimals of prices, as `price_decimal` of trytond.conf' }),
  timeoutMs: z.int().min(50).max(60_000).default(30_000).meta({
    unit: 'milliseconds',
    description: 'longest time for one write. Never longer than the request has left',
  }),
  settleSeconds: z.int().min(1).max(3_600).default(120).meta({
    unit: 'seconds',
    description:
      'how long a call that was not answered may still be carried out: longer than a proxy in front of Tryton, or its database, lets a call take',
  }),
})

/** What a `couture.yaml` may say of a Tryton, with the retailer's own mappings. */
export const trytonOptions = z
  .strictObject({
    ...httpOptions,
    database: z.string().min(1).describe("the database's name, as in the client's sign-in window"),
    user: z
      .string()
      .min(1)
      .describe(
        'login of a user who may read parties, products, stock, sales and invoices; and write sales, parties and shipments where it answers `orderDesk`',
      ),
    password: z.string().min(1).describe('its password').meta({ secret: true }),
    language: z
      .string()
      .regex(/^[a-z]{2}(_[A-Z]{2})?$/)
      .default('fr')
      .describe('language of texts, where Tryton has it'),
    chunk: z
      .int()
      .min(1)
      .max(1_000)
      .default(200)
      .meta({ unit: 'keys', description: 'most keys in one call' }),
    currency: z.string().refine(isCurrency, 'expected an ISO 4217 code').describe('currency of list prices'),
    pricesIncludeTax: z
      .boolean()
      .default(false)
      .describe('whether list prices of products include VAT; prices on sales never do'),
    channels: z
      .array(channel)
      .default([])
      .describe(
        "channel by how a sale's reference begins. The longest prefix that fits counts, then receipts, then the empty prefix",
      ),
    statuses: z
      .record(statusKey, z.enum(ORDER_STATUSES))
      .default({})
      .describe(
        'order status by state and shipment state, as in `done/sent`. `*` is any; these come before what is built in',
      ),
    statusDetail: z
      .record(statusKey, z.string().min(1))
      .default({})
      .describe("the retailer's own words by state and shipment state"),
    units: z
      .record(z.string().min(1), decimalText)
      .default({})
      .describe('how many sale units one unit of measure is, by its symbol; units not listed are one'),
    shippingProducts: codes('product codes that stand for shipping on a sale'),
    roundingProducts: codes('product codes that stand for rounding on a sale'),
    shipmentReference: z
      .enum(['tracking', 'other'])
      .default('other')
      .describe("what a shipment's reference holds"),
    carrier: carrierOption.optional().describe('who carries parcels'),
    warehouses: codes(
      'codes of warehouses that are no stores. What an order names no place for leaves from the first',
    ),
    orderDesk: orderDesk.prefault({}).describe('how orders and returns are written'),
    timeZone: z.string().optional().describe('IANA zone of the stores, where they share one'),
    partyCategory: z
      .string()
      .min(1)
      .optional()
      .describe('category of the parties that are shoppers; without it every party with a code is one'),
    partyNames: z
      .enum(['GIVEN_FAMILY', 'FAMILY_GIVEN', 'FAMILY_COMMA_GIVEN'])
      .default('GIVEN_FAMILY')
      .describe("how a party's one name is written"),
  })
  .describe('Tryton by its JSON-RPC')

/** The parsed options. */
export type TrytonOptions = z.output<typeof trytonOptions>
