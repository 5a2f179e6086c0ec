import { z } from 'zod'
import { refusal } from '../errors.ts'
import { ACCESS } from '../execution/passed-on.ts'
import type { IncomingRequest } from '../request.ts'
import type { RequestAccess, Told } from './request-access.ts'

/** The header that says how a request came to what it asks for. */
export function passOnAccess({ told }: RequestAccess): Readonly<Record<string, string>> {
  return { [ACCESS]: Buffer.from(JSON.stringify(told())).toString('base64url') }
}

const text = z.string().max(300).nullable()
const shape = z.strictObject({
  origin: z.strictObject({ client: text, clientVersion: text, address: text, reason: text }),
  operation: z.string().nullable(),
  reached: z.array(z.string()),
})

/** What the gateway says; null where it says nothing, as gateways of others do. Throws BAD_INPUT. */
export function toldIn(headers: IncomingRequest['headers']): Told | null {
  const value = headers[ACCESS]
  if (value === undefined) return null
  const read = shape.safeParse(typeof value === 'string' ? fromJson(value) : null)
  if (read.success) return read.data
  throw refusal('BAD_INPUT', `expected the header ${ACCESS} as the gateway writes it`)
}

function fromJson(base64: string): unknown {
  try {
    return JSON.parse(Buffer.from(base64, 'base64url').toString())
  } catch {
    return null
  }
}
