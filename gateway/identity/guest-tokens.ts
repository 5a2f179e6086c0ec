import { createHash } from 'node:crypto'
import { refusal } from '../errors.ts'
import type { IncomingRequest } from '../request.ts'

/**
 * The SHA-256 of the order token a request brings along, lower-case hex; null without one. Whether it is an order's is for
 * the orders to say. Throws BAD_INPUT for a text of another form.
 */
export function orderTokenIn(headers: IncomingRequest['headers']): string | null {
  return hashOf(headers['x-order-token'], { header: 'X-Order-Token', prefix: 'ot', what: 'order' })
}

/** The same of a cart token: whether it is a cart's is for the carts to say. */
export function cartTokenIn(headers: IncomingRequest['headers']): string | null {
  return hashOf(headers['x-cart-token'], { header: 'X-Cart-Token', prefix: 'ct', what: 'cart' })
}

interface Token {
  readonly header: string
  readonly prefix: 'ot' | 'ct'
  readonly what: string
}

/** Its prefix, and 256 random bits in base64url. */
function hashOf(
  token: string | readonly string[] | undefined,
  { header, prefix, what }: Token,
): string | null {
  if (token === undefined) return null
  if (typeof token === 'string' && new RegExp(`^${prefix}_[\\w-]{43}$`).test(token))
    return createHash('sha256').update(token).digest('hex')
  throw refusal(
    'BAD_INPUT',
    `expected the header ${header} to be ${prefix}_ and 43 characters, as the ${what} came with it`,
  )
}
