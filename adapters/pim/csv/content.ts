import type { Gtin, Sku } from '../../ids.ts'
import type {
  Attribute,
  ContentOptions,
  Localized,
  Media,
  Product,
  TalkingPoints,
  Variant,
} from '../../ports/catalog.ts'
import { parseInstant } from '../../time.ts'
import { handleIn } from './book.ts'
import { categoriesOf } from './categories.ts'
import type { CsvOptions } from './options.ts'
import { cell, type Row } from './table.ts'

/** Which columns mean what, and which texts are wanted. */
export interface Reading {
  readonly options: CsvOptions
  readonly content: ContentOptions
}

/** A row of products.csv in the graph's words. `variants` are its rows of variants.csv, for the axes they differ in. */
export function toProduct(row: Row, variants: readonly Row[], reading: Reading): Product {
  const { columns, show } = reading.options
  const image = imageOf(row, row, reading)
  return {
    code: cell(row, columns.code),
    handle: handleIn(reading.options)(row) ?? '',
    brand: cell(row, columns.brand) || null,
    title: textOf(row, columns.title, reading.content),
    shortDescription: textOf(row, columns.shortDescription, reading.content),
    longDescription: textOf(row, columns.description, reading.content),
    talkingPoints: pointsOf(row, columns.talkingPoints, reading.content),
    createdAt: parseInstant(cell(row, columns.created)),
    categories: categoriesOf(row, reading.options),
    attributes: show.flatMap((column) => attributeOf(row, column, reading.content)),
    media: image ? [image] : [],
    axes: AXES.filter((axis) => variants.some((variant) => cell(variant, columns[axis]) !== '')),
  }
}

/** A row of variants.csv with its style's row: what the variant does not have of its own is the style's. */
export function toVariant(row: Row, style: Row, reading: Reading): Variant {
  const { columns } = reading.options
  const gtin = cell(row, columns.gtin)
  return {
    sku: cell(row, columns.sku) as Sku,
    gtin: gtin === '' ? null : (gtin as Gtin),
    productCode: cell(row, columns.product),
    title: titleOf(row, style, reading),
    size: cell(row, columns.size) || null,
    sizeSystem: null,
    color: cell(row, columns.color) || null,
    selectedOptions: AXES.flatMap((name) => {
      const value = cell(row, columns[name])
      return value === '' ? [] : [{ name, value }]
    }),
    image: imageOf(row, style, reading),
  }
}

/** What variants differ in, in display order. */
const AXES = ['color', 'size'] as const

/**
 * The text of the first wanted locale that has one (`title_fr_FR`; for a bare `fr` the first column of that language),
 * else of the column that is the same for all (`title`). A file has one channel, so no text is another channel's.
 */
function textOf(row: Row, column: string, { locales }: ContentOptions): Localized | null {
  const plain = { locale: locales[0] ?? 'und', text: cell(row, column), localeFallback: false }
  const found = locales.map((locale, rank) => ({
    ...inLocale(row, column, locale),
    localeFallback: rank > 0,
  }))
  const best = [...found, plain].find(({ text }) => text !== '')
  return best ? { ...best, channelFallback: false } : null
}

function inLocale(row: Row, column: string, locale: string): Pick<Localized, 'locale' | 'text'> {
  const wanted = `${column}_${locale.replaceAll('-', '_')}`
  const isBare = !locale.includes('-')
  const near = isBare && [...row.cells].find(([name, text]) => name.startsWith(`${wanted}_`) && text !== '')
  const own = cell(row, wanted)
  if (own !== '' || !near) return { locale, text: own }
  const [name, text] = near
  return { locale: name.slice(column.length + 1).replaceAll('_', '-'), text }
}

function pointsOf(row: Row, column: string, content: ContentOptions): TalkingPoints | null {
  const found = textOf(row, column, content)
  if (!found) return null
  const { text, ...where } = found
  const points = text.split(/\r?\n/).map((line) => line.trim())
  return { ...where, points: points.filter((line) => line !== '') }
}

function titleOf(row: Row, style: Row, { options, content }: Reading): Localized | null {
  return textOf(row, options.columns.title, content) ?? textOf(style, options.columns.title, content)
}

function imageOf(row: Row, style: Row, reading: Reading): Media | null {
  const { image } = reading.options.columns
  const url = cell(row, image) || cell(style, image)
  const alt = titleOf(row, style, reading)?.text ?? null
  return url === '' ? null : { url, alt, kind: 'IMAGE', width: null, height: null }
}

function attributeOf(row: Row, key: string, content: ContentOptions): readonly Attribute[] {
  const found = textOf(row, key, content)
  return found ? [{ key, label: null, value: found.text, unit: null }] : []
}
