import { isSourceError, type SourceError } from '../../error.ts'
import { type Found, inChunks, type Read } from '../../read.ts'
import type { PimPage } from './client.ts'
import type { Pim } from './pim.ts'
import { foundIn } from './translate.ts'
import { modelShape, type PimFamilyVariant, type PimModel } from './wire.ts'

/** Which values of product models are wanted; the PIM takes no empty lists. */
export interface ModelValues {
  readonly locales: readonly string[]
  readonly attributes: readonly string[]
}

/** The vendor's largest page. */
export const PAGE = 100

/** Product models come in a list only, whose filter is in the URL (8 KiB): most characters of the codes in one. */
const MAX_CODES_LENGTH = 5_000

/**
 * Reads something by product model codes, in chunks that fit the vendor's URL and hold at most `most` codes; a failed
 * chunk fails its own codes and no others.
 */
export async function inModelChunks<T>(
  codes: readonly string[],
  readChunk: (chunk: readonly string[]) => Promise<Iterable<readonly [string, Read<T>]>>,
  most = PAGE,
): Promise<Map<string, Read<T>>> {
  const chunks: string[][] = []
  let room = 0
  for (const code of new Set(codes)) {
    const length = encodeURIComponent(JSON.stringify(code)).length + 3
    const last = chunks.at(-1)
    if (last && last.length < most && length <= room) last.push(code)
    else {
      chunks.push([code])
      room = MAX_CODES_LENGTH
    }
    room -= length
  }
  const parts = await Promise.all(chunks.map((chunk) => inChunks(chunk, most, readChunk)))
  return new Map(parts.flatMap((part) => [...part]))
}

/** The models with these codes: one call for the chunks that `inModelChunks` gives. */
export function modelsByCode(
  pim: Pim,
  codes: readonly string[],
  values: ModelValues,
): Promise<PimPage<PimModel>> {
  return findModels(pim, { identifier: [{ operator: 'IN', value: codes }] }, values, codes.length)
}

/** The models right below these; no call when there are none to ask for. */
export function modelsBelow(
  pim: Pim,
  parents: readonly string[],
  values: ModelValues,
): Promise<PimPage<PimModel>> {
  if (parents.length === 0) return Promise.resolve({ items: [], unreadable: null, next: null })
  return findModels(pim, { parent: [{ operator: 'IN', value: parents }] }, values)
}

/** The root model of each of these models, by code; the root of a root is itself. Throws a `SourceError`. */
export async function rootsOf(
  pim: Pim,
  codes: readonly string[],
  values: ModelValues,
): Promise<ReadonlyMap<string, string>> {
  const reads = await inModelChunks(codes, async (chunk) => {
    const { items, unreadable } = await modelsByCode(pim, chunk, values)
    if (unreadable) throw unreadable
    return items.map((model) => [model.code, foundIn(model.parent ?? model.code, model, pim)] as const)
  })
  const roots = [...reads].map(([code, read]) => {
    if (isSourceError(read)) throw read
    return [code, read.value] as const
  })
  return new Map(roots)
}

/** The family variants of each family, by family. One call per family that is not kept. */
export async function familyVariantsOf(
  { structure }: Pim,
  families: readonly (string | null)[],
): Promise<ReadonlyMap<string, readonly PimFamilyVariant[]>> {
  const distinct = [...new Set(families.filter((family) => family !== null))]
  const variants = await Promise.all(distinct.map((family) => structure.familyVariants(family)))
  return new Map(distinct.map((family, i) => [family, variants[i] ?? []]))
}

/** Whether styles of this kind have models below their root model. */
export function hasTwoLevels({ variant_attribute_sets }: PimFamilyVariant): boolean {
  return variant_attribute_sets.some(({ level }) => level > 1)
}

function findModels(
  { client }: Pim,
  search: Readonly<Record<string, readonly unknown[]>>,
  { locales, attributes }: ModelValues,
  enough?: number,
): Promise<PimPage<PimModel>> {
  const query = new URLSearchParams({
    // By cursor: a model that comes or goes between two pages moves no other across their edge.
    pagination_type: 'search_after',
    limit: String(PAGE),
    search: JSON.stringify(search),
    locales: locales.join(','),
    attributes: attributes.join(','),
  })
  const call = { path: `product-models?${query}`, route: 'product-models', batchSize: enough ?? PAGE }
  return client.all(call, modelShape, enough)
}

/** The entry of a key: what was found, or none; but a record that nobody could read may have been this one. */
export function entry<K, T>(
  key: K,
  found: Found<T> | undefined,
  unreadable: SourceError | null,
): readonly (readonly [K, Read<T>])[] {
  if (found) return [[key, found]]
  return unreadable ? [[key, unreadable]] : []
}
