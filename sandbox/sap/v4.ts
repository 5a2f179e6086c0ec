import { type Answer, json, plain } from './answer.ts'
import { answerPart, type Protocol, refuseTooMany } from './batch.ts'
import { cell } from './edm.ts'
import { metadataXml } from './metadata.ts'
import { countOf, page } from './page.ts'
import type { Ask, Place } from './protocol.ts'
import { optionsOf, type Query } from './query.ts'
import { queryV4 } from './query-v4.ts'
import { malformed, Refusal, refusalV4 } from './refusal.ts'
import { type Resource, resolve } from './resource.ts'
import { entityV4, type StyleV4, valueV4 } from './shape-v4.ts'
import { writing } from './v2.ts'

/** Answers one V4 read. Refusals become V4's error body. */
export function answerV4(ask: Ask, place: Place): Answer {
  try {
    if (ask.method !== 'GET' && ask.method !== 'HEAD') throw writing(ask.method)
    return read(ask, place)
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal
    return errorV4(refusal)
  }
}

/** A refusal as V4 answers it. */
export function errorV4(refusal: Refusal): Answer {
  return json(refusal.status, refusalV4(refusal), 'V4')
}

/** V4's JSON `$batch`: `{"requests":[{"id","method","url"}]}`. Throws a Refusal when the body is none. */
export function jsonBatch(body: string, place: Place, protocol: Protocol): Answer {
  const requests = requestsOf(body)
  refuseTooMany(requests.length, place)
  const responses = requests.map(({ id, ...part }) => {
    const answer = answerPart(part, place, protocol)
    const isJson = answer.headers.some(([, value]) => value.startsWith('application/json'))
    const headers = Object.fromEntries(answer.headers)
    return { id, status: answer.status, headers, body: isJson ? JSON.parse(answer.body) : answer.body }
  })
  return json(200, { responses }, 'V4')
}

function read(ask: Ask, place: Place): Answer {
  const options = optionsOf(ask.search)
  const resource = resolve(ask.path, place.service, 'V4')
  if (resource.kind === 'metadata') return plain(200, 'application/xml', metadataXml(place.service, 'V4'))
  if (resource.kind === 'batch') throw writing(ask.method)
  const context = `${place.root}$metadata`
  if (resource.kind === 'root') {
    const value = [...place.service.sets.keys()].map((name) => ({ name, kind: 'EntitySet', url: name }))
    return json(200, { '@odata.context': context, value }, 'V4')
  }
  refuseFormat(ask.headers, options)
  const query = queryV4(options, resource.set, place.service)
  const decimalsAsText = /IEEE754Compatible=true/i.test(ask.headers.get('accept') ?? '')
  const style = { service: place.service, decimalsAsText }
  return show(resource, query, { ask, place, options, style })
}

interface Showing {
  readonly ask: Ask
  readonly place: Place
  readonly options: ReadonlyMap<string, string>
  readonly style: StyleV4
}

function show(resource: Extract<Resource, { set: unknown }>, query: Query, showing: Showing): Answer {
  const { place, style } = showing
  const context = `${place.root}$metadata#${resource.set.name}`
  switch (resource.kind) {
    case 'count':
      return plain(200, 'text/plain', String(countOf(resource.set, resource.rows, query, place)))
    case 'property': {
      const value = valueV4(cell(resource.row, resource.property), resource.property, style)
      return json(200, { '@odata.context': context, value }, 'V4')
    }
    case 'entity': {
      if (!resource.row) return { status: 204, headers: [['odata-version', '4.0']], body: '' }
      const entity = entityV4(resource.row, resource.set, query.shape, style)
      return json(200, { '@odata.context': `${context}/$entity`, ...entity }, 'V4')
    }
    case 'collection': {
      const { set, rows } = resource
      const found = page(set, rows, query, place)
      const body = {
        '@odata.context': context,
        ...(found.total === null ? {} : { '@odata.count': found.total }),
        value: found.rows.map((row) => entityV4(row, set, query.shape, style)),
        ...(found.next === null ? {} : { '@odata.nextLink': nextLink(showing, found.next) }),
      }
      return json(200, body, 'V4')
    }
  }
}

/** Relative to the request's URL, as the vendor's may be. */
function nextLink({ ask, options }: Showing, next: number): string {
  const kept = [...options].filter(([name]) => name !== '$skiptoken')
  const search = [...kept, ['$skiptoken', String(next)] as const]
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')
  return `${ask.path.split('/').at(-1)}?${search}`
}

function refuseFormat(headers: Headers, options: ReadonlyMap<string, string>): void {
  const accept = headers.get('accept') ?? '*/*'
  const takesJson = options.get('$format') === 'json' || /application\/(json|\*)|\*\/\*/i.test(accept)
  if (!takesJson)
    throw new Refusal(406, '/IWBEP/CM_V4_COS/060', 'The requested content type is not supported.')
}

const REQUESTS = 'requests'

function requestsOf(body: string) {
  const parsed: unknown = parse(body)
  const list = isRecord(parsed) ? parsed[REQUESTS] : undefined
  if (!Array.isArray(list)) throw malformed('batch', "expected an object with a list 'requests'")
  return list.map((each: unknown) => {
    const { id, method, url, headers } = isRecord(each) ? each : {}
    if (typeof id !== 'string' || typeof method !== 'string' || typeof url !== 'string')
      throw malformed('batch', 'expected id, method and url in each request')
    return { id, method: method.toUpperCase(), url, headers: new Headers(textsOf(headers)) }
  })
}

function textsOf(thing: unknown): Record<string, string> {
  const entries = isRecord(thing) ? Object.entries(thing) : []
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]))
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw malformed('batch', 'it is no JSON')
  }
}

function isRecord(thing: unknown): thing is Record<string, unknown> {
  return typeof thing === 'object' && thing !== null && !Array.isArray(thing)
}
