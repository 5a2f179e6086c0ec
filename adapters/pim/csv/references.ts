import { isSourceError } from '../../error.ts'
import { canonicalGtin, type RecordId } from '../../ids.ts'
import type { CrossReference, CrossReferencePage } from '../../ports/profiles.ts'
import type { Book } from './book.ts'
import type { CsvOptions } from './options.ts'
import { cell } from './table.ts'

/** SKUs a page. */
const PAGE = 1_000

export interface Walk {
  readonly options: CsvOptions
  /** The SKU after which to go on; null from the start. */
  readonly after: string | null
}

/** One page of SKUs with their GTINs, in the order of the SKUs. Flawed rows are left out; diagnose names them. */
export function referencesAfter(
  source: string,
  { variants }: Book,
  { options, after }: Walk,
): CrossReferencePage {
  const { gtin } = options.columns
  const rest = [...variants.rows]
    .filter(([sku, row]) => !isSourceError(row) && (after === null || sku > after))
    .sort(([left], [right]) => (left < right ? -1 : 1))
  const page = rest.slice(0, PAGE)
  const sets = page.map(([sku, row]) => ({
    record: { source, id: sku as RecordId },
    same: isSourceError(row) ? [] : sameAs(cell(row, gtin)),
  }))
  return { sets, next: rest.length > PAGE ? (page.at(-1)?.[0] ?? null) : null }
}

function sameAs(gtin: string): readonly CrossReference[] {
  if (gtin === '') return []
  return [{ record: { source: 'gs1', id: canonicalGtin(gtin) as string as RecordId }, method: 'MANUAL' }]
}
