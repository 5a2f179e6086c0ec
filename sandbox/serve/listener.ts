import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'

/** A port that can be opened and shut again and again. */
export interface Listener {
  open(): Promise<void>
  /** Closes the port and cuts every connection: further callers are refused. */
  shut(): Promise<void>
}

/** The highest port that outgoing connections never take (Linux's `ip_local_port_range` starts at 32768). */
const HIGHEST_PORT = 32_767

/** An HTTP/1.1 listener on one port, shut until it is opened. */
export function listener(handler: RequestListener, { host, port }: { host: string; port: number }): Listener {
  // Longer than any client keeps a connection, so that the client is always the one that closes it.
  const server = createServer({ keepAliveTimeout: 120_000 }, handler)
  return {
    open: async () => {
      if (server.listening) return
      server.listen(port, host)
      await once(server, 'listening')
    },
    shut: async () => {
      if (!server.listening) return
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

/** Opens a listener on the first free port from `first` on; throws the last refusal after fifty ports. */
export async function openNear(
  handler: RequestListener,
  { host, first }: { host: string; first: number },
): Promise<Listener & { readonly port: number }> {
  let refusal: unknown
  for (let port = first; port < first + 50 && port <= HIGHEST_PORT; port++) {
    const candidate = listener(handler, { host, port })
    try {
      await candidate.open()
      return { ...candidate, port }
    } catch (error) {
      if (!isTaken(error)) throw error
      refusal = error
    }
  }
  throw new Error(`expected a free port from ${first} on, found none; give another port`, { cause: refusal })
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
}
