import type { z } from 'zod'
import { SourceError } from '../../error.ts'
import type { AkeneoClient, PimCall } from './client.ts'

/** How often a list is read that changes meanwhile, before it is given up. */
const MOST_READINGS = 4

/**
 * A small list (attributes, options, categories, ...) to its end. The vendor has no cursor for these: their pages are numbered,
 * and a record that comes or goes before an edge moves another across it, unseen or told twice. So a list of several pages
 * is read until two readings agree. A record that cannot be read fails the whole list. Throws a `SourceError`.
 */
export async function numberedList<T extends { readonly code: string }>(
  { source, client }: { readonly source: string; readonly client: AkeneoClient },
  call: PimCall,
  shape: z.ZodType<T>,
): Promise<readonly T[]> {
  let before: string | null = null
  for (let readings = 0; readings < MOST_READINGS; readings++) {
    const { items, unreadable, pages } = await client.all(call, shape)
    if (unreadable) throw unreadable
    if (pages === 1) return items
    const codes = items.map(({ code }) => code)
    const now = JSON.stringify(codes)
    if (now === before && new Set(codes).size === codes.length) return items
    before = now
  }
  const message = `${call.route} changed each of the ${MOST_READINGS} times it was read; ask again`
  throw new SourceError(source, 'SOURCE_UNAVAILABLE', message)
}
