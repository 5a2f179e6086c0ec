import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../../adapters/time.ts'
import type { SandboxServer } from '../server.ts'
import type { World } from '../world/types.ts'
import { type Answer, toResponse } from './answer.ts'
import { multipartBatch, type Protocol } from './batch.ts'
import { type Csrf, csrf } from './csrf.ts'
import type { Service } from './edm.ts'
import type { Place } from './protocol.ts'
import { Refusal } from './refusal.ts'
import { refusedPage } from './refused.ts'
import { type Book, openBook } from './rows/book.ts'
import { servicesOf } from './services.ts'
import { answerV2, errorV2, writing } from './v2.ts'
import { answerV4, errorV4, jsonBatch } from './v4.ts'
import { advanceOrder } from './writes/advance.ts'
import { isGoodsIssue, issueGoods } from './writes/goods-issue.ts'
import { createOrderStore } from './writes/store.ts'
import { writeV2 } from './writes/write-v2.ts'

export interface SapServerOptions {
  readonly clock: Clock
  /** Communication user; `COUTURE` unless said. */
  readonly user?: string
  /** `sandbox-sap` unless said. */
  readonly password?: string
  /** Most records in one page; 100 unless said. */
  readonly pageSize?: number
  /** Most operations in one `$batch`; 100 unless said. */
  readonly maxBatchParts?: number
  /** How long a CSRF token is good for by the clock, ms; 30 minutes unless said. */
  readonly csrfTtlMs?: number
  /** Whether the answer to a deep insert holds all that was sent, or the head alone, as some releases do; true unless said. */
  readonly deepReplies?: boolean
  /** Makes tokens, transaction ids and boundaries: at least 32 unguessable characters. */
  readonly secret?: () => string
}

/** Longer request targets are refused with 414, as the web dispatcher in front of the vendor's system does. */
const MAX_URL = 4096

/**
 * SAP S/4HANA over its OData services, V2 and (sales orders) V4: a view of the world and of the orders and returns that are written to
 * this server, which live as long as it does. README.md in this folder lists what it refuses and how each field is shown.
 */
export function sapServer(world: World, options: SapServerOptions): SandboxServer {
  const { clock, csrfTtlMs = 30 * 60_000, secret = () => randomBytes(24).toString('hex') } = options
  const book = openBook(world, createOrderStore(clock))
  const gate: Gate = {
    book,
    services: servicesOf(book),
    credentials: `${options.user ?? 'COUTURE'}:${options.password ?? 'sandbox-sap'}`,
    tokens: csrf({ clock, ttlMs: csrfTtlMs, secret }),
    pageSize: options.pageSize ?? 100,
    maxBatchParts: options.maxBatchParts ?? 100,
    deepReplies: options.deepReplies ?? true,
    deleted: new Set(),
    secret,
  }
  return {
    name: 'sap',
    kind: 'ERP',
    async handle(request) {
      const { answer, headers = [] } = await answerTo(request, gate)
      const dated: Answer['headers'] = [['date', clock().toUTCString()], ...headers, ...answer.headers]
      return toResponse({ ...answer, headers: dated }, request.method === 'HEAD')
    },
    refuse: (how) => toResponse(refusedPage(how === 'expired' ? 'csrf' : how)),
    remove: (keys) => {
      gate.deleted = new Set(keys)
    },
    advance: (instruction) =>
      isGoodsIssue(instruction) ? issueGoods(instruction, book) : advanceOrder(instruction, book),
  }
}

interface Gate {
  readonly book: Book
  readonly services: { readonly V2: ReadonlyMap<string, Service>; readonly V4: ReadonlyMap<string, Service> }
  readonly credentials: string
  readonly tokens: Csrf
  readonly pageSize: number
  readonly maxBatchParts: number
  readonly deepReplies: boolean
  readonly secret: () => string
  /** Keys, or parts of keys, of the records that are not there any more. */
  deleted: ReadonlySet<string>
}

const PROTOCOLS: Readonly<Record<'V2' | 'V4', Protocol>> = {
  V2: { version: 'V2', answer: answerV2, refuse: errorV2 },
  V4: { version: 'V4', answer: answerV4, refuse: errorV4 },
}

async function answerTo(
  request: Request,
  gate: Gate,
): Promise<{ answer: Answer; headers?: Answer['headers'] }> {
  const url = new URL(request.url)
  if (url.pathname.length + url.search.length > MAX_URL) return { answer: refusedPage('tooLong') }
  if (!authorised(request.headers, gate.credentials)) return { answer: refusedPage('unauthorised') }
  const target = targetOf(url, gate)
  if (!target) return { answer: noService(url, request.headers, gate) }
  const { place, path, protocol } = target
  if (request.method === 'GET' || request.method === 'HEAD') {
    const fetches = request.headers.get('x-csrf-token')?.toLowerCase() === 'fetch'
    const ask = { method: request.method, path, search: url.search, headers: request.headers }
    const answer = protocol.answer(ask, place)
    return { answer, headers: fetches ? gate.tokens.fetch(request.headers) : [] }
  }
  if (!gate.tokens.accepts(request.headers)) return { answer: refusedPage('csrf') }
  return { answer: await write(request, target, gate) }
}

interface Target {
  readonly place: Place
  /** Below the service root. */
  readonly path: string
  readonly protocol: Protocol
}

async function write(request: Request, { place, path, protocol }: Target, { book }: Gate): Promise<Answer> {
  const { method, headers } = request
  const body = await request.text()
  try {
    if (path !== '$batch' && protocol.version === 'V2')
      return writeV2({ method, path, headers, body }, place, book)
    if (method !== 'POST' || path !== '$batch') throw writing(method)
    const contentType = headers.get('content-type') ?? ''
    if (protocol.version === 'V4' && /^application\/json\b/i.test(contentType))
      return jsonBatch(body, place, protocol)
    return multipartBatch(body, contentType, place, protocol)
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal
    return protocol.refuse(refusal, headers, place)
  }
}

const V2_PATH = /^(\/sap\/opu\/odata\/sap\/([A-Z0-9_]+)(?:;v=0*(\d+))?)(?:\/(.*))?$/i
const V4_PATH = /^(\/sap\/opu\/odata4\/sap\/[a-z0-9_]+\/srvd_a2x\/sap\/([a-z0-9_]+)\/0001)(?:\/(.*))?$/

function targetOf(url: URL, gate: Gate): Target | null {
  const v2 = V2_PATH.exec(url.pathname)
  if (v2) {
    const [, root = '', name = '', version, path = ''] = v2
    const service = gate.services.V2.get(
      `${name}${version === undefined || version === '1' ? '' : `;v=${version}`}`,
    )
    return service ? { place: placeAt(url, root, service, gate), path, protocol: PROTOCOLS.V2 } : null
  }
  const [, root = '', , path = ''] = V4_PATH.exec(url.pathname) ?? []
  const service = gate.services.V4.get(root)
  return service ? { place: placeAt(url, root, service, gate), path, protocol: PROTOCOLS.V4 } : null
}

function placeAt(url: URL, root: string, service: Service, gate: Gate): Place {
  const { pageSize, maxBatchParts, deepReplies, secret, deleted } = gate
  const isThere: Place['isThere'] = (row, { type }) =>
    !type.keys.some((name) => deleted.has(String(row[name] ?? '')))
  return { service, root: `${url.origin}${root}/`, pageSize, maxBatchParts, deepReplies, isThere, secret }
}

function noService({ pathname }: URL, headers: Headers, gate: Gate): Answer {
  const refusal = new Refusal(404, '/IWFND/MED/170', 'No service found for this namespace, name and version.')
  return pathname.startsWith('/sap/opu/odata4/') ? errorV4(refusal) : errorV2(refusal, headers, gate)
}

function authorised(headers: Headers, credentials: string): boolean {
  const [, encoded = ''] = /^Basic (.+)$/i.exec(headers.get('authorization') ?? '') ?? []
  const given = Buffer.from(Buffer.from(encoded, 'base64').toString('utf8'))
  const wanted = Buffer.from(credentials)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
