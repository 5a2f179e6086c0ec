import { setMaxListeners } from 'node:events'
import type { ServerResponse } from 'node:http'

/** Aborts when the client goes away before its answer is written to the end. */
export function whenGone(raw: Pick<ServerResponse, 'once' | 'writableEnded'>): AbortSignal {
  const gone = new AbortController()
  raw.once('close', () => {
    if (!raw.writableEnded) gone.abort()
  })
  // Every fetch and call of the request listens while it is under way: many are no leak, of which Node would warn.
  setMaxListeners(0, gone.signal)
  return gone.signal
}
