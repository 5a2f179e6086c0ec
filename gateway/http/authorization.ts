import type { FastifyRequest } from 'fastify'

/** The Authorization header; all of them when a request has several, of which Node's own `headers` shows the first. */
export function authorizationOf({
  headers,
  raw,
}: Pick<FastifyRequest, 'headers' | 'raw'>): string | readonly string[] | undefined {
  if (headers.authorization === undefined) return undefined
  const all = raw.headersDistinct['authorization']
  return all && all.length > 1 ? all : headers.authorization
}
