import { createHash } from 'node:crypto'
import { refusal } from '../errors.ts'
import type { IncomingRequest } from '../request.ts'

/** `ot_` and 256 random bits in base64url. */
const ORDER_TOKEN = /^ot_[\w-]{43}$/

/**
 * The SHA-256 of the order token a request brings along, lower-case hex; null without one. Whether it is an order's is for
 * the orders to say. Throws BAD_INPUT for a text of another form.
 */
export function orderTokenHash(headers: IncomingRequest['headers']): string | null {
  const token = headers['x-order-token']
  if (token === undefined) return null
  if (typeof token === 'string' && ORDER_TOKEN.test(token))
    return createHash('sha256').update(token).digest('hex')
  throw refusal(
    'BAD_INPUT',
    'expected the header X-Order-Token to be ot_ and 43 characters, as the order came with it',
  )
}
