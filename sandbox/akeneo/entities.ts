import { completenesses, REQUIRED } from './completeness.ts'
import {
  CATEGORY_ROOT,
  CHANNELS,
  LOCALES,
  type Pim,
  type PimEntry,
  type PimFamily,
  type PimModel,
} from './pim.ts'
import { type Pruning, showValues } from './prune.ts'
import { labelOf, zonedIso } from './text.ts'
import { CATEGORY_LABELS } from './translations.ts'

/** How things are shown: where links point, in which zone times are told, which values are left. */
export interface View {
  readonly pim: Pim
  readonly pruning: Pruning
  /** Everything before `/products-uuid`, as the caller reached it. */
  readonly base: string
  readonly timeZone: string
  readonly withCompletenesses: boolean
}

type Entity = Readonly<Record<string, unknown>>

/** A product of `products-uuid`. */
export function productEntity(product: PimEntry, view: View): Entity {
  return {
    _links: { self: { href: `${view.base}/products-uuid/${product.key}` } },
    uuid: product.key,
    ...content(product, view),
    enabled: product.enabled,
    groups: [],
    ...(view.withCompletenesses && { completenesses: completenesses(product) }),
    metadata: { workflow_status: 'working_copy' },
  }
}

/** A product of the older `products`, known by its identifier. */
export function identifiedEntity(product: PimEntry, view: View): Entity {
  return {
    ...productEntity(product, view),
    _links: { self: { href: `${view.base}/products/${encodeURIComponent(product.identifier)}` } },
    identifier: product.identifier,
  }
}

/** A product model. */
export function modelEntity(model: PimModel, view: View): Entity {
  return {
    _links: { self: { href: `${view.base}/product-models/${encodeURIComponent(model.key)}` } },
    code: model.key,
    family_variant: model.familyVariant,
    ...content(model, view),
  }
}

function content(entry: PimEntry, { pim, pruning, base, timeZone }: View): Entity {
  const linkOf = (code: string) => `${base}/media-files/${code}/download`
  return {
    family: entry.family,
    categories: entry.categories,
    parent: entry.parent,
    values: showValues(entry.values, pruning, pim, linkOf),
    created: zonedIso(entry.created, timeZone),
    updated: zonedIso(entry.updated, timeZone),
    associations: {},
    quantified_associations: {},
  }
}

/** A family: all have the same attributes and requirements. */
export function familyEntity({ code }: PimFamily, pim: Pim): Entity {
  return {
    code,
    attributes: [...pim.attributes.keys()].sort(),
    attribute_as_label: 'name',
    attribute_as_image: 'image',
    attribute_requirements: Object.fromEntries(CHANNELS.map((channel) => [channel, REQUIRED])),
    labels: { fr_FR: labelOf(code), en_US: labelOf(code) },
    parent: null,
  }
}

/** A family variant: one level, whose axes are what the styles differ in. */
export function familyVariantEntity(code: string, axes: readonly string[]): Entity {
  return {
    code,
    labels: {},
    variant_attribute_sets: [{ level: 1, axes, attributes: [...axes, 'ean', 'sku'] }],
    common_attributes: [],
  }
}

/** An option of a select. */
export function optionEntity(
  attribute: string,
  [code, labels]: readonly [string, Readonly<Record<string, string>>],
  sortOrder: number,
): Entity {
  return { code, attribute, sort_order: sortOrder, labels }
}

/** A category; not everybody has been translated into English. */
export function categoryEntity(code: string, parent: string | null, updated: Date, timeZone: string): Entity {
  return {
    code,
    parent,
    labels: CATEGORY_LABELS[code] ?? { fr_FR: labelOf(code) },
    position: 1,
    updated: zonedIso(updated, timeZone),
  }
}

const CHANNEL_LABELS: Readonly<Record<string, string>> = {
  ecommerce: 'Site web',
  mobile: 'Application mobile',
  associate: 'Vendeurs en magasin',
}

/** A channel. */
export function channelEntity(code: string): Entity {
  return {
    code,
    currencies: ['EUR'],
    locales: LOCALES,
    category_tree: CATEGORY_ROOT,
    conversion_units: {},
    labels: { fr_FR: CHANNEL_LABELS[code] ?? code },
  }
}

/** A locale: the two of the channels are enabled, one more is there and is not. */
export function localeEntity(code: string): Entity {
  return { code, enabled: LOCALES.includes(code) }
}
