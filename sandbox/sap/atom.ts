import { type Cell, cell, type EntitySet, type Kind, type Row } from './edm.ts'
import { type Home, keyPredicate } from './shape-v2.ts'

/**
 * V2's default format, for clients that forget `Accept: application/json`: the records' properties as Atom entries.
 * Expanded navigations are not inlined; the JSON format is the one to read.
 */
export function atomFeed(rows: readonly Row[], set: EntitySet, home: Home, next: string | null): string {
  const entries = rows.map((row) => entry(row, set, home))
  const link = next === null ? '' : `<link rel="next" href="${markup(next)}"/>`
  return `${HEAD}<feed ${NAMESPACES}><id>${markup(home.root + set.name)}</id><title type="text">${set.name}</title>${link}${entries.join('')}</feed>`
}

/** One record as an Atom document. */
export function atomEntry(row: Row, set: EntitySet, home: Home): string {
  return HEAD + entry(row, set, home).replace('<entry>', `<entry ${NAMESPACES}>`)
}

/** An error as V2's XML. */
export function atomError(code: string, message: string): string {
  const namespace = 'http://schemas.microsoft.com/ado/2007/08/dataservices/metadata'
  return `${HEAD}<error xmlns="${namespace}"><code>${markup(code)}</code><message xml:lang="en">${markup(message)}</message></error>`
}

const HEAD = '<?xml version="1.0" encoding="utf-8"?>'
const NAMESPACES = [
  'xmlns="http://www.w3.org/2005/Atom"',
  'xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata"',
  'xmlns:d="http://schemas.microsoft.com/ado/2007/08/dataservices"',
].join(' ')

function entry(row: Row, set: EntitySet, { root }: Home): string {
  const properties = [...set.type.properties.values()].map((property) => {
    const value = cell(row, property)
    if (value === null) return `<d:${property.name} m:null="true"/>`
    return `<d:${property.name}>${markup(text(value, property.kind))}</d:${property.name}>`
  })
  const id = markup(`${root}${set.name}(${keyPredicate(row, set)})`)
  return `<entry><id>${id}</id><content type="application/xml"><m:properties>${properties.join('')}</m:properties></content></entry>`
}

function text(value: Cell, kind: Kind): string {
  if (kind === 'Date') return `${value}T00:00:00`
  if (kind === 'Time') return `PT${String(value).replace(':', 'H').replace(':', 'M')}S`
  return String(value)
}

function markup(raw: string): string {
  return raw
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
