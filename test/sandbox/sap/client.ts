import { type SapServerOptions, sapServer } from '../../../sandbox/sap/server.ts'
import { createWorld } from '../../../sandbox/world/world.ts'

/** The retailer the SAP sandbox is tested over. */
export const now = new Date('2026-05-20T10:00:00Z')
export const world = createWorld({ size: 60, now })

export const V2 = '/sap/opu/odata/sap/'
export const V4 = '/sap/opu/odata4/sap/api_salesorder/srvd_a2x/sap/salesorder/0001/'
const ORIGIN = 'http://erp.test'

/** An answer with its body read: as text, and as JSON where it is JSON. */
export interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly json: unknown
}

/** A record as JSON shows it. */
export type Shown = Readonly<Record<string, unknown>>

/** What stands in a JSON answer behind these names and indexes; undefined where nothing does. */
export function inside(thing: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce((at, name) => (isShown(at) ? at[name] : undefined), thing)
}

/** The records of a collection, in V2's or V4's envelope. */
export function results({ json }: Reply): readonly Shown[] {
  const list = inside(json, 'd', 'results') ?? inside(json, 'value')
  if (!Array.isArray(list)) throw new Error('the answer is no collection')
  return list.filter(isShown)
}

/** One property of each record of a collection. */
export function column(reply: Reply, name: string): readonly unknown[] {
  return results(reply).map((row) => row[name])
}

function isShown(thing: unknown): thing is Shown {
  return typeof thing === 'object' && thing !== null
}

/** A client that logs on, asks for JSON and can fetch a CSRF token. */
export function client(options: Partial<SapServerOptions> = {}, over = world) {
  const server = sapServer(over, { clock: () => now, ...options })
  const authorization = basic('COUTURE', 'sandbox-sap')

  async function send(path: string, init: RequestInit = {}): Promise<Reply> {
    const headers = new Headers({ authorization, accept: 'application/json' })
    for (const [name, value] of new Headers(init.headers)) headers.set(name, value)
    const response = await server.handle(new Request(ORIGIN + path, { ...init, headers }))
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.startsWith('application/json')
    const json = isJson && text !== '' ? JSON.parse(text) : null
    return { status: response.status, headers: response.headers, text, json }
  }

  /** Reads from a V2 service; `query` holds the options unescaped. */
  function read(path: string, query: Readonly<Record<string, string>> = {}): Promise<Reply> {
    const search = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    return send(`${path.startsWith('/') ? '' : V2}${path}${search.length > 0 ? `?${search.join('&')}` : ''}`)
  }

  /** The headers a POST needs, from a fresh `x-csrf-token: Fetch`. */
  async function secured(root: string) {
    const { headers } = await send(root, { headers: { 'x-csrf-token': 'Fetch' } })
    const cookies = headers.getSetCookie().map((cookie) => cookie.split(';')[0])
    return { 'x-csrf-token': headers.get('x-csrf-token') ?? '', cookie: cookies.join('; ') }
  }

  return { server, send, read, secured }
}

export function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
}

/** A multipart batch of GETs, each asking for JSON. */
export function batchBody(urls: readonly string[], boundary = 'batch_1'): string {
  const parts = urls.map((url) =>
    [
      `--${boundary}`,
      'Content-Type: application/http',
      'Content-Transfer-Encoding: binary',
      '',
      `GET ${url} HTTP/1.1`,
      'Accept: application/json',
      '',
      '',
      '',
    ].join('\r\n'),
  )
  return `${parts.join('')}--${boundary}--\r\n`
}

/** The parts of a batch answer: status line and body each, cut by the stated lengths. */
export function partsOf({
  headers,
  text,
}: Reply): readonly { readonly status: number; readonly body: string }[] {
  const boundary = /boundary=(\S+)/.exec(headers.get('content-type') ?? '')?.[1] ?? ''
  return text
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => {
      const [, http = ''] = /\r\n\r\n(.*)\r\n$/s.exec(part) ?? []
      const outer = Number(/Content-Length: (\d+)/.exec(part)?.[1])
      if (Buffer.byteLength(http) !== outer) throw new Error('the part is not as long as it says')
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(http)?.[1])
      const inner = Number(/content-length: (\d+)/.exec(http)?.[1])
      return { status, body: Buffer.from(http).subarray(-inner).toString('utf8') }
    })
}
