import { once } from 'node:events'
import { createServer } from 'node:net'

/** A port between 20000 and 31000 that nobody listens on now. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 11_000)
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
