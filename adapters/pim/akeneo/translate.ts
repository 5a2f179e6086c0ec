import type { Gtin, RecordId, Sku } from '../../ids.ts'
import type { Product, SelectedOption, Variant } from '../../ports/catalog.ts'
import type { Found } from '../../read.ts'
import { type Clock, instant, parseInstant } from '../../time.ts'
import type { Reading } from './mapping.ts'
import { imageOf, labelOf, pointsOf, shownAttributes, textOf } from './values.ts'
import type { PimFamilyVariant, PimModel, PimProduct, PimValues } from './wire.ts'

/** The SKU of a product; null for one without, which nobody can sell. */
export function skuOf({ values }: Pick<PimProduct, 'values'>, attribute: string): Sku | null {
  return globalText(values, attribute) as Sku | null
}

/** The GTIN of a product as the PIM has it. */
export function gtinOf({ values }: Pick<PimProduct, 'values'>, attribute: string | null): Gtin | null {
  return (attribute === null ? null : globalText(values, attribute)) as Gtin | null
}

/** A product as a variant; null without an SKU. `style` is its root model, null for a product of its own. */
export function toVariant(
  product: PimProduct,
  { style, variants }: { readonly style: string | null; readonly variants: readonly PimFamilyVariant[] },
  reading: Reading,
): Variant | null {
  const { places } = reading
  const { values } = product
  const sku = skuOf(product, places.sku)
  if (sku === null) return null
  return {
    sku,
    gtin: gtinOf(product, places.gtin),
    productCode: style ?? sku,
    title: textOf(values, places.title, reading),
    size: labelOf(values, places.size, reading),
    sizeSystem: null,
    color: labelOf(values, places.color, reading),
    selectedOptions: style === null ? [] : selectedOptions(values, variants, reading),
    image: imageOf(values, reading),
  }
}

/** A product model, or a product without one, as a style. */
export function toProduct(
  { code, categories, created, values }: Pick<PimModel, 'code' | 'categories' | 'created' | 'values'>,
  variant: PimFamilyVariant | null,
  reading: Reading,
): Product {
  const { places } = reading
  const image = imageOf(values, reading)
  return {
    code,
    handle: handleOf(code),
    brand: labelOf(values, places.brand, reading),
    title: textOf(values, places.title, reading),
    shortDescription: textOf(values, places.shortDescription, reading),
    longDescription: textOf(values, places.description, reading),
    talkingPoints: pointsOf(values, places.talkingPoints, reading),
    createdAt: parseInstant(created),
    categories,
    attributes: shownAttributes(values, reading),
    media: image ? [image] : [],
    axes: orderedAxes(variant ? [variant] : [], reading).map(([, name]) => name),
  }
}

/** The URL word of a style: the PIM has none of its own. */
export function handleOf(code: string): string {
  return code.toLowerCase()
}

/** A value and where it comes from. */
export function foundIn<T>(
  value: T,
  record: Pick<PimProduct, 'uuid' | 'updated'> | Pick<PimModel, 'code' | 'updated'>,
  { source, clock }: { readonly source: string; readonly clock: Clock },
): Found<T> {
  return {
    value,
    source,
    recordId: ('uuid' in record ? record.uuid : record.code) as RecordId,
    recordedAt: parseInstant(record.updated),
    fetchedAt: instant(clock()),
    fromCache: false,
  }
}

/** A variant names no family variant, only its family: its options are the family's axes for which it has a value. */
function selectedOptions(
  values: PimValues,
  variants: readonly PimFamilyVariant[],
  reading: Reading,
): readonly SelectedOption[] {
  return orderedAxes(variants, reading).flatMap(([attribute, name]) => {
    const value = labelOf(values, attribute, reading)
    return value === null ? [] : [{ name, value }]
  })
}

function orderedAxes(
  variants: readonly PimFamilyVariant[],
  { places }: Reading,
): readonly (readonly [attribute: string, name: string])[] {
  const sets = variants.flatMap(({ variant_attribute_sets }) => variant_attribute_sets)
  const axes = new Set(sets.flatMap((set) => set.axes))
  const known = [...places.axes].filter(([attribute]) => axes.has(attribute))
  const others = [...axes].filter((attribute) => !places.axes.has(attribute))
  return [...known, ...others.map((attribute) => [attribute, attribute] as const)]
}

function globalText(values: PimValues, attribute: string): string | null {
  const data = values[attribute]?.[0]?.data
  return typeof data === 'string' && data !== '' ? data : null
}
