import type { FastifyInstance, FastifyRequest } from 'fastify'
import { RefusedBody } from './refusals.ts'

type Json = (text: string) => unknown

/**
 * Reads bodies as RFC 8259 says: JSON in UTF-8. Bytes that are none, the character U+0000, which databases do not take, halves of
 * characters (lone surrogates), which no URL and no body in UTF-8 can hold, and keys that would reach a prototype are refused, in bodies
 * and in the JSON of a URL alike; so is a list, which would be several operations.
 */
export function addJsonBodies(app: FastifyInstance): void {
  const read = app.getDefaultJsonParser('error', 'error')
  const parse: Json = (text) => {
    let value: unknown
    void read(NO_REQUEST, text, (error, parsed) => {
      if (error) throw error
      value = parsed
    })
    const unwanted = ESCAPED.test(text) ? unwantedIn(value) : null
    if (unwanted !== null) throw new RefusedBody(`expected no ${unwanted}`)
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

/** Escapes of U+0000 and of surrogates, whole pairs among them: neither can stand in a body in UTF-8 as it is. */
const ESCAPED = /\\u(?:0000|[dD][89a-fA-F])/

/** What no text or key anywhere in a value may have. Does not descend by calls: values may nest as deep as they like. */
function unwantedIn(value: unknown): string | null {
  const open = [value]
  while (open.length > 0) {
    const next = open.pop()
    if (typeof next === 'string' && next.includes('\0')) return 'character U+0000'
    if (typeof next === 'string' && /\p{Surrogate}/u.test(next))
      return 'half of a character (a lone surrogate)'
    if (typeof next !== 'object' || next === null) continue
    for (const [key, inner] of Object.entries(next)) open.push(key, inner)
  }
  return null
}
