import { createHash, createHmac, hkdfSync } from 'node:crypto'

/** A guest's way to one order: what they are given, and the hash by which the ledger and a viewer know it (lower-case hex). */
interface OrderToken {
  /** `ot_` and 43 characters of base64url. */
  readonly token: string
  readonly hash: string
}

/**
 * Makes the token that lets a guest follow an order: nobody can guess it, and whoever places the order again under the same
 * idempotency key is given the same one, though it is kept nowhere.
 */
export type MakeOrderToken = (orderId: string, idempotencyKey: string) => OrderToken

/** Makes order tokens under the retailer's lasting key (`ids.key`): HMAC-SHA-256 under a key drawn from it for this alone. */
export function orderTokenMaker(key: string): MakeOrderToken {
  const secret = Buffer.from(hkdfSync('sha256', key, '', 'couture order tokens 1', 32))
  return (orderId, idempotencyKey) => {
    const text = JSON.stringify([orderId, idempotencyKey])
    const token = `ot_${createHmac('sha256', secret).update(text).digest('base64url')}`
    return { token, hash: createHash('sha256').update(token).digest('hex') }
  }
}
