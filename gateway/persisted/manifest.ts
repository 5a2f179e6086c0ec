import { z } from 'zod'

/** A registered operation as its file has it, not yet looked at. */
export interface Entry {
  /** What clients send for it, without `sha256:`. */
  readonly id: string
  readonly text: string
  readonly file: string
}

/** An entry that does not serve, with the reason. */
export interface Quarantined {
  readonly file: string
  readonly id: string
  readonly reason: string
}

/** A file of which nothing can be used. The message names it. */
export class ManifestError extends Error {
  override readonly name = 'ManifestError'
}

/** What is in a file: entries, and what is none. */
export interface Manifest {
  readonly entries: readonly Entry[]
  readonly quarantined: readonly Quarantined[]
}

const APOLLO = 'apollo-persisted-query-manifest'

/** https://www.apollographql.com/docs/graphos/platform/security/persisted-queries: what Apollo's generators write. */
const apolloShape = z.object({ version: z.literal(1), operations: z.array(z.unknown()) })
const apolloEntry = z.object({ id: z.string().min(1), body: z.string() })

/** Apollo Kotlin's `operationOutput.json` has the text one level down. */
const mapEntry = z.union([z.string(), z.object({ source: z.string() }).transform(({ source }) => source)])

/**
 * Reads a manifest: Apollo's, or a map of id and text, which is what Relay's compiler, GraphQL Code Generator's client preset
 * (and with it urql) and Apollo Kotlin write. Throws a `ManifestError` for a text that is neither.
 */
export function readManifest(file: string, text: string): Manifest {
  const value = parse(file, text)
  if (!isRecord(value)) {
    throw new ManifestError(`${file}: expected a JSON object of registered operations; found another value`)
  }
  if (!('format' in value)) return collect(file, Object.entries(value).map(mapped))
  if (value['format'] !== APOLLO) {
    throw new ManifestError(`${file}: expected the format ${APOLLO}; found another`)
  }
  const read = apolloShape.safeParse(value)
  if (!read.success) {
    throw new ManifestError(
      `${file}: expected version 1 of ${APOLLO} with a list of operations; found another`,
    )
  }
  return collect(file, read.data.operations.map(listed))
}

/** An id as clients send it, or `sha256:` before it (GraphQL over HTTP, appendix A). */
export function plainId(id: string): string {
  return id.startsWith('sha256:') ? id.slice('sha256:'.length) : id
}

type Read = Pick<Entry, 'id' | 'text'> | Pick<Quarantined, 'id' | 'reason'>

function listed(operation: unknown, index: number): Read {
  const read = apolloEntry.safeParse(operation)
  if (read.success) return { id: read.data.id, text: read.data.body }
  return { id: `operations[${index}]`, reason: 'expected an id and a body, both texts' }
}

function mapped([id, value]: readonly [string, unknown]): Read {
  const read = mapEntry.safeParse(value)
  return read.success ? { id, text: read.data } : { id, reason: 'expected the text of an operation' }
}

function collect(file: string, reads: readonly Read[]): Manifest {
  return {
    entries: reads.flatMap((read) => ('text' in read ? [{ ...read, id: plainId(read.id), file }] : [])),
    quarantined: reads.flatMap((read) => ('reason' in read ? [{ ...read, file }] : [])),
  }
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new ManifestError(`${file}: expected JSON; found another text`)
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
