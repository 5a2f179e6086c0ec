import { Redis } from 'ioredis'
import { freePort } from '../sandbox/free-port.ts'
import { untilReady } from './programs.ts'
import { type RunningRedis, startRedis } from './redis.ts'

/** The slots of a Redis Cluster, shared out to three masters. */
const SHARES = [
  [0, 5_460],
  [5_461, 10_922],
  [10_923, 16_383],
] as const

/** Starts a Redis Cluster of three masters without replicas; answers when all of them know it. */
export async function startRedisCluster(folder: string): Promise<readonly RunningRedis[]> {
  const started = await Promise.all(
    SHARES.map(async (_, n) => {
      const bus = await freePort()
      const settings = ['--cluster-enabled', 'yes', '--cluster-config-file', `nodes-${n}.conf`]
      return { bus, node: await startRedis(folder, [...settings, '--cluster-port', String(bus)]) }
    }),
  )
  const [first] = started
  for (const [n, { node }] of started.entries()) {
    const redis = new Redis(node.url)
    const [from, to] = SHARES[n] ?? [0, 0]
    await redis.call('CLUSTER', 'ADDSLOTSRANGE', from, to)
    if (n > 0 && first) await redis.call('CLUSTER', 'MEET', '127.0.0.1', first.node.port, first.bus)
    redis.disconnect()
  }
  for (const { node } of started) {
    const redis = new Redis(node.url)
    await untilReady(async () => {
      const info = String(await redis.call('CLUSTER', 'INFO'))
      if (!/cluster_state:ok[\s\S]*cluster_known_nodes:3/.test(info)) throw new Error(info)
    }, 'the Redis Cluster')
    redis.disconnect()
  }
  return started.map(({ node }) => node)
}
