import type { ContentOptions } from '../../ports/catalog.ts'
import { type LocaleOrder, localeOrder } from './locales.ts'
import type { AkeneoOptions, Rendition } from './options.ts'
import type { Pim } from './pim.ts'
import type { Labels, PimAttribute } from './wire.ts'

/** Where the parts of a product are in this PIM: as configured, null for what the PIM does not have. */
export interface Places {
  readonly sku: string
  readonly title: string | null
  readonly gtin: string | null
  readonly description: string | null
  readonly shortDescription: string | null
  readonly talkingPoints: string | null
  readonly brand: string | null
  readonly color: string | null
  readonly size: string | null
  readonly image: string | null
  /** Attributes variants may differ in, in display order, and what the graph calls them. */
  readonly axes: ReadonlyMap<string, string>
  readonly show: readonly PimAttribute[]
}

/** How one read's texts are chosen and labelled. */
export interface Reading {
  readonly places: Places
  readonly locales: LocaleOrder
  /** The first locale asked for, as it was asked for. */
  readonly firstLocale: string
  /** The PIM's channel whose texts are wanted; null when it has none for that kind of channel. */
  readonly channel: string | null
  /** That channel, then those that may stand in, best first. */
  readonly channels: readonly string[]
  /** Values of no more than these locales are asked for; never empty, as the PIM takes no empty list. */
  readonly askedLocales: readonly string[]
  /** Labels by attribute and option code. */
  readonly options: ReadonlyMap<string, ReadonlyMap<string, Labels>>
  readonly mediaBaseUrl: string | null
  /** How the media host cuts pictures for the channel; null: as they are. */
  readonly rendition: Rendition | null
}

/** Every attribute code the options name. */
export function configuredAttributes({ attributes, axes, show }: AkeneoOptions): readonly string[] {
  return [...Object.values(attributes), ...axes, ...show].filter((code) => code !== null)
}

/** Prepares a read: the PIM's structure, and the labels of the selects among the attributes that `labelled` names. */
export async function prepareReading(
  { structure, options }: Pick<Pim, 'structure' | 'options'>,
  content: ContentOptions,
  labelled: (places: Places) => readonly string[],
): Promise<Reading> {
  const [attributes, channels] = await Promise.all([structure.attributes(), structure.channels()])
  const places = findPlaces(options, attributes)
  const activated = [...new Set([...channels.values()].flat())]
  const locales = localeOrder(content.locales, activated, options.locales)
  const selects = labelled(places)
  const labels = await Promise.all(selects.map((code) => structure.options(code)))
  const { defaultChannel, mediaBaseUrl = null, renditions } = options
  const channel = content.channel === null ? defaultChannel : (options.channels[content.channel] ?? null)
  return {
    places,
    locales,
    firstLocale: content.locales[0] ?? '',
    channel,
    channels: [...new Set([channel ?? defaultChannel, defaultChannel, ...channels.keys()])],
    askedLocales: locales.codes.length > 0 ? locales.codes : activated.slice(0, 1),
    options: new Map(selects.map((code, i) => [code, labels[i] ?? new Map()])),
    mediaBaseUrl,
    rendition: (content.channel && renditions[content.channel]) ?? null,
  }
}

/** The configured attributes that exist; a missing one would make the PIM refuse whole calls. */
function findPlaces(
  { attributes, axes, show }: AkeneoOptions,
  known: ReadonlyMap<string, PimAttribute>,
): Places {
  const there = (code: string | null) => (code !== null && known.has(code) ? code : null)
  const { sku, title, gtin, description, shortDescription, talkingPoints } = attributes
  const { brand, color, size, image } = attributes
  const named = [
    [there(color), 'color'] as const,
    [there(size), 'size'] as const,
    ...axes.map((code) => [there(code), code] as const),
  ]
  return {
    sku,
    title: there(title),
    gtin: there(gtin),
    description: there(description),
    shortDescription: there(shortDescription),
    talkingPoints: there(talkingPoints),
    brand: there(brand),
    color: there(color),
    size: there(size),
    image: there(image),
    axes: new Map(named.flatMap(([code, name]) => (code === null ? [] : [[code, name] as const]))),
    show: show.flatMap((code) => known.get(code) ?? []),
  }
}

/** Attributes a variant is made of. */
export function variantAttributes(places: Places): readonly string[] {
  const { sku, gtin, title, image } = places
  return existing([sku, gtin, title, image, ...variantLabels(places)])
}

/** Those of them that may have labels. */
export function variantLabels({ color, size, axes }: Places): readonly string[] {
  return existing([color, size, ...axes.keys()])
}

/** Attributes a style is made of. */
export function productAttributes(places: Places): readonly string[] {
  const { sku, title, description, shortDescription, talkingPoints, image } = places
  return existing([sku, title, description, shortDescription, talkingPoints, image, ...productLabels(places)])
}

/** Those of them that may have labels. */
export function productLabels({ brand, show }: Places): readonly string[] {
  return existing([brand, ...show.map(({ code }) => code)])
}

function existing(codes: readonly (string | null)[]): readonly string[] {
  return [...new Set(codes.filter((code) => code !== null))]
}
