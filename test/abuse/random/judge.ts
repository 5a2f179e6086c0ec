import { ERROR_CODES } from '../../../adapters/error.ts'
import { PROTOCOL_CODES } from '../../../gateway/errors.ts'
import { type Eyes, maySee } from './may-see.ts'
import type { Operation } from './operation.ts'
import type { PrivateValue } from './private-values.ts'

/** An answer as it came. */
export interface RawAnswer {
  readonly status: number
  readonly type: string | null
  readonly body: string
}

/** An answer that is one. */
export interface Answered {
  /** Absent where the request was refused. */
  readonly data?: unknown
  readonly errors?: readonly {
    readonly message: string
    readonly path?: readonly (string | number)[]
    readonly extensions?: { readonly code?: unknown }
  }[]
}

/** What a client may be told; INTERNAL is never right. */
const CODES: ReadonlySet<unknown> = new Set(
  [...ERROR_CODES, ...PROTOCOL_CODES].filter((code) => code !== 'INTERNAL'),
)

/** Everything that is wrong with an answer, in words; empty where nothing is. */
export function faultsIn(raw: RawAnswer): readonly string[] {
  const answer = parsed(raw.body)
  if (!answer) return [`expected JSON, found ${raw.body.slice(0, 200)}`]
  const { data, errors } = answer
  return [
    ...(raw.status >= 500 ? [`HTTP ${raw.status}`] : []),
    ...(/^application\/(graphql-response\+)?json/.test(raw.type ?? '') ? [] : [`the type ${raw.type}`]),
    ...(data === undefined && (errors ?? []).length === 0 ? ['neither data nor errors'] : []),
    ...(errors?.length === 0 ? ['errors that are none'] : []),
    ...(errors ?? []).flatMap(({ message, path, extensions }) => [
      ...(CODES.has(extensions?.code) ? [] : [`the code ${String(extensions?.code)}: ${message}`]),
      ...(path && !isNullAt(data, path) ? [`an error at ${path.join('.')}, where there is something`] : []),
    ]),
  ]
}

/** A body as what it is; null for what is no JSON object. */
export function parsed(body: string): Answered | null {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Answered) : null
  } catch {
    return null
  }
}

/** Whether a path leads to null, or to something that became null as a whole. */
function isNullAt(data: unknown, path: readonly (string | number)[]): boolean {
  let at = data
  for (const step of path) {
    if (at === null || at === undefined) return true
    at = (at as Readonly<Record<string | number, unknown>>)[step]
  }
  return at === null
}

/** The private values that a body holds, but for those that the operation said itself. */
export function privateIn(
  body: string,
  { query, variables }: Operation,
  find: (told: string) => readonly PrivateValue[],
): readonly PrivateValue[] {
  const said = [query, ...textsIn(variables)].join('\n')
  return find(textsIn(JSON.parse(body)).join('\n')).filter(({ text }) => !said.includes(text))
}

/** Those of them that this viewer may not see, in words. */
export function leaks(found: readonly PrivateValue[], eyes: Eyes): readonly string[] {
  return found
    .filter((value) => !maySee(eyes, value))
    .map(({ text, kind, owner }) => `"${text}", ${kind} of ${owner === null ? 'somebody' : `index ${owner}`}`)
}

/** Every text in a value, and what is written in those that are cursors. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value, ...written(value)]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(textsIn)
}

/** Cursors are lists in base64. */
function written(text: string): readonly string[] {
  if (!/^W[\w-]{5,}$/.test(text)) return []
  try {
    return textsIn(JSON.parse(Buffer.from(text, 'base64url').toString()))
  } catch {
    return []
  }
}
