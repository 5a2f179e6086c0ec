import { z } from 'zod'
import { CHANNEL_KINDS } from '../../adapters/channel.ts'
import { openingHours, specialHours, systemName, text, timeZone } from './words.ts'

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
const STORE_SERVICES = [
  'CLICK_AND_COLLECT',
  'CURBSIDE',
  'RETURNS',
  'SHIP_FROM_STORE',
  'RESERVE',
  'ENDLESS_AISLE',
  'APPOINTMENT',
] as const
/** The ways to the shopper: the schema's `FulfillmentKind`. */
export const FULFILMENT_KINDS = [
  'SHIP_FROM_WAREHOUSE',
  'SHIP_FROM_STORE',
  'PICKUP_IN_STORE',
  'CURBSIDE_PICKUP',
  'BUY_IN_STORE',
  'ENDLESS_AISLE',
  'RESERVE_IN_STORE',
] as const
const carrierDay = z.int().min(0).max(30)

/** How long one way to the shopper takes. */
export const leadTime = z.strictObject({
  preparationMinutes: z.int().min(0).max(43_200).default(0).meta({
    unit: 'minutes',
    description:
      'time until it can be sent or collected. For collection these are minutes of the store’s opening hours',
  }),
  cutOff: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional()
    .describe('a time of day like 15:00. What is ordered later is begun with on the next day'),
  workingDays: z
    .array(z.enum(DAYS))
    .min(1)
    .default(['monday', 'tuesday', 'wednesday', 'thursday', 'friday'])
    .describe(
      'days on which goods are sent and delivered. Dates in `specialHours` on which the place is closed are none',
    ),
  carrierDays: z
    .strictObject({
      earliest: carrierDay.meta({
        unit: 'days of work',
        description: 'days until delivery at best; 0 is the same day',
      }),
      latest: carrierDay.meta({ unit: 'days of work', description: 'days until delivery at worst' }),
    })
    .refine(({ earliest, latest }) => earliest <= latest, {
      error: 'expected earliest not to be after latest',
    })
    .default({ earliest: 1, latest: 3 })
    .describe('days of work from sending to delivery'),
  deliveryHours: openingHours
    .default('08:00-20:00')
    .describe('hours like 08:00-20:00. From when until when carriers deliver'),
  cost: z
    .union([
      z.string().regex(/^\d+(\.\d+)?$/),
      z.number().min(0).meta({ unit: 'units of `retailer.currency`' }),
    ])
    .optional()
    .describe("an amount in the retailer's currency, tax included. What the shopper pays for it, as '4.90'"),
  channels: z.array(z.enum(CHANNEL_KINDS)).default([]).describe('channels it is offered in, all when empty'),
})

/** A store or warehouse: what joins its records, and what no system has. */
export const store = z.strictObject({
  code: text.describe("the retailer's own code for the store"),
  kind: z
    .enum(['STORE', 'WAREHOUSE'])
    .default('STORE')
    .describe('what the place is. What ships to shoppers is the stock of the warehouses'),
  records: z
    .record(systemName, text)
    .describe("the store's key in each system, by system name. In an ERP the plant, in tills the store id"),
  name: text.optional().describe('the name shoppers know, where no system has it'),
  geo: z
    .strictObject({
      latitude: z.number().min(-90).max(90).meta({ unit: 'degrees', description: 'degrees north, WGS 84' }),
      longitude: z.number().min(-180).max(180).meta({ unit: 'degrees', description: 'degrees east, WGS 84' }),
    })
    .describe('where it is: the distance to shoppers is worked out from it'),
  timeZone: timeZone.describe('an IANA time zone like Europe/Paris. The clock its hours are told by'),
  hours: z
    .partialRecord(z.enum(DAYS), z.array(openingHours))
    .optional()
    .describe(
      'opening hours by day of the week, like `monday: [10:00-19:30]`. A day with an empty list, or left out, is closed; a day may have several spans; `20:00-02:00` ends on the next day. Without `hours` nobody knows when it is open',
    ),
  specialHours: specialHours.describe(
    'opening hours of single dates; they come before everything else. `2026-12-24: [10:00-17:00]`; an empty list is closed',
  ),
  services: z
    .array(z.enum(STORE_SERVICES))
    .optional()
    .describe('what the store offers. Ways to the shopper are opened by it'),
  phone: text.optional().describe('its telephone number, where no system has it'),
})
