import { type AkeneoServerOptions, akeneoServer } from '../../../sandbox/akeneo/server.ts'
import { NOW, world } from './world.ts'

/** An answer, read. */
export interface Told {
  readonly status: number
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: tests look into JSON of many shapes
  readonly body: any
}

const BASE = 'http://pim.test'

/** A fresh PIM with a token in hand, and the clock it goes by. */
export async function openPim(options: Partial<AkeneoServerOptions> = {}) {
  let now = NOW
  const server = akeneoServer(world, { clock: () => now, holdMs: 0, ...options })
  const basic = `Basic ${Buffer.from('1_couture:sandbox-pim').toString('base64')}`

  async function send(path: string, init: RequestInit = {}): Promise<Told> {
    const url = path.startsWith('http') ? path : `${BASE}${path}`
    const response = await server.handle(new Request(url, init))
    const text = await response.text()
    const json = response.headers.get('content-type')?.includes('json')
    return { status: response.status, headers: response.headers, body: json ? JSON.parse(text) : text }
  }
  const askToken = (form: Record<string, unknown>, authorization = basic) =>
    send('/api/oauth/v1/token', {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(form),
    })
  const login = { grant_type: 'password', username: 'couture', password: 'sandbox-pim-user' }
  const token = (await askToken(login)).body.access_token as string
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json' }
  const at = (path: string) => (path.startsWith('http') ? path : `/api/rest/v1/${path}`)

  return {
    server,
    send,
    askToken,
    login,
    basic,
    get: (path: string, more: Record<string, string> = {}) =>
      send(at(path), { headers: { ...headers, ...more } }),
    find: (search: unknown, query = '', rest: Record<string, unknown> = {}) =>
      send(at(`products-uuid/search${query}`), {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ search, ...rest }),
      }),
    post: (path: string, body: string, more: Record<string, string> = {}) =>
      send(at(path), { method: 'POST', headers: { ...headers, ...more }, body }),
    passes: (seconds: number) => {
      now = new Date(now.getTime() + seconds * 1000)
    },
  }
}

/** The SKUs of a page, sorted. */
export function skusOf({ body }: Told): readonly string[] {
  return body._embedded.items
    .map((item: { values: { sku: [{ data: string }] } }) => item.values.sku[0].data)
    .sort()
}

/** A criterion. */
export function is(operator: string, value?: unknown, more: Record<string, string> = {}) {
  return [{ operator, ...(value !== undefined && { value }), ...more }]
}
