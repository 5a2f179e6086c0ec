import { type SalesforceOptions, salesforceServer } from '../../../sandbox/salesforce/server.ts'
import type { World } from '../../../sandbox/world/types.ts'
import { now } from './small-world.ts'

/** What a call brought back. */
export interface Told {
  readonly status: number
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly body: any
}

const ORIGIN = 'http://127.0.0.1:1'

/** A Salesforce over a world with a session opened, called without a socket. */
export async function openOrg(world: World, options: Partial<SalesforceOptions> = {}) {
  const server = salesforceServer(world, { clock: () => now, ...options })
  const told = async (request: Request): Promise<Told> => {
    const response = await server.handle(request)
    const text = await response.text()
    const json = /\bjson\b/.test(response.headers.get('content-type') ?? '')
    return {
      status: response.status,
      headers: response.headers,
      body: json && text ? JSON.parse(text) : text,
    }
  }
  const token = (form: Record<string, string>) =>
    told(new Request(`${ORIGIN}/services/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) }))
  const login = { grant_type: 'client_credentials', client_id: 'couture', client_secret: 'sandbox-crm' }
  const session = await token(login)
  const headers = { Authorization: `Bearer ${session.body.access_token}` }
  const get = (path: string, more: Record<string, string> = {}) =>
    told(new Request(`${ORIGIN}${path}`, { headers: { ...headers, ...more } }))
  const post = (path: string, body: unknown, more: Record<string, string> = {}) =>
    told(
      new Request(`${ORIGIN}${path}`, {
        method: 'POST',
        headers: { ...headers, 'Content-Type': 'application/json', ...more },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    )
  const patch = (path: string, body: unknown, more: Record<string, string> = {}) =>
    told(
      new Request(`${ORIGIN}${path}`, {
        method: 'PATCH',
        headers: { ...headers, 'Content-Type': 'application/json', ...more },
        body: JSON.stringify(body),
      }),
    )
  const query = (soql: string, more: Record<string, string> = {}) =>
    get(`/services/data/v60.0/query?q=${encodeURIComponent(soql)}`, more)
  return { server, login, session, token, told, get, post, patch, query }
}
