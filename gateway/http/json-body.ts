import type { FastifyInstance, FastifyRequest } from 'fastify'
import { RefusedBody } from './refusals.ts'

type Json = (text: string) => unknown

/**
 * Reads bodies as RFC 8259 says: JSON in UTF-8. Bytes that are none, the character U+0000, which databases do not take, and keys that
 * would reach a prototype are refused, in bodies and in the JSON of a URL alike; so is a list, which would be several operations.
 */
export function addJsonBodies(app: FastifyInstance): void {
  const read = app.getDefaultJsonParser('error', 'error')
  const parse: Json = (text) => {
    let value: unknown
    void read(NO_REQUEST, text, (error, parsed) => {
      if (error) throw error
      value = parsed
    })
    if (text.includes('\\u0000') && hasNull(value)) throw new RefusedBody('expected no character U+0000')
    return value
  }
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser<Buffer>(
    'application/json',
    { parseAs: 'buffer' },
    async (_: unknown, body: Buffer) => one(parse(decode(body))),
  )
  app.addHook('preValidation', async ({ method, raw: { url = '' } }) => {
    if (method === 'GET') checkSearch(url, parse)
  })
}

// Fastify's parser takes the request and does not look at it.
const NO_REQUEST = {} as FastifyRequest

const utf8 = new TextDecoder('utf-8', { fatal: true })

function decode(body: Buffer): string {
  try {
    return utf8.decode(body)
  } catch {
    throw new RefusedBody('expected a body in UTF-8; found bytes that are none')
  }
}

function one(body: unknown): unknown {
  if (!Array.isArray(body)) return body
  throw new RefusedBody('expected one operation in a request; found a list: send one request for each')
}

function checkSearch(url: string, parse: Json): void {
  const mark = url.indexOf('?')
  if (mark < 0) return
  const search = url.slice(mark + 1)
  if (!isEncoded(search)) throw new RefusedBody('expected a URL in UTF-8; found bytes that are none')
  const parameters = new URLSearchParams(search)
  for (const name of ['variables', 'extensions']) {
    for (const text of parameters.getAll(name)) parse(text)
  }
}

function isEncoded(search: string): boolean {
  try {
    return decodeURIComponent(search) !== ''
  } catch {
    return false
  }
}

/** Whether a text or key anywhere in a value has U+0000. Does not descend by calls: values may nest as deep as they like. */
function hasNull(value: unknown): boolean {
  const open = [value]
  while (open.length > 0) {
    const next = open.pop()
    if (typeof next === 'string' && next.includes('\0')) return true
    if (typeof next !== 'object' || next === null) continue
    for (const [key, inner] of Object.entries(next)) open.push(key, inner)
  }
  return false
}
