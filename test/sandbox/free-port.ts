import { once } from 'node:events'
import { createServer } from 'node:net'

const FIRST = 20_000
const LAST = 31_000
/** Some ask for one and listen on the next few, too: each subgraph's metrics. */
const APART = 16

let next = FIRST + Math.floor(Math.random() * (LAST - FIRST))

/**
 * A port between 20000 and 31000 that nobody listens on now, and that this process was not told before: who asked for one may listen on it
 * later.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    next += APART
    if (next >= LAST) next -= LAST - FIRST
    const port = next
    const probe = createServer()
    try {
      probe.listen(port, '127.0.0.1')
      await once(probe, 'listening')
      probe.close()
      await once(probe, 'close')
      return port
    } catch {
      probe.close()
    }
  }
}
