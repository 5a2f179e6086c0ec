import type { Readable } from 'node:stream'
import { Pool } from 'undici'

/** What a subgraph answered, its body still on the way. */
interface Forwarded {
  readonly status: number
  readonly contentType: string
  readonly body: Readable
}

/** The way to one subgraph. */
export interface Upstream {
  /** Sends a body as it is. Rejects when there is no answer; the signal ends it, the answer's body included. */
  send(headers: Readonly<Record<string, string>>, body: Uint8Array, signal: AbortSignal): Promise<Forwarded>
  close(): Promise<void>
}

/** As many as a gateway of ours has open to one subgraph. */
const CONNECTIONS = 128

/** Opens the way to a subgraph's whole URL, with TLS where that says so. */
export function openUpstream(url: string): Upstream {
  const { origin, pathname, search } = new URL(url)
  const pool = new Pool(origin, { connections: CONNECTIONS, headersTimeout: 0, bodyTimeout: 0 })
  return {
    async send(headers, body, signal) {
      const answer = await pool.request({ method: 'POST', path: pathname + search, headers, body, signal })
      const type = answer.headers['content-type']
      return {
        status: answer.statusCode,
        contentType: typeof type === 'string' ? type : 'application/json; charset=utf-8',
        body: answer.body,
      }
    },
    close: () => pool.close(),
  }
}
