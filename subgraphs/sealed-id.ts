import { hkdfSync } from 'node:crypto'
import { aessiv } from '@noble/ciphers/aes.js'
import { badInput } from './graphql-error.ts'

/** What an id stands for; part of what is authenticated, so that no id passes for one of another kind. */
export type SealedKind =
  | 'order'
  | 'return'
  | 'product'
  | 'category'
  | 'loyalty'
  | 'entry'
  | 'conversation'
  | 'message'
  | 'promotion'
  | 'reservation'
  | 'case'
  | 'fulfilment'

const PREFIX: Readonly<Record<SealedKind, string>> = {
  order: 'ord',
  return: 'ret',
  product: 'prd',
  category: 'cat',
  loyalty: 'loy',
  entry: 'ent',
  conversation: 'cnv',
  message: 'msg',
  promotion: 'prm',
  reservation: 'rsv',
  case: 'cas',
  fulfilment: 'ful',
}

const NOUN: Readonly<Record<SealedKind, string>> = {
  order: 'an order',
  return: 'a return',
  product: 'a product',
  category: 'a category',
  loyalty: 'a loyalty account',
  entry: 'an entry',
  conversation: 'a conversation',
  message: 'a message',
  promotion: 'a promotion',
  reservation: 'a reservation',
  case: 'something done about an order',
  fulfilment: 'a fulfilment',
}

/**
 * Turns business keys into ids that resolve without a table, cannot be guessed and say nothing: deterministic
 * authenticated encryption, AES-SIV (RFC 5297), with the key's version in the id: `ord_1…`.
 */
export interface Sealer {
  seal(kind: SealedKind, parts: readonly string[]): string
  /** The parts of an id that `seal` made. Throws BAD_INPUT for any other text. */
  unseal(kind: SealedKind, id: string): readonly string[]
}

const VERSION = '1'

/** A sealer under the retailer's lasting key (`ids.key`). */
export function createSealer(key: string): Sealer {
  const secret = new Uint8Array(hkdfSync('sha256', key, '', 'couture sealed ids 1', 64))
  const cipher = (kind: SealedKind) => aessiv(secret, Buffer.from(`${kind}:${VERSION}`))
  return {
    seal(kind, parts) {
      const sealed = cipher(kind).encrypt(Buffer.from(JSON.stringify(parts)))
      return `${PREFIX[kind]}_${VERSION}${Buffer.from(sealed).toString('base64url')}`
    },
    unseal(kind, id) {
      const [, body = ''] = new RegExp(`^${PREFIX[kind]}_${VERSION}([\\w-]+)$`).exec(id) ?? []
      const sealed = Buffer.from(body, 'base64url')
      // One thing has one id: another spelling of the same bytes is refused, too.
      const canonical = body !== '' && sealed.toString('base64url') === body
      const parts = canonical ? open(cipher(kind), sealed) : null
      if (parts) return parts
      throw badInput(`expected the id of ${NOUN[kind]} as the graph gave it`)
    },
  }
}

/** The parts that were sealed; null when this key never sealed these bytes as this kind. */
function open(cipher: ReturnType<typeof aessiv>, sealed: Buffer): readonly string[] | null {
  try {
    // Authenticated: what decrypts was written by `seal`.
    return JSON.parse(Buffer.from(cipher.decrypt(sealed)).toString()) as readonly string[]
  } catch {
    return null
  }
}
