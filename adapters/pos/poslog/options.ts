import { z } from 'zod'
import { type Currency, isCurrency } from '../../money.ts'
import type { PaymentMethod } from '../../ports/orders.ts'
import { receiptChannel } from '../receipt-channel.ts'

const PAYMENT_METHODS = [
  'CARD',
  'PAYPAL',
  'WALLET',
  'GIFT_CARD',
  'LOYALTY_POINTS',
  'CASH',
  'CHEQUE',
  'BANK_TRANSFER',
  'STORE_CREDIT',
  'INSTALMENTS',
  'OTHER',
] as const satisfies readonly PaymentMethod[]

const timeZone = z.string().refine(isTimeZone, 'expected an IANA time zone, such as Europe/Paris')
const currency = z
  .string()
  .refine((text): text is Currency => isCurrency(text), 'expected an ISO 4217 code, such as EUR')
const pattern = z.string().refine(isPattern, 'expected a regular expression')

/** What a `couture.yaml` may say of a till system that drops POSLog files into a folder. */
export const poslogOptions = z
  .strictObject({
    folder: z.string().min(1).describe('folder the till files arrive in; folders below it are read too'),
    suffix: z.string().min(1).default('.xml').describe('how the names of till files end, in any case'),
    pollSeconds: z.number().min(0.1).max(86_400).default(10).meta({
      unit: 'seconds',
      description: 'longest pause between two looks at the folder; a change in it is seen sooner',
    }),
    timeZone: timeZone.default('Europe/Paris').describe('zone of times without one, for stores not listed'),
    stores: z
      .record(z.string(), z.strictObject({ timeZone: timeZone.describe('IANA zone of that store') }))
      .default({})
      .describe('stores in other zones, by the till system’s store id'),
    currency: currency
      .default('EUR' as Currency)
      .describe('currency of receipts that do not name theirs, ISO 4217'),
    pricesIncludeTax: z
      .boolean()
      .default(true)
      .describe('whether amounts include tax, where neither the document nor what was paid tells'),
    skuPattern: pattern
      .default('^\\S+$')
      .describe('form of the retailer’s SKU, a regular expression; item numbers of another form are no SKU'),
    channel: receiptChannel,
    tenders: z
      .record(z.string(), z.enum(PAYMENT_METHODS))
      .default({})
      .describe('the retailer’s own tender types or ids, and the payment method each one is'),
    extensions: z
      .strictObject({
        loyaltyIds: z
          .array(z.string())
          .default([])
          .describe('local names of vendor elements that hold a loyalty card’s number'),
        returnMarks: z
          .array(
            z.strictObject({
              name: z.string().describe('local name of the element or attribute'),
              value: z.string().describe('its value where goods were taken back'),
            }),
          )
          .default([])
          .describe('local name of an element or attribute, and its value, that mark goods taken back'),
      })
      .default({ loyaltyIds: [], returnMarks: [] })
      .describe('what the till’s vendor writes outside the standard'),
    maxTransactionLength: z
      .int()
      .min(1_024)
      .default(4_194_304)
      .meta({ unit: 'characters', description: 'longest transaction that is read' }),
  })
  .describe('ARTS/OMG POSLog files, 2.x and 6, in a folder')

/** The parsed form of `poslogOptions`. */
export type PoslogOptions = z.output<typeof poslogOptions>

function isTimeZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u') instanceof RegExp
  } catch {
    return false
  }
}
