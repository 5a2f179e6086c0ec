import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Random } from '../../sandbox/world/random.ts'

/** What becomes of a write on its way to a system. */
export interface Rudeness {
  /** Of a hundred: it is carried out and nobody is told. */
  readonly lostPercent: number
  /** Of a hundred: nobody is answered, and it is carried out after all, so much later. */
  readonly latePercent: number
  /** How much later, drawn from one of these: each is drawn as often as it stands here. */
  readonly lateMs: readonly (readonly [least: number, most: number])[]
}

/** How many writes there were while it was rude, and how many of them suffered what. */
export interface Suffered {
  readonly writes: number
  readonly lost: number
  readonly late: number
}

/** A way to a system's port on the loopback that is rude to writes. Reads pass: what they cost is another test's. */
export interface RudeDoor {
  readonly port: number
  /** From the next request on; null: everything passes. */
  behave(rudeness: Rudeness | null): void
  readonly suffered: Suffered
  close(): Promise<void>
}

/** Opens a door at `port`. */
export async function openRudeDoor(port: number, to: number, random: Random): Promise<RudeDoor> {
  let rudeness: Rudeness | null = null
  const suffered = { writes: 0, lost: 0, late: 0 }
  const fateOf = ({ method, url = '' }: IncomingMessage): 'pass' | 'lost' | 'late' => {
    const isWrite = method !== 'GET' && method !== 'HEAD' && !url.includes('$batch')
    if (!rudeness || !isWrite) return 'pass'
    suffered.writes += 1
    const drawn = random.next() * 100
    if (drawn < rudeness.lostPercent) return 'lost'
    return drawn < rudeness.lostPercent + rudeness.latePercent ? 'late' : 'pass'
  }
  const server = createServer({ keepAliveTimeout: 120_000 }, (caller, answer) => {
    pass(caller, answer).catch(() => answer.destroy())
  })
  async function pass(caller: IncomingMessage, answer: ServerResponse): Promise<void> {
    const fate = fateOf(caller)
    const body = await bodyOf(caller)
    if (fate !== 'pass') suffered[fate] += 1
    if (fate === 'late' && rudeness) await wait(random.int(...random.pick(rudeness.lateMs)))
    const said = await forwarded(caller, body, to)
    if (fate !== 'pass') {
      await bodyOf(said)
      answer.destroy()
      return
    }
    answer.writeHead(said.statusCode ?? 502, said.rawHeaders)
    said.pipe(answer)
  }
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    port,
    suffered,
    behave: (wanted) => {
      rudeness = wanted
    },
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function forwarded(caller: IncomingMessage, body: Buffer, port: number): Promise<IncomingMessage> {
  const { method, url, headers } = caller
  const further = request({ host: '127.0.0.1', port, method, path: url, headers })
  further.end(body)
  const [said] = await once(further, 'response')
  return said as IncomingMessage
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of message) parts.push(part as Buffer)
  return Buffer.concat(parts)
}
