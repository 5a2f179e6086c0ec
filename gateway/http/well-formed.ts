import type { FastifyRequest } from 'fastify'

/** Why a request is refused for its shape. */
export interface Malformed {
  readonly status: 400 | 415
  readonly message: string
}

/**
 * What is wrong with a request's headers, whatever it asks; null when nothing is. Read before any body: a compressed one is never
 * inflated, and two ways of telling where a body ends are how a request is smuggled past a proxy (RFC 9112, section 11.2).
 */
export function malformed({
  headers,
  raw: { rawHeaders },
}: Pick<FastifyRequest, 'headers' | 'raw'>): Malformed | null {
  // RFC 9112, section 3.2. Node keeps the first of several and drops the others.
  if (count(rawHeaders, 'host') !== 1) return { status: 400, message: 'expected one Host header' }
  const coding = headers['transfer-encoding']
  if (coding !== undefined && coding.toLowerCase() !== 'chunked') {
    return { status: 400, message: 'expected no transfer-encoding but chunked' }
  }
  const encoding = headers['content-encoding']
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    return { status: 415, message: 'expected a body without content-encoding; found a compressed one' }
  }
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(headers['content-type'] ?? '')?.[1]
  if (charset !== undefined && !/^utf-?8$/i.test(charset)) {
    return { status: 415, message: 'expected a body in UTF-8; found another charset' }
  }
  return null
}

/** Names stand at even places, values at odd ones. */
function count(rawHeaders: readonly string[], name: string): number {
  let found = 0
  for (let place = 0; place < rawHeaders.length; place += 2) {
    if (rawHeaders[place]?.toLowerCase() === name) found += 1
  }
  return found
}
