import type { z } from 'zod'
import type { Clock } from '../../time.ts'
import type { AkeneoClient, PimCall } from './client.ts'
import { numberedList } from './numbered.ts'
import { keepFor } from './shared.ts'
import {
  attributeShape,
  categoryShape,
  channelShape,
  familyVariantShape,
  type Labels,
  optionShape,
  type PimAttribute,
  type PimCategory,
  type PimFamilyVariant,
} from './wire.ts'

/** What the PIM says of itself rather than of products: kept for a bounded time. */
export interface Structure {
  /** Those of the configured attributes that exist, by code. One call. */
  attributes(): Promise<ReadonlyMap<string, PimAttribute>>
  /** Activated locales by channel, channels in the PIM's order. One call. */
  channels(): Promise<ReadonlyMap<string, readonly string[]>>
  /** The root of each channel's tree of categories, by channel. No call beside that of `channels`. */
  trees(): Promise<ReadonlyMap<string, string>>
  /** Every category of every tree, by code. One call per 100, each list of more twice over. */
  categories(): Promise<ReadonlyMap<string, PimCategory>>
  /** Labels of a select's options by option code; empty for an attribute of another type. One call per 100. */
  options(attribute: string): Promise<ReadonlyMap<string, Labels>>
  /** The ways a family's styles differ in their variants. One call per family. */
  familyVariants(family: string): Promise<readonly PimFamilyVariant[]>
}

export interface StructureOptions {
  readonly source: string
  readonly client: AkeneoClient
  readonly clock: Clock
  readonly ttlMs: number
  /** Codes of every configured attribute. */
  readonly attributes: readonly string[]
}

const SELECTS: ReadonlySet<string> = new Set(['pim_catalog_simpleselect', 'pim_catalog_multiselect'])

/** Reads the PIM's structure when it is first needed. */
export function createStructure({ source, client, clock, ttlMs, attributes }: StructureOptions): Structure {
  const kept = { source, clock, ttlMs }
  const knownAttributes = keepFor(kept, async () => {
    const search = JSON.stringify({ code: [{ operator: 'IN', value: [...new Set(attributes)] }] })
    const path = `attributes?limit=100&search=${encodeURIComponent(search)}`
    const items = await whole({ path, route: 'attributes' }, attributeShape)
    return new Map(items.map((attribute) => [attribute.code, attribute]))
  })
  const knownChannels = keepFor(kept, async () => {
    const items = await whole({ path: 'channels?limit=100', route: 'channels' }, channelShape)
    return items
  })
  const knownCategories = keepFor(kept, async () => {
    const call = { path: 'categories?limit=100', route: 'categories' }
    const items = await whole(call, categoryShape)
    return new Map(items.map((category) => [category.code, category]))
  })
  const optionsOf = keepFor(kept, async (attribute) => {
    const path = `attributes/${encodeURIComponent(attribute)}/options?limit=100`
    const items = await whole({ path, route: 'attribute options' }, optionShape)
    return new Map(items.map(({ code, labels }) => [code, labels]))
  })
  const variantsOf = keepFor(kept, async (family) => {
    const path = `families/${encodeURIComponent(family)}/variants?limit=100`
    const items = await whole({ path, route: 'family variants' }, familyVariantShape)
    return items
  })

  function whole<T extends { readonly code: string }>(call: PimCall, shape: z.ZodType<T>) {
    return numberedList({ source, client }, call, shape)
  }

  return {
    attributes: () => knownAttributes('all'),
    channels: async () => new Map((await knownChannels('all')).map(({ code, locales }) => [code, locales])),
    trees: async () =>
      new Map((await knownChannels('all')).map(({ code, category_tree }) => [code, category_tree])),
    categories: () => knownCategories('all'),
    options: async (attribute) => {
      const type = (await knownAttributes('all')).get(attribute)?.type ?? ''
      return SELECTS.has(type) ? optionsOf(attribute) : new Map()
    },
    familyVariants: variantsOf,
  }
}
