import { z } from 'zod'
import { CHANNEL_KINDS } from '../../adapters/channel.ts'
import { text } from './words.ts'

/** The schema's `RefundPath`: how money is given back. */
const REFUND_PATHS = ['ORIGINAL_TENDER', 'GIFT_CARD', 'STORE_CREDIT', 'CASH'] as const
/** The schema's `Disposition`: what becomes of goods that came back. */
const DISPOSITIONS = ['RESTOCK_STORE', 'RETURN_TO_WAREHOUSE', 'DAMAGED', 'DESTROY'] as const

const amount = z.union([
  z.string().regex(/^\d+(\.\d+)?$/),
  z.number().min(0).meta({ unit: 'units of `retailer.currency`' }),
])
const path = z.enum(REFUND_PATHS)
const paths = (...usual: readonly (typeof REFUND_PATHS)[number][]) =>
  z
    .array(path)
    .default([...usual])
    .describe('the ways money paid so may be given back, the usual one first')
const word = z.string().regex(/^[A-Z][A-Z0-9_]{0,39}$/)

const allowance = (what: string) =>
  z
    .strictObject({
      taken: z.boolean().default(false).describe(`whether ${what} are taken at all`),
      upTo: amount
        .default('0')
        .describe(
          "an amount in the retailer's currency, like '50.00'. What may be given without a manager, who has the scope `returns:approve`",
        ),
    })
    .prefault({})

/** `returns`: which goods may come back, how, and how money is given back. */
export const returns = z
  .strictObject({
    days: z.int().min(0).max(3_650).default(30).meta({
      unit: 'days',
      description: 'for how long goods may come back, from the day they were sent, handed over or placed',
    }),
    parcelDays: z.int().min(0).max(60).default(5).meta({
      unit: 'days',
      description: 'how long a parcel may take: so many days more for goods that were sent',
    }),
    channels: z
      .array(z.enum(CHANNEL_KINDS))
      .default(['WEB', 'MOBILE_APP', 'CALL_CENTER', 'STORE_POS', 'ASSOCIATE_APP'])
      .describe('where returns are made. Empty: nowhere'),
    reasons: z
      .array(word)
      .default([])
      .describe('the words that may be given as a reason, in capitals, like TOO_SMALL. Empty: any'),
    conditions: z
      .record(word, z.enum(DISPOSITIONS))
      .default({
        AS_NEW: 'RESTOCK_STORE',
        USED: 'RETURN_TO_WAREHOUSE',
        DAMAGED: 'DAMAGED',
        UNSAFE: 'DESTROY',
      })
      .describe('what becomes of goods, by the word for the condition they are in. Words in capitals'),
    cashLimit: amount
      .optional()
      .describe(
        "an amount in the retailer's currency, like '100.00'. The most that one return gives in cash",
      ),
    withoutReceipt: allowance('goods without a receipt').describe('goods that nobody has a receipt for'),
    gifts: allowance('gifts').describe('goods that come back from who was given them'),
    refundPaths: z
      .strictObject({
        CARD: paths('ORIGINAL_TENDER', 'GIFT_CARD', 'STORE_CREDIT'),
        PAYPAL: paths('ORIGINAL_TENDER', 'GIFT_CARD', 'STORE_CREDIT'),
        WALLET: paths('ORIGINAL_TENDER', 'GIFT_CARD', 'STORE_CREDIT'),
        GIFT_CARD: paths('GIFT_CARD', 'STORE_CREDIT'),
        LOYALTY_POINTS: paths('ORIGINAL_TENDER', 'STORE_CREDIT', 'GIFT_CARD'),
        CASH: paths('CASH', 'GIFT_CARD', 'STORE_CREDIT'),
        CHEQUE: paths('STORE_CREDIT', 'GIFT_CARD'),
        BANK_TRANSFER: paths('ORIGINAL_TENDER', 'GIFT_CARD', 'STORE_CREDIT'),
        STORE_CREDIT: paths('STORE_CREDIT', 'GIFT_CARD'),
        INSTALMENTS: paths('ORIGINAL_TENDER', 'GIFT_CARD', 'STORE_CREDIT'),
        OTHER: paths('ORIGINAL_TENDER', 'GIFT_CARD', 'STORE_CREDIT'),
      })
      .prefault({})
      .describe('how money is given back, by how it was paid'),
    refundDays: z.int().min(0).max(90).default(10).meta({
      unit: 'days',
      description: 'how long it takes at most until money given back to a card or account is there',
    }),
    label: z
      .strictObject({
        url: text
          .refine((url) => URL.canParse(url.replaceAll('{reference}', 'R')), {
            error: 'expected a URL like https://carrier.example/label?for={reference}',
          })
          .describe(
            "a URL like https://carrier.example/label?for={reference}. The return's number comes into it",
          ),
      })
      .optional()
      .describe('where a label for the way back is printed. Without it there is none, and the graph says so'),
  })
  .prefault({})
  .describe('which goods may come back, and how money is given back')
