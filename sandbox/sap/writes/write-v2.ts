import { type Answer, json, plain } from '../answer.ts'
import { atomEntry } from '../atom.ts'
import type { EntitySet, Row } from '../edm.ts'
import type { Place } from '../protocol.ts'
import { queryV2 } from '../query-v2.ts'
import { Refusal } from '../refusal.ts'
import { type Resource, resolve } from '../resource.ts'
import type { Book } from '../rows/book.ts'
import { entityV2, etagOf, keyPredicate } from '../shape-v2.ts'
import { wantsJson, writing } from '../v2.ts'
import { changeItem } from './change-item.ts'
import { createOrder } from './create-order.ts'
import { createReturn } from './create-return.ts'
import { type Entity, parseBody, readEntity } from './entity.ts'

/** One write to answer: a whole HTTP request. */
export interface Write {
  readonly method: string
  /** Below the service root. */
  readonly path: string
  readonly headers: Headers
  readonly body: string
}

const METHODS = ['POST', 'PATCH', 'MERGE']

/** Records that can be created, with the key of the one that was. */
const CREATED: Readonly<Record<string, (sent: Entity, book: Book) => string>> = {
  A_SalesOrder: (sent, book) => createOrder(sent, book).salesOrder,
  A_CustomerReturn: (sent, book) => createReturn(sent, book).number,
}

/**
 * Carries out one V2 write: a POST of an order or a return with all it carries (201), or a PATCH or MERGE of an order's item (204).
 * Throws a Refusal.
 */
export function writeV2(write: Write, place: Place, book: Book): Answer {
  const { service } = place
  const { method, path } = write
  if (!METHODS.includes(method)) throw writing(method)
  const resource = resolve(path, service, 'V2')
  if (resource.kind === 'collection' && resource.rows === null && method === 'POST')
    return create(write, resource.set, { place, book })
  if (resource.kind === 'entity' && ['PATCH', 'MERGE'].includes(method))
    return change(write, resource, { place, book })
  throw writing(method)
}

interface Where {
  readonly place: Place
  readonly book: Book
}

function create(write: Write, set: EntitySet, { place, book }: Where): Answer {
  const make = CREATED[set.name]
  if (!make) throw writing(write.method)
  const asJson = wantsJson(write.headers, new Map())
  const sent = sentIn(write, set, place)
  const key = make(sent, book)
  const [property = ''] = set.type.keys
  const [row] = set.view.by[property]?.(key) ?? []
  if (!row) throw new Error(`the sandbox lost ${set.name} ${key} while it was created`)
  return created(row, { sent, place, asJson })
}

/** The record as it is now; what was sent along with it comes expanded, as from the vendor. */
function created(
  row: Row,
  { sent, place, asJson }: { readonly sent: Entity; readonly place: Place; readonly asJson: boolean },
): Answer {
  const { set } = sent
  const { service, root } = place
  const home = { service, root }
  const etag = etagOf(row)
  const headers: Answer['headers'] = [
    ['location', `${root}${set.name}(${keyPredicate(row, set)})`],
    ...(etag === null ? [] : [['etag', etag] as const]),
  ]
  if (!asJson) return plain(201, 'application/atom+xml;type=entry', atomEntry(row, set, home), headers)
  const expand = place.deepReplies ? navigationsOf(sent).join(',') : ''
  const { shape } = queryV2(new Map(expand ? [['$expand', expand]] : []), set, service)
  return json(201, { d: entityV2(row, set, shape, home) }, 'V2', headers)
}

function navigationsOf({ nested }: Entity): readonly string[] {
  const paths = [...nested].flatMap(([name, entities]) => [
    name,
    ...entities.flatMap(navigationsOf).map((deeper) => `${name}/${deeper}`),
  ])
  return [...new Set(paths)]
}

function change(
  write: Write,
  { set, row }: Extract<Resource, { kind: 'entity' }>,
  { place, book }: Where,
): Answer {
  const [order] = book.orderByNumber(String(row?.['SalesOrder'] ?? ''))
  if (set.name !== 'A_SalesOrderItem' || !row || !order) throw writing(write.method)
  const [head] = place.service.sets.get('A_SalesOrder')?.view.by['SalesOrder']?.(order.salesOrder) ?? []
  refuseStale(write.headers.get('if-match'), head ? etagOf(head) : null)
  changeItem(order, String(row['SalesOrderItem']), { change: sentIn(write, set, place), book })
  return { status: 204, headers: [['dataserviceversion', '2.0']], body: '' }
}

/** The ETag is the whole order's. */
function refuseStale(given: string | null, etag: string | null): void {
  if (given === null)
    throw new Refusal(428, '/IWBEP/CM_MGW_RT/026', 'The request needs an If-Match header with an ETag.')
  if (given !== '*' && given !== etag)
    throw new Refusal(412, '/IWBEP/CM_MGW_RT/027', 'The ETag is not that of the record any more.')
}

function sentIn({ headers, body }: Write, set: EntitySet, { service }: Place): Entity {
  const type = headers.get('content-type') ?? ''
  if (!/^application\/json\b/i.test(type))
    throw new Refusal(415, '/IWFND/CM_MGW/415', `The content type '${type}' is not supported.`)
  return readEntity(parseBody(body), set, service)
}
