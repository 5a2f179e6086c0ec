import { z } from 'zod'

const days = (fallback: number, whose: string) =>
  z
    .int()
    .min(1)
    .max(3_650)
    .default(fallback)
    .meta({ unit: 'days', description: `after so long without a change ${whose} cart is given up` })

/** `carts`: how long carts last. */
export const carts = z
  .strictObject({
    guestDays: days(30, "a guest's"),
    customerDays: days(90, "a shopper's"),
    handOffMinutes: z
      .int()
      .min(1)
      .max(1_440)
      .default(10)
      .meta({ unit: 'minutes', description: 'for how long a code opens a cart elsewhere' }),
    sweepSeconds: z
      .int()
      .min(1)
      .max(86_400)
      .default(60)
      .meta({ unit: 'seconds', description: 'how often carts whose time is over are looked for' }),
  })
  .prefault({})
  .describe('how long carts last')
