import type { EntitySet, Row, Service } from './edm.ts'

/** One operation to answer: a whole HTTP request, or one part of a `$batch`. */
export interface Ask {
  readonly method: string
  /** Below the service root, escapes and all: `A_SalesOrder('1')/to_Item`. */
  readonly path: string
  /** With its question mark; '' without. */
  readonly search: string
  readonly headers: Headers
}

/** Where operations are answered. */
export interface Place {
  readonly service: Service
  /** The service root as the caller reached it: absolute, with a slash at its end. */
  readonly root: string
  /** Most records in one page. */
  readonly pageSize: number
  /** Most operations in one `$batch`. */
  readonly maxBatchParts: number
  /** Whether the answer to a deep insert holds what was sent with it. */
  readonly deepReplies: boolean
  /** Whether a record has not been deleted meanwhile. */
  readonly isThere: (row: Row, set: EntitySet) => boolean
  /** A new unguessable text: transaction ids and boundaries. */
  readonly secret: () => string
}

/** Splits a URL of a batch part: relative to the service root, or a path from the host's root that lies below it. */
export function askOf(part: { method: string; url: string; headers: Headers }, { root }: Place): Ask | null {
  const rootPath = new URL(root).pathname
  const relative = part.url.startsWith('/') ? below(part.url, rootPath) : part.url.replace(root, '')
  if (relative === null) return null
  const mark = relative.indexOf('?')
  const path = mark < 0 ? relative : relative.slice(0, mark)
  return { method: part.method, path, search: mark < 0 ? '' : relative.slice(mark), headers: part.headers }
}

function below(url: string, rootPath: string): string | null {
  return url.startsWith(rootPath) ? url.slice(rootPath.length) : null
}
