import { refusal } from '../errors.ts'
import type { IncomingRequest } from '../request.ts'

/** What a request says of itself, as the log of access to personal data keeps it. Texts are bounded. */
export interface Origin {
  readonly client: string | null
  readonly clientVersion: string | null
  readonly address: string | null
  /** Why, in the client's words. */
  readonly reason: string | null
}

type Headers = IncomingRequest['headers']

const MOST = 120

/** Where a request comes from. Throws BAD_INPUT for a reason that is none. */
export function originOf({ headers, address = null }: Pick<IncomingRequest, 'headers' | 'address'>): Origin {
  return {
    client: bounded(headers['apollographql-client-name']),
    clientVersion: bounded(headers['apollographql-client-version']),
    address,
    reason: reasonIn(headers),
  }
}

/**
 * The header `X-Access-Reason`: 1 to 120 printable characters, UTF-8 or Latin-1, and no e-mail address; the log holds ids
 * alone. Null without one. Throws BAD_INPUT.
 */
export function reasonIn(headers: Headers): string | null {
  const value = headers['x-access-reason']
  if (value === undefined) return null
  const reason = typeof value === 'string' ? decoded(value).trim() : ''
  const isReason = /^\P{C}+$/u.test(reason) && [...reason].length <= MOST && !/\S@\S/.test(reason)
  if (isReason) return reason
  throw refusal(
    'BAD_INPUT',
    `expected the header X-Access-Reason to be 1 to ${MOST} printable characters without an e-mail address; ` +
      'leave it out, or say why in fewer words',
  )
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Node reads a header's bytes as Latin-1 (RFC 9110, section 5.5); most clients mean UTF-8. */
function decoded(header: string): string {
  try {
    return utf8.decode(Buffer.from(header, 'latin1'))
  } catch {
    return header
  }
}

function bounded(header: Headers[string]): string | null {
  const text = typeof header === 'string' ? header.trim() : ''
  return text === '' ? null : text.slice(0, 80)
}
