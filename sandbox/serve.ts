import type { IncomingMessage, ServerResponse } from 'node:http'
import { ADMIN_PATH, adminApi } from './serve/admin.ts'
import { conduct } from './serve/conduct.ts'
import { readRequest, send, textAnswer } from './serve/exchange.ts'
import { listener, openNear } from './serve/listener.ts'
import { misconduct } from './serve/misconduct.ts'
import type { Misbehaviour, SandboxCall, SandboxServer, Served, Witness } from './server.ts'

export interface ServeOptions {
  readonly port: number
  /** @default '127.0.0.1' */
  readonly host?: string
  /** The admin API's port. @default the first free one from 1000 above `port` on (below it where that is too high) */
  readonly adminPort?: number
  readonly witness?: Witness
}

/** A sandbox may run for weeks: of more calls than this the oldest half is forgotten. */
const MOST_CALLS = 100_000

/**
 * Serves a sandbox system over HTTP, with an admin API on a port of its own. A request counts as a call when it has
 * arrived whole; a call that got no status (hanging, lost reply) has status 0. `down` takes effect at once, closes
 * every connection, and ignores `path`, `nth` and `times`.
 */
export async function serve(server: SandboxServer, options: ServeOptions): Promise<Served> {
  const { port, host = '127.0.0.1', adminPort, witness } = options
  let manners = misconduct({})
  let calls: Counted[] = []
  const closing = new AbortController()
  const door = listener(
    (message, to) => {
      void visit(message, to).catch((error: unknown) => {
        if (!closing.signal.aborted) console.error(`sandbox ${server.name} lost a request`, error)
        to.destroy()
      })
    },
    { host, port },
  )

  async function visit(message: IncomingMessage, to: ServerResponse): Promise<void> {
    const request = await readRequest(message)
    if (!request) return send(to, textAnswer(400, 'expected a request that can be read'))
    const call: Counted = { method: request.method, path: new URL(request.url).pathname, status: 0 }
    calls.push(call)
    witness?.({
      system: server.name,
      method: request.method,
      target: message.url ?? '/',
      contentType: request.headers.get('content-type') ?? '',
      body: await request.clone().text(),
    })
    if (calls.length > MOST_CALLS) calls.splice(0, MOST_CALLS / 2)
    const how = manners.meet(message.url ?? '/')
    call.status = await conduct({ server, request, to, signal: closing.signal }, how)
    if (how.changeBetweenPages) server.remove?.(how.changeBetweenPages.goes ?? [])
  }

  const misbehave = async (how: Misbehaviour) => {
    if (how.changeBetweenPages && !server.remove) {
      throw new Error(`the records of ${server.name} are not this server's to change`)
    }
    server.remove?.(how.changeBetweenPages?.comes ?? [])
    manners = misconduct(how)
    await (how.down ? door.shut() : door.open())
  }
  const administered = {
    misbehave,
    misbehaviour: () => manners.how,
    ...(server.rotate && { rotate: () => server.rotate?.() }),
    ...(server.advance && { advance: server.advance }),
    calls: (): readonly SandboxCall[] => calls.map((call) => ({ ...call })),
    forgetCalls: () => {
      calls = []
    },
  }
  await door.open()
  const first = adminPort ?? (port + 1050 > 32_767 ? port - 1050 : port + 1000)
  const office = await openNear(adminApi(administered), { host, first }).catch(async (error: unknown) => {
    await door.shut()
    throw error
  })
  return {
    name: server.name,
    kind: server.kind,
    url: `http://${authority(host)}:${port}`,
    adminUrl: `http://${authority(host)}:${office.port}${ADMIN_PATH}`,
    misbehave,
    advance: (instruction) => {
      if (!server.advance) throw new Error(`no record of ${server.name} moves on`)
      server.advance(instruction)
    },
    calls: administered.calls,
    forgetCalls: administered.forgetCalls,
    close: async () => {
      closing.abort()
      await Promise.all([door.shut(), office.shut()])
    },
  }
}

/** A call whose status is not known yet. */
interface Counted {
  readonly method: string
  readonly path: string
  status: number
}

function authority(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}
