import type { FastifyRequest } from 'fastify'
import { refusal } from '../errors.ts'
import { plainId } from './manifest.ts'

/** How a request says which document it means. */
export interface Asked {
  /** The text that came along; null without one. */
  readonly text: string | null
  /** The id of a registered document; null without one. */
  readonly id: string | null
  /** The operation that was named; null without a name that can be one. */
  readonly operation: string | null
  /** Whether `id` came as Apollo's `persistedQuery`, which is how automatic ones are asked for as well. */
  readonly isAutomatic: boolean
}

/** What of a request can name a document. */
export type Incoming = Pick<FastifyRequest, 'id' | 'method' | 'body' | 'query'>

/** Relay's usual names. Beside a text they are somebody's own, a request's number for example. */
const RELAY = ['doc_id', 'id'] as const

/**
 * Reads which document a request means. Throws a BAD_INPUT refusal for an id that is no text, and for several ids that differ.
 * A body that is no object is left to those who refuse it.
 */
export function askedFor({ method, body, query }: Incoming): Asked {
  const isGet = method === 'GET' || method === 'HEAD'
  const parameters = isGet ? query : body
  if (!isRecord(parameters)) return { text: null, id: null, operation: null, isAutomatic: false }
  const text = typeof parameters['query'] === 'string' && parameters['query'] ? parameters['query'] : null
  const names = text === null ? (['documentId', ...RELAY] as const) : (['documentId'] as const)
  const named = names.flatMap((name) => idOf(parameters[name], name))
  const hash = hashOf(isGet ? parsed(parameters['extensions']) : parameters['extensions'])
  const ids = new Set([...named, ...(hash === null ? [] : [hash])].map(plainId))
  if (ids.size > 1) throw refusal('BAD_INPUT', 'expected one document id; found several that differ')
  const [id = null] = ids
  return { text, id, operation: nameOf(parameters['operationName']), isAutomatic: hash !== null }
}

/** A GraphQL name, so that nothing else gets into a log. */
function nameOf(value: unknown): string | null {
  return typeof value === 'string' && /^[_A-Za-z]\w{0,79}$/.test(value) ? value : null
}

function idOf(value: unknown, name: string): readonly string[] {
  if (value === undefined || value === null) return []
  if (typeof value === 'string' && value !== '') return [value]
  throw refusal('BAD_INPUT', `expected ${name} to be the id of a document, a text; found another value`)
}

function hashOf(extensions: unknown): string | null {
  if (!isRecord(extensions)) return null
  const { persistedQuery } = extensions
  if (persistedQuery === undefined || persistedQuery === null) return null
  if (!isRecord(persistedQuery) || persistedQuery['version'] !== 1) {
    throw refusal('BAD_INPUT', 'expected extensions.persistedQuery with version 1; found another')
  }
  const [hash] = idOf(persistedQuery['sha256Hash'], 'extensions.persistedQuery.sha256Hash')
  if (hash !== undefined) return hash
  throw refusal('BAD_INPUT', 'expected extensions.persistedQuery.sha256Hash; found none')
}

/** A text that is no JSON is refused by the server underneath, which knows the parameter's name. */
function parsed(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : null
  } catch {
    return null
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
