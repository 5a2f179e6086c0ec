import type { FastifyRequest } from 'fastify'
import { describe, expect, it } from 'vitest'
import { malformed } from '../../../gateway/http/well-formed.ts'

/** A request with these headers, as Node has them: a list of names and values, and joined. */
function withHeaders(...lines: readonly (readonly [name: string, value: string])[]) {
  const headers = Object.fromEntries(lines.map(([name, value]) => [name.toLowerCase(), value]))
  // The part of a request that is looked at.
  return malformed({ headers, raw: { rawHeaders: lines.flat() } } as unknown as FastifyRequest)
}
const host = ['Host', 'localhost'] as const

describe('the headers of a request', () => {
  it.each([
    [[host]],
    [[host, ['Transfer-Encoding', 'Chunked']]],
    [[host, ['Content-Encoding', 'identity']]],
    [[host, ['Content-Type', 'application/json']]],
    [[host, ['Content-Type', 'application/json; charset="utf-8"']]],
    [[host, ['Content-Type', 'application/json;charset=UTF8']]],
    [[['X-Host', 'a'], host, ['X-Forwarded', 'host']]],
  ] as const)('may be %j', (lines) => {
    expect(withHeaders(...lines)).toBeNull()
  })

  it.each([
    [[], 400, 'expected one Host header'],
    [[host, ['HOST', 'localhost']], 400, 'expected one Host header'],
    [[host, ['Transfer-Encoding', 'gzip, chunked']], 400, 'expected no transfer-encoding but chunked'],
    [
      [host, ['Content-Encoding', 'gzip']],
      415,
      'expected a body without content-encoding; found a compressed one',
    ],
    [
      [host, ['Content-Encoding', 'identity, br']],
      415,
      'expected a body without content-encoding; found a compressed one',
    ],
    [
      [host, ['Content-Type', 'application/json; Charset=utf-16']],
      415,
      'expected a body in UTF-8; found another charset',
    ],
    [
      [host, ['Content-Type', 'application/json; charset=']],
      415,
      'expected a body in UTF-8; found another charset',
    ],
  ] as const)('may not be %j', (lines, status, message) => {
    expect(withHeaders(...lines)).toEqual({ status, message })
  })
})
