import { isSourceError, type SourceError } from '../../../adapters/error.ts'
import { type Found, isFound } from '../../../adapters/read.ts'
import type { Context } from '../../context.ts'
import { known, toGraphQLError } from '../../graphql-error.ts'
import type { MergedOrder, OrderCopy } from './order-copies.ts'
import { type OrderParts, partsOf } from './order-loaders.ts'

/** A part of an order, and the copy whose system told it. */
export interface ReadPart<T> {
  readonly copy: OrderCopy
  readonly found: Found<T>
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

/** The same for a field: null where there is none, a GraphQL error where nobody knows. */
export async function partOrThrow<P extends keyof OrderParts>(
  context: Context,
  order: MergedOrder,
  part: P,
): Promise<ReadPart<OrderParts[P]> | null> {
  return known(await readPart(context, order, part))
}

/** What every copy's system has of a part; a GraphQL error when one of them failed: the others are not all there is. */
export async function everyPart<P extends keyof OrderParts>(
  context: Context,
  { copies }: MergedOrder,
  part: P,
): Promise<readonly ReadPart<OrderParts[P]>[]> {
  const reads = await Promise.all(
    copies.map(async (copy) => ({
      copy,
      found: await partsOf(context, copy.asked.name)[part].load(copy.found.recordId),
    })),
  )
  return reads.flatMap(({ copy, found }) => {
    if (isSourceError(found)) throw toGraphQLError(found)
    return found ? [{ copy, found }] : []
  })
}
