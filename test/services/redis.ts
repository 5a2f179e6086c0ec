import { join } from 'node:path'
import { Redis } from 'ioredis'
import { freePort } from '../sandbox/free-port.ts'
import { firstProgram, type Server, serve, untilReady } from './programs.ts'

/** A Redis of our own on the loopback, that keeps nothing on disk. */
export interface RunningRedis {
  readonly port: number
  readonly url: string
  readonly pid: number
  /** Ends it; `start` begins an empty one on the same port. */
  stop(): Promise<void>
  start(): Promise<void>
}

const SERVER = firstProgram('/usr/bin/redis-server', '/usr/local/bin/redis-server')

/** What a Redis needs and this machine lacks, with how to get it, in one line; null when it is there. */
export function missingForRedis(): string | null {
  return SERVER ? null : 'a real Redis needs apt-get install -y --no-install-recommends redis-server'
}

/** Starts a Redis; `settings` are more of its command line. */
export async function startRedis(folder: string, settings: readonly string[] = []): Promise<RunningRedis> {
  if (!SERVER) throw new Error('expected Redis on this machine, found none')
  const program = SERVER
  const port = await freePort()
  let server: Server
  const start = async () => {
    const own = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder]
    server = await serve(program, [...own, ...settings], { log: join(folder, `redis-${port}.log`) })
    await untilReady(() => ping(port), 'Redis')
  }
  await start()
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    get pid() {
      return server.pid
    },
    start,
    stop: () => server.stop(),
  }
}

async function ping(port: number): Promise<void> {
  const redis = new Redis({ port, host: '127.0.0.1', lazyConnect: true, retryStrategy: () => null })
  redis.on('error', () => {})
  try {
    await redis.connect()
    await redis.ping()
  } finally {
    redis.disconnect()
  }
}
