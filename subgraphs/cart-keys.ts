import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { mintId } from '../adapters/ids.ts'
import type { Entity } from '../ledger/port.ts'

/** What somebody is given, and the hash by which the ledger knows it (lower-case hex). */
export interface Secret {
  readonly text: string
  readonly hash: string
}

/** Who does something and under which idempotency key: whoever repeats it is given the same again, though it is kept nowhere. */
interface Doing {
  readonly caller: string
  readonly key: string
}

/** Makes everything about carts that nobody can guess: HMAC-SHA-256 under keys drawn from the retailer's lasting one. */
export interface CartKeys {
  /** A new cart's id: `crt_` and 26 characters. */
  cartId(doing: Doing & { readonly at: string }): string
  /** The id of a cart's nth line or group: `lin_` or `grp_` and 26 characters. */
  partId(kind: 'lin' | 'grp', cartId: string, nth: number): string
  /** What opens a guest's cart: `ct_` and 43 characters of base64url. */
  token(cartId: string, doing: Doing): Secret
  /** What hands a cart over: ten letters and digits, in two groups. */
  handOffCode(cartId: string, doing: Doing & { readonly expiresAt: string }): Secret
  /** What the shopper shows to collect: eight letters and digits, in two groups. */
  pickupCode(fulfilmentId: string): Secret
  /** The business number of the order that a cart becomes: `C` and 12 letters and digits. A cart that is opened again becomes another. */
  orderNumber(cartId: string, version: number): string
  /** The number of a return: `R` and 12 letters and digits. */
  returnNumber(doing: Doing & { readonly at: string }): string
  /** Every id that a shopper may have been known by. */
  idsOf(entity: Entity): readonly string[]
}

/** Crockford's base 32: no letter that reads like a digit. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Makes them under the retailer's lasting key (`ids.key`). */
export function createCartKeys(key: string): CartKeys {
  const secret = Buffer.from(hkdfSync('sha256', key, '', 'couture carts 1', 32))
  const digest = (...parts: readonly (string | number)[]) =>
    createHmac('sha256', secret).update(JSON.stringify(parts)).digest()
  return {
    cartId: ({ caller, key: given, at }) =>
      `crt_${letters(digest('cart', caller, given, at), 26).toLowerCase()}`,
    partId: (kind, cartId, nth) => `${kind}_${letters(digest(kind, cartId, nth), 26).toLowerCase()}`,
    token(cartId, { caller, key: given }) {
      const text = `ct_${digest('token', cartId, caller, given).toString('base64url')}`
      return { text, hash: hashOf(text) }
    },
    handOffCode(cartId, { caller, key: given, expiresAt }) {
      const code = letters(digest('hand-off', cartId, caller, given, expiresAt), 10)
      return { text: `${code.slice(0, 5)}-${code.slice(5)}`, hash: hashOf(code) }
    },
    pickupCode(fulfilmentId) {
      const code = letters(digest('pick-up', fulfilmentId), 8)
      return { text: `${code.slice(0, 4)}-${code.slice(4)}`, hash: hashOf(code) }
    },
    orderNumber: (cartId, version) => `C${letters(digest('order', cartId, version), 12)}`,
    returnNumber: ({ caller, key: given, at }) => `R${letters(digest('return', caller, given, at), 12)}`,
    idsOf: ({ id, records }) => [
      ...new Set([id, ...records.map(({ record }) => mintId(key, 'customer', record))]),
    ],
  }
}

/** The hash of a guest's token. */
export function cartTokenHash(token: string): string {
  return hashOf(token)
}

/** The hash of a hand-off code, however it was typed. */
export function handOffHash(typed: string): string {
  return hashOfTyped(typed)
}

/** Whether what somebody typed is the code of a secret, however it was typed; it takes as long for every other. */
export function isPickupCode(typed: string, { hash }: Secret): boolean {
  return timingSafeEqual(Buffer.from(hashOfTyped(typed)), Buffer.from(hash))
}

/** O is read as 0, I and L as 1. What is no code has a hash as well: it is no code's. */
function hashOfTyped(typed: string): string {
  return hashOf(typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1'))
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** So many letters, of five bits each. */
export function letters(bytes: Uint8Array, length: number): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return Array.from({ length }, (_, at) => ALPHABET[Number.parseInt(bits.slice(at * 5, at * 5 + 5), 2)]).join(
    '',
  )
}
