import type { RecordId } from '../../ids.ts'
import type { Category, ContentOptions } from '../../ports/catalog.ts'
import { inChunks, type Read } from '../../read.ts'
import { instant } from '../../time.ts'
import { prepareReading, type Reading } from './mapping.ts'
import type { Pim } from './pim.ts'
import { handleOf } from './translate.ts'
import type { PimCategory } from './wire.ts'

/** The tree is kept whole: one chunk holds every key, so that a tree that cannot be read fails each of them. */
const ALL = Number.MAX_SAFE_INTEGER

/**
 * Categories by `keyOf` their code, of the tree of the channel whose texts are wanted; those of other trees (print
 * catalogues, suppliers) and the tree's own root are none of the shop's. No call while the PIM's structure is kept.
 */
export function readCategories(
  pim: Pim,
  keys: readonly string[],
  content: ContentOptions,
  keyOf: (code: string) => string,
): Promise<Map<string, Read<Category>>> {
  return inChunks(keys, ALL, async (chunk) => {
    const [reading, trees, all] = await Promise.all([
      prepareReading(pim, content, () => []),
      pim.structure.trees(),
      pim.structure.categories(),
    ])
    const root = trees.get(reading.channel ?? '') ?? trees.get(pim.options.defaultChannel) ?? null
    const byKey = new Map([...all.keys()].map((code) => [keyOf(code), code]))
    return chunk.flatMap((key) => {
      const found = all.get(byKey.get(key) ?? '')
      const ancestors = found && ancestorsIn(all, found, root)
      if (!found || !ancestors) return []
      const value = {
        code: found.code,
        handle: handleOf(found.code),
        name: nameOf(found, reading),
        ancestors,
      }
      return [[key, foundHere(pim, value)] as const]
    })
  })
}

/** Codes below the root down to the parent; null for the root itself and for a category of another tree. */
function ancestorsIn(
  all: ReadonlyMap<string, PimCategory>,
  category: PimCategory,
  root: string | null,
): readonly string[] | null {
  if (category.parent === null) return null
  const codes: string[] = []
  let at = all.get(category.parent)
  // A tree deeper than it has members would be a ring.
  for (let steps = 0; at && at.parent !== null && steps < all.size; steps++) {
    codes.unshift(at.code)
    at = all.get(at.parent)
  }
  return at && at.parent === null && (root === null || at.code === root) ? codes : null
}

function nameOf({ labels }: PimCategory, { locales }: Reading): Category['name'] {
  const code = locales.codes.find((locale) => labels[locale])
  const text = code && labels[code]
  if (!code || !text) return null
  return {
    text,
    locale: locales.tag(code),
    localeFallback: locales.isFallback(code),
    channelFallback: false,
  }
}

function foundHere({ source, clock }: Pim, value: Category) {
  const recordId = value.code as RecordId
  // The tree may have been read up to `structureSeconds` ago, which is within what the options promise.
  return { value, source, recordId, recordedAt: null, fetchedAt: instant(clock()), fromCache: false }
}
