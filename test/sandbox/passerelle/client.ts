import { type PasserelleOptions, passerelleServer } from '../../../sandbox/passerelle/server.ts'

/** An answer, read. */
interface Told {
  readonly status: number
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: tests look into JSON of many shapes
  readonly body: any
}

const BASE = 'http://psp.test'

/** A visa card of the shopper's. */
export const visa = { type: 'card', brand: 'visa', last4: '4242' }

/** A fresh provider and the clock it goes by. */
export function openProvider(options: Partial<PasserelleOptions> = {}) {
  let now = new Date('2026-06-15T10:00:00Z')
  const server = passerelleServer({ clock: () => now, holdMs: 0, ...options })

  const send = async (path: string, init: RequestInit = {}): Promise<Told> => {
    const response = await server.handle(new Request(BASE + path, init))
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: text && JSON.parse(text) }
  }
  const key = { authorization: 'Bearer sandbox-psp' }
  const json = { 'content-type': 'application/json' }

  return {
    send,
    get: (path: string) => send(path, { headers: key }),
    post: (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
      send(path, { method: 'POST', headers: { ...key, ...json, ...headers }, body: JSON.stringify(body) }),
    page: (body: unknown) =>
      send('/checkout/payments', { method: 'POST', headers: json, body: JSON.stringify(body) }),
    /** Pays, and answers the payment's id. */
    paid: async (
      amount = 1_000,
      method: unknown = visa,
      reference: string | null = null,
    ): Promise<string> => {
      const body = { amount, currency: 'EUR', payment_method: method, merchant_reference: reference }
      const answer = await send('/checkout/payments', {
        method: 'POST',
        headers: json,
        body: JSON.stringify(body),
      })
      return answer.body.id
    },
    passes: (seconds: number) => {
      now = new Date(now.getTime() + seconds * 1_000)
    },
  }
}

/** The header of a change. */
export function under(key: string) {
  return { 'idempotency-key': `"${key}"` }
}
