import Big from 'big.js'
import { z } from 'zod'

/** A double, or a decimal that the client leaves as text. */
export const number = z.union([z.number(), z.string()]).transform((value, context) => {
  try {
    return new Big(value)
  } catch {
    context.addIssue({ code: 'custom', message: 'expected a number' })
    return z.NEVER
  }
})

/** A count, whatever the width of the database's integer. */
export const count = z.union([
  z.int(),
  z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number),
])

/** A text with something in it; blanks around it are how some tills fill columns. */
export const text = z.string().transform((value) => value.trim())

/** Null where there is nothing to read. */
export const optionalText = z
  .string()
  .nullable()
  .transform((value) => value?.trim() || null)

/** A local time, `2026-05-10T14:03:00` with or without a fraction. */
export const localTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}(\.\d+)?$/)
  .transform((value) => value.replace(' ', 'T'))

export const bytes = z.instanceof(Uint8Array).nullable()
