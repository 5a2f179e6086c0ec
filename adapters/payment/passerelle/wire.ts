import { z } from 'zod'

const at = z.iso.datetime()
const minor = z.int().min(0)
const movement = z.object({ amount: minor, reference: z.string().nullable(), created_at: at })

/** A payment as the provider shows it; amounts in minor units of its currency. */
export const paymentShape = z.object({
  id: z.string(),
  status: z.enum(['authorized', 'captured', 'partially_refunded', 'refunded', 'voided', 'failed', 'expired']),
  amount: minor,
  currency: z.string(),
  amount_captured: minor,
  amount_refunded: minor,
  merchant_reference: z.string().nullable(),
  payment_method: z.object({
    type: z.string(),
    brand: z.string().nullable(),
    last4: z.string().nullable(),
  }),
  created_at: at,
  expires_at: at,
  captures: z.array(movement),
  refunds: z.array(movement),
  void: z.object({ reference: z.string().nullable(), created_at: at }).nullable(),
})
export type WirePayment = z.output<typeof paymentShape>

/** Records are read one by one: one that cannot be read fails alone. */
export const listShape = z.object({ items: z.array(z.unknown()) })

/** A record of which no more is known than whose it is. */
export const namedShape = z.object({ id: z.string() })

/** RFC 9457 with the provider's code; what people read is left alone. */
export const problemShape = z.object({ code: z.string().regex(/^[a-z_]{1,60}$/) })

export const accountShape = z.object({ api_version: z.string(), livemode: z.boolean() })
