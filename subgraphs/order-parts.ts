import { isSourceError, type SourceError } from '../adapters/error.ts'
import { type Found, isFound } from '../adapters/read.ts'
import type { Context } from './context.ts'
import { toGraphQLError } from './graphql-error.ts'
import type { MergedOrder, OrderCopy } from './order-copies.ts'
import { type OrderParts, partsOf } from './order-loaders.ts'

/** A part of an order, and the copy whose system told it. */
export interface ReadPart<T> {
  readonly copy: OrderCopy
  readonly found: Found<readonly T[]>
}

/**
 * A part of an order: from the copy that is shown, else from the next that has it. Null means that every copy's source
 * says there is none; a failure passes only when no copy has it.
 */
export async function readPart<P extends keyof OrderParts>(
  context: Context,
  { copies }: MergedOrder,
  part: P,
): Promise<ReadPart<OrderParts[P]> | SourceError | null> {
  const reads = await Promise.all(
    copies.map(({ asked, found }) => partsOf(context, asked.name)[part].load(found.recordId)),
  )
  for (const [position, found] of reads.entries()) {
    const copy = copies[position]
    if (copy && isFound(found)) return { copy, found }
  }
  return reads.find(isSourceError) ?? null
}

/** A part of an order as a field shows it: an empty list where there is none, a GraphQL error where nobody knows. */
export async function partOfOrder<P extends keyof OrderParts, T>(
  context: Context,
  order: MergedOrder,
  part: P,
  show: (found: Found<readonly OrderParts[P][]>, copy: OrderCopy) => readonly T[],
): Promise<readonly T[]> {
  const read = await readPart(context, order, part)
  if (isSourceError(read)) throw toGraphQLError(read)
  return read ? show(read.found, read.copy) : []
}
