import { once } from 'node:events'
import { createConnection, createServer, type Socket } from 'node:net'
import { freePort } from '../sandbox/free-port.ts'

/** What becomes of what a server says: it passes, is cut off or reset after so many bytes of it, or is kept back. */
export type DoorManners =
  | { readonly answers: 'pass' }
  | { readonly answers: 'keep' }
  | { readonly answers: 'cut' | 'reset'; readonly afterBytes: number }

/** A way to a server on the loopback that can be told to misbehave. */
export interface TcpDoor {
  readonly port: number
  /** From the next bytes of a server on, on connections that are open as well. */
  behave(manners: DoorManners): void
  /** Refuses connections and drops those there are. */
  shut(): Promise<void>
  open(): Promise<void>
  close(): Promise<void>
}

/** Opens a door to a port of the loopback. */
export async function openDoor(to: number): Promise<TcpDoor> {
  const port = await freePort()
  let manners: DoorManners = { answers: 'pass' }
  let said = 0
  const sockets = new Set<Socket>()
  const keep = (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    // The other side may go at any time: that is what this is for.
    socket.on('error', () => socket.destroy())
  }
  const pass = (chunk: Buffer, caller: Socket) => {
    if (manners.answers === 'keep') return
    if (manners.answers === 'pass') {
      caller.write(chunk)
      return
    }
    const room = manners.afterBytes - said
    said += chunk.length
    if (chunk.length <= room) {
      caller.write(chunk)
      return
    }
    said = 0
    const end = manners.answers === 'reset' ? () => caller.resetAndDestroy() : () => caller.destroySoon()
    caller.write(chunk.subarray(0, room), end)
  }
  const server = createServer((caller) => {
    const behind = createConnection(to, '127.0.0.1')
    keep(caller)
    keep(behind)
    caller.pipe(behind)
    behind.on('data', (chunk: Buffer) => pass(chunk, caller))
    // After its end as after an error: a server that resets says no end, and the caller must not wait for it.
    behind.on('end', () => caller.end())
    behind.on('close', () => caller.end())
    caller.on('close', () => behind.destroy())
  })
  const open = async () => {
    if (server.listening) return
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
  }
  const shut = async () => {
    if (!server.listening) return
    const closed = once(server, 'close')
    server.close()
    for (const socket of sockets) socket.destroy()
    await closed
  }
  await open()
  return {
    port,
    open,
    shut,
    close: shut,
    behave: (wanted) => {
      manners = wanted
      said = 0
    },
  }
}
