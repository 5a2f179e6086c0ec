import { type Answer, json, plain } from './answer.ts'
import { atomEntry, atomError, atomFeed } from './atom.ts'
import { cell } from './edm.ts'
import { metadataXml } from './metadata.ts'
import { countOf, page } from './page.ts'
import type { Ask, Place } from './protocol.ts'
import { optionsOf, type Query } from './query.ts'
import { queryV2 } from './query-v2.ts'
import { notFound, notImplemented, Refusal, refusalV2 } from './refusal.ts'
import { type Resource, resolve } from './resource.ts'
import { entityV2, valueV2 } from './shape-v2.ts'

/** Answers one V2 read. Refusals become V2's error body, in the format that was asked for. */
export function answerV2(ask: Ask, place: Place): Answer {
  try {
    if (ask.method !== 'GET' && ask.method !== 'HEAD') throw writing(ask.method)
    return read(ask, place)
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal
    return errorV2(refusal, ask.headers, place)
  }
}

/** A refusal as V2 answers it: XML where XML would have been the answer. */
export function errorV2(refusal: Refusal, headers: Headers, { secret }: Pick<Place, 'secret'>): Answer {
  const asJson = /json/i.test(headers.get('accept') ?? '')
  return asJson
    ? json(refusal.status, refusalV2(refusal, secret().slice(0, 32).toUpperCase()), 'V2')
    : plain(refusal.status, 'application/xml', atomError(refusal.code, refusal.message))
}

/** The refusal of a write to records that cannot be changed this way. */
export function writing(method: string): Refusal {
  const message = `Method ${method} is not supported for this resource.`
  return new Refusal(405, '/IWFND/CM_MGW/096', message)
}

function read(ask: Ask, place: Place): Answer {
  const options = optionsOf(ask.search)
  const resource = resolve(ask.path, place.service, 'V2')
  if (resource.kind === 'metadata')
    return plain(200, 'application/xml', metadataXml(place.service, 'V2'), [['dataserviceversion', '2.0']])
  const asJson = wantsJson(ask.headers, options)
  if (resource.kind === 'root') return root(place, asJson)
  if (resource.kind === 'batch') throw writing(ask.method)
  const query = queryV2(options, resource.set, place.service)
  return show(resource, query, { ask, place, options, asJson })
}

interface Showing {
  readonly ask: Ask
  readonly place: Place
  readonly options: ReadonlyMap<string, string>
  readonly asJson: boolean
}

function show(resource: Extract<Resource, { set: unknown }>, query: Query, showing: Showing): Answer {
  const { place, asJson } = showing
  const home = { service: place.service, root: place.root }
  switch (resource.kind) {
    case 'count':
      return plain(200, 'text/plain', String(countOf(resource.set, resource.rows, query, place)))
    case 'property': {
      const value = valueV2(cell(resource.row, resource.property), resource.property)
      return json(200, { d: { [resource.property.name]: value } }, 'V2')
    }
    case 'entity': {
      if (!resource.row) throw notFound(resource.set.type.name)
      if (!asJson) return atom(atomEntry(resource.row, resource.set, home))
      return json(200, { d: entityV2(resource.row, resource.set, query.shape, home) }, 'V2')
    }
    case 'collection':
      return collection(resource, query, showing)
  }
}

function collection(
  { set, rows }: Extract<Resource, { kind: 'collection' | 'count' }>,
  query: Query,
  { ask, place, options, asJson }: Showing,
): Answer {
  const home = { service: place.service, root: place.root }
  const found = page(set, rows, query, place)
  const next = found.next === null ? null : nextLink(ask, options, found.next, place)
  if (!asJson) return atom(atomFeed(found.rows, set, home, next))
  const d = {
    ...(found.total === null ? {} : { __count: String(found.total) }),
    results: found.rows.map((row) => entityV2(row, set, query.shape, home)),
    ...(next === null ? {} : { __next: next }),
  }
  return json(200, { d }, 'V2')
}

function root({ service, root: base }: Place, asJson: boolean): Answer {
  const names = [...service.sets.keys()]
  if (asJson) return json(200, { d: { EntitySets: names } }, 'V2')
  const collections = names.map((name) => `<app:collection href="${name}"/>`).join('')
  const open = `<app:service xml:base="${base}" xmlns:app="http://www.w3.org/2007/app"><app:workspace>`
  return plain(200, 'application/atomsvc+xml', `${open}${collections}</app:workspace></app:service>`)
}

/** `$format` wins over `Accept`; without either the format is Atom. Throws for formats V2 does not have. */
export function wantsJson(headers: Headers, options: ReadonlyMap<string, string>): boolean {
  const format = options.get('$format')
  if (format !== undefined) {
    if (format !== 'json' && format !== 'xml' && format !== 'atom') throw notImplemented(`Format '${format}'`)
    return format === 'json'
  }
  const accept = headers.get('accept') ?? '*/*'
  if (/application\/json/i.test(accept)) return true
  if (/xml|\*\/\*|application\/\*/i.test(accept)) return false
  throw new Refusal(406, '/IWFND/CM_MGW/406', 'The requested content type is not supported.')
}

function nextLink(ask: Ask, options: ReadonlyMap<string, string>, next: number, place: Place): string {
  const kept = [...options].filter(([name]) => name !== '$skiptoken')
  const search = [...kept, ['$skiptoken', String(next)] as const]
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')
  return `${place.root}${ask.path}?${search}`
}

function atom(body: string): Answer {
  return plain(200, 'application/atom+xml;type=feed', body, [['dataserviceversion', '2.0']])
}
