import { badInput } from './graphql-error.ts'

/** The schema's `PageInfo`, for lists that are read forward. */
export interface PageInfo {
  readonly hasNextPage: boolean
  readonly hasPreviousPage: false
  readonly startCursor: string | null
  readonly endCursor: string | null
}

/** `first` if it is within 1 and `most`; BAD_INPUT otherwise. */
export function pageSize(first: number, most = 100): number {
  if (first >= 1 && first <= most) return first
  throw badInput(`expected "first" between 1 and ${most}`)
}

/** An opaque cursor for a position in a list. */
export function writeCursor(position: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url')
}

/** The position a cursor stands for; BAD_INPUT when the graph never wrote it. */
export function readCursor<T>(cursor: string, accept: (position: unknown) => T | null): T {
  let position: unknown = null
  try {
    position = JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    position = null
  }
  const accepted = accept(position)
  if (accepted === null) throw badInput('expected "after" to be a cursor as the graph gave it for this list')
  return accepted
}

/** The page info of a page that was read forward. */
export function pageInfo(edges: readonly { readonly cursor: string }[], hasNextPage: boolean): PageInfo {
  return {
    hasNextPage,
    hasPreviousPage: false,
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  }
}
