import { z } from 'zod'
import { text } from './words.ts'

const LONGEST_CARD = 19

/** `loyalty`: what the programme's engine does not say. */
export const loyalty = z
  .strictObject({
    program: text
      .optional()
      .describe(
        'the programme that shoppers join, by the engine’s own key; without it the graph enrols nobody',
      ),
    cards: z
      .strictObject({
        prefix: z
          .string()
          .regex(/^\d{1,10}$/, 'expected 1 to 10 digits')
          .default('297')
          .describe('what the numbers of cards that the graph gives out begin with'),
        digits: z
          .int()
          .min(12)
          .max(LONGEST_CARD)
          .default(13)
          .meta({ unit: 'digits', description: 'how long they are, prefix and check digit (GS1) included' }),
      })
      .refine(({ prefix, digits }) => digits - prefix.length >= 8, {
        error: 'expected at least 8 digits after the prefix, so that no two cards get one number',
      })
      .prefault({})
      .describe('the numbers of new cards'),
    redemptionMinutes: z
      .int()
      .min(1)
      .max(43_200)
      .default(60)
      .meta({ unit: 'minutes', description: 'how long points are held for a redemption that nobody uses' }),
    earn: z
      .strictObject({
        points: z.int().min(1).max(1_000_000).meta({ unit: 'points', description: 'so many' }),
        per: z
          .string()
          .regex(/^\d{1,9}(\.\d{1,3})?$/, 'expected an amount like 1.00')
          .refine((amount) => Number(amount) > 0, { error: 'expected an amount above zero' })
          .describe('for every full amount like 1.00, in the retailer’s currency'),
      })
      .optional()
      .describe(
        'what an order that the graph took earns. Without it the graph gives no points: for engines that count orders themselves',
      ),
  })
  .prefault({})
  .describe('the loyalty programme, as far as its engine does not say it')
