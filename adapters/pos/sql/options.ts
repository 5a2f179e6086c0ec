import { z } from 'zod'
import { limitOptions } from '../../call/options.ts'
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
const till = z.string().regex(/^\w+$/).describe('the till’s number, letters and digits')

/** What a `couture.yaml` may say of tills that keep uniCenta's tables in PostgreSQL or MariaDB. */
export const sqlTillOptions = z
  .strictObject({
    url: z
      .url({ protocol: /^(postgres(ql)?|mysql|mariadb)$/ })
      .describe('postgres:// or mysql://user:password@host:port/database of a user who may only read')
      .meta({ secret: 'url' }),
    ...limitOptions,
    tables: z
      .enum(['UPPER', 'lower'])
      .optional()
      .describe(
        'how the tables’ names are written: lower in PostgreSQL, UPPER in MariaDB where not said. PostgreSQL folds them, MySQL on Linux keeps capitals',
      ),
    stores: z
      .record(
        z.string().min(1),
        z.strictObject({
          location: z
            .string()
            .min(1)
            .optional()
            .describe('LOCATIONS.ID of the store’s stock. Without it no stock is told'),
          hosts: z
            .record(z.string().min(1), till)
            .describe('the store’s tills: number by CLOSEDCASH.HOST, the till’s name in uniCenta'),
          timeZone: timeZone.optional().describe('IANA zone of the store, where it differs from `timeZone`'),
        }),
      )
      .describe('the stores whose tills write here, by the key that stores[].records has for this system'),
    timeZone: timeZone.default('Europe/Paris').describe('IANA zone of the tills’ times, which have none'),
    dayStartsAt: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
      .default('00:00')
      .describe('when a business day begins, like 05:00: what is sold before belongs to the day before'),
    currency: currency.default('EUR' as Currency).describe('currency of all amounts, ISO 4217'),
    skuPattern: pattern
      .default('^\\S+$')
      .describe(
        'form of the retailer’s SKU, a regular expression; a PRODUCTS.REFERENCE of another form is none',
      ),
    channel: receiptChannel,
    tenders: z
      .record(z.string(), z.enum(PAYMENT_METHODS))
      .default({})
      .describe('the retailer’s own values of PAYMENTS.PAYMENT, and the payment method each one is'),
    refundMark: z
      .string()
      .regex(/^\w*$/)
      .default('R')
      .describe(
        'follows the till’s number in a refund’s: uniCenta counts refunds apart. Empty where one count numbers both',
      ),
  })
  .describe('tills with uniCenta’s tables, 3.70 and later, in PostgreSQL or MariaDB, asked live')

/** The parsed form of `sqlTillOptions`. */
export type SqlTillOptions = z.output<typeof sqlTillOptions>

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
