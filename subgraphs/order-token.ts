import { createHash, createHmac, hkdfSync } from 'node:crypto'

/** What an order token looks like: 32 bytes. Two that differ in bits that say nothing would be two spellings of one. */
const FORM = /^ot_[\w-]{42}[AEIMQUYcgkosw048]$/

/**
 * Makes the token that lets a guest follow an order: nobody can guess it, and whoever places the order again under the same
 * idempotency key is given the same one, though it is kept nowhere.
 */
export type MakeOrderToken = (orderId: string, idempotencyKey: string) => string

/** Makes order tokens under the retailer's lasting key (`ids.key`): HMAC-SHA-256 under a key drawn from it for this alone. */
export function orderTokenMaker(key: string): MakeOrderToken {
  const secret = Buffer.from(hkdfSync('sha256', key, '', 'couture order tokens 1', 32))
  return (orderId, idempotencyKey) => {
    const text = JSON.stringify([orderId, idempotencyKey])
    return `ot_${createHmac('sha256', secret).update(text).digest('base64url')}`
  }
}

/** The hash by which the ledger and the viewer know a token, lower-case hex; null for a text that cannot be one. */
export function orderTokenHash(token: string): string | null {
  return FORM.test(token) ? createHash('sha256').update(token).digest('hex') : null
}
