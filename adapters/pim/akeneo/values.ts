import { decimal } from '../../money.ts'
import type { Attribute, Localized, Media, TalkingPoints } from '../../ports/catalog.ts'
import type { Reading } from './mapping.ts'
import { type Labels, metricShape, type PimAttribute, type PimValue, type PimValues } from './wire.ts'

/**
 * The text of an attribute: the first locale that has one decides; within it the asked channel's own, else the
 * channel's that stands in. A text that does not differ by locale or channel is nobody's fallback.
 */
export function textOf(values: PimValues, attribute: string | null, reading: Reading): Localized | null {
  const entry = bestEntry(values, attribute, reading, ({ data }) => typeof data === 'string' && data !== '')
  if (!entry) return null
  const { locale, scope, data } = entry
  return {
    text: String(data),
    locale: locale === null ? reading.firstLocale : reading.locales.tag(locale),
    localeFallback: locale !== null && reading.locales.isFallback(locale),
    channelFallback: scope !== null && scope !== reading.channel,
  }
}

/** What a shopper reads for a select or a text (colour, size, brand); null without a value. */
export function labelOf(values: PimValues, attribute: string | null, reading: Reading): string | null {
  const data = bestEntry(values, attribute, reading)?.data
  if (typeof data !== 'string' || attribute === null) return null
  return optionLabel(reading, attribute, data)
}

/** A picture for showing; null without one, and where no public address of the PIM's files is configured. */
export function imageOf(values: PimValues, reading: Reading): Media | null {
  const data = bestEntry(values, reading.places.image, reading)?.data
  if (typeof data !== 'string' || data === '') return null
  const url = mediaUrl(data, reading.mediaBaseUrl)
  const alt = textOf(values, reading.places.title, reading)?.text ?? null
  if (url === null) return null
  const cut = data.startsWith('http') ? null : reading.rendition
  if (!cut) return { url, alt, kind: 'IMAGE', width: null, height: null }
  return { url: `${url}?${cut.query}`, alt, kind: 'IMAGE', width: cut.width, height: null }
}

/** The lines of a text area as sentences, without the marks people put before them; null when there is none. */
export function pointsOf(
  values: PimValues,
  attribute: string | null,
  reading: Reading,
): TalkingPoints | null {
  const found = textOf(values, attribute, reading)
  if (!found) return null
  const { text, ...where } = found
  const points = text.split(/\r?\n/).map((line) => line.replace(/^\s*[-*•–]?\s*/, '').trim())
  return { ...where, points: points.filter((line) => line !== '') }
}

/** The attributes to show beside the texts; those without a value, or of a sort that is no text, are left out. */
export function shownAttributes(values: PimValues, reading: Reading): readonly Attribute[] {
  return reading.places.show.flatMap((attribute) => {
    const data = bestEntry(values, attribute.code, reading)?.data
    const shown = shownValue(attribute, data, reading)
    return shown ? [{ key: attribute.code, label: ownLabel(attribute.labels, reading), ...shown }] : []
  })
}

function bestEntry(
  values: PimValues,
  attribute: string | null,
  { locales, channels }: Reading,
  counts: (entry: PimValue) => boolean = ({ data }) => data !== null && data !== undefined,
): PimValue | null {
  const entries = (attribute === null ? [] : (values[attribute] ?? [])).filter(counts)
  const rank = (places: readonly string[], place: string | null) =>
    place === null ? 0 : places.indexOf(place)
  const ranked = entries
    .map((entry) => ({
      entry,
      locale: rank(locales.codes, entry.locale),
      channel: rank(channels, entry.scope),
    }))
    .filter(({ locale, channel }) => locale >= 0 && channel >= 0)
    .sort((a, b) => a.locale - b.locale || a.channel - b.channel)
  return ranked[0]?.entry ?? null
}

/** A label in the asked locales, else in any the PIM has: a colour in another language still says more than a code. */
function optionLabel(reading: Reading, attribute: string, option: string): string {
  const labels = reading.options.get(attribute)?.get(option)
  if (!labels) return option
  return ownLabel(labels, reading) ?? Object.values(labels).find((label) => label) ?? option
}

function ownLabel(labels: Labels, { locales }: Reading): string | null {
  for (const code of locales.codes) if (labels[code]) return labels[code]
  return null
}

function shownValue(
  { code, type }: PimAttribute,
  data: unknown,
  reading: Reading,
): Pick<Attribute, 'value' | 'unit'> | null {
  if (Array.isArray(data)) {
    const labels = data
      .filter((item) => typeof item === 'string')
      .map((item) => optionLabel(reading, code, item))
    return type === 'pim_catalog_multiselect' && labels.length > 0 ? plain(labels.join(', ')) : null
  }
  const metric = metricShape.safeParse(data)
  if (metric.success) return { value: numberText(String(metric.data.amount)), unit: metric.data.unit }
  if (typeof data === 'boolean' || typeof data === 'number') return plain(String(data))
  if (typeof data !== 'string' || data === '') return null
  return plain(type === 'pim_catalog_number' ? numberText(data) : optionLabel(reading, code, data))
}

function plain(value: string): Pick<Attribute, 'value' | 'unit'> {
  return { value, unit: null }
}

function numberText(text: string): string {
  try {
    return decimal(text)
  } catch {
    return text
  }
}

/** Files are named by a path of their own; a value that is an address already is one of the retailer's. */
function mediaUrl(data: string, base: string | null): string | null {
  if (/^https?:\/\//.test(data)) return data
  if (base === null) return null
  return `${base.replace(/\/$/, '')}/${data.split('/').map(encodeURIComponent).join('/')}`
}
