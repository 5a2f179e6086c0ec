import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingRequest } from '../request.ts'
import { BELIEVED, type BelievedHeaders } from './passed-on.ts'

/** A key that gateways and subgraphs share. */
export interface CallKey {
  /** Sent with each call, so that subgraphs know which key to check it with. */
  readonly id: string
  /** 32 characters or more. */
  readonly secret: string
}

/** A call as it is signed. */
export interface Call {
  /** The name of the subgraph in the supergraph: a call to one is none to another. */
  readonly subgraph: string
  /** Of these, the ones that a subgraph believes are signed, each with the exact text it is sent with. */
  readonly headers: IncomingRequest['headers']
  /** The exact body; of a text its UTF-8. */
  readonly body: string | Uint8Array
}

/** What makes one signature unlike every other. */
export interface Stamp {
  /** Of the key. */
  readonly id: string
  /** When it was signed, milliseconds since the epoch. */
  readonly time: number
  /** 16 random bytes, base64url. */
  readonly nonce: string
}

/** A signature as it stands in its header, not checked. */
export interface Signature extends Stamp {
  /** HMAC-SHA-256 (RFC 2104), base64url. */
  readonly mac: string
}

/** `couture-signature: v1 key=ID, time=MS, nonce=N, mac=M`. */
export const SIGNATURE = 'couture-signature'

const FORM = /^v1 key=([\w.-]{1,64}), time=(\d{1,15}), nonce=([\w-]{22}), mac=([\w-]{43})$/

/** Signs a call: the value of its `couture-signature` header. */
export function signature(call: Call, stamp: Stamp, secret: string): string {
  const { id, time, nonce } = stamp
  const mac = macOf(call, stamp, secret)
  return `v1 key=${id}, time=${time}, nonce=${nonce}, mac=${mac}`
}

/** Reads the header's value; null for any other form, two signatures included. */
export function readSignature(value: string): Signature | null {
  const parts = FORM.exec(value)
  if (!parts) return null
  const [, id = '', time = '', nonce = '', mac = ''] = parts
  return { id, time: Number(time), nonce, mac }
}

/** Whether a call carries this signature by this key. Takes as long for every wrong one. */
export function isSignedBy(call: Call, given: Signature, secret: string): boolean {
  // As texts, which are of one length: of base64url several texts mean the same bytes.
  return timingSafeEqual(Buffer.from(given.mac), Buffer.from(macOf(call, given, secret)))
}

/**
 * What is signed is a text of lines, each a name, a colon and a value, so that nothing can be moved from one to another: no
 * header has a line break. A header that is not sent has no line.
 */
function macOf({ subgraph, headers, body }: Call, { id, time, nonce }: Stamp, secret: string): string {
  const told = Object.entries(believed(headers)).map(([name, value]) => `${name}:${value}\n`)
  const text =
    `couture-call v1\nkey:${id}\ntime:${time}\nnonce:${nonce}\nsubgraph:${subgraph}\n` +
    `${told.join('')}body:${createHash('sha256').update(body).digest('hex')}\n`
  return createHmac('sha256', secret).update(text).digest('base64url')
}

/** The headers that a subgraph believes, in the order in which they are signed; whatever else was sent is left out. */
export function believed(headers: IncomingRequest['headers']): BelievedHeaders {
  return Object.fromEntries(
    BELIEVED.flatMap((name) => {
      const value = headers[name]
      return typeof value === 'string' ? [[name, value] as const] : []
    }),
  )
}
