import type { Cluster, Redis } from 'ioredis'
import { createListeners } from './listeners.ts'
import type { Cache } from './port.ts'
import type { Watch } from './redis-watch.ts'

export interface SubscriberOptions {
  /** Begins the name of every channel. Redis keeps those of all its databases in one place, apart from keys. */
  readonly prefix: string
  readonly watch: Pick<Watch, 'refused'>
  readonly log: (event: string, values: Readonly<Record<string, string | number>>) => void
}

export interface Subscriber {
  readonly subscribe: Cache['subscribe']
  /** What a channel is called in Redis. */
  nameOf(channel: string): string
  close(): void
}

/** How often a connection subscribes anew, and how long Redis may take to confirm. */
const BEAT_MS = 5_000

/**
 * Listens over a connection of its own, made as the given one is, or as one of a cluster's nodes: every node hears what is said at any.
 * It is opened by the first who subscribes. A connection that ended, or is deaf, is followed by another one, in a cluster
 * to the next node, which subscribes to whatever is listened to by then: so nothing is lost by subscribing while Redis is away.
 */
export function redisSubscriber(redis: Redis | Cluster, options: SubscriberOptions): Subscriber {
  const { prefix, watch, log } = options
  const head = `${prefix}:said:`
  const nameOf = (channel: string) => `${head}${channel}`
  let connection: Redis | null = null
  let beating: NodeJS.Timeout | null = null
  let retrying: NodeJS.Timeout | null = null
  let turn = 0
  let failures = 0
  let closed = false

  const listeners = createListeners({
    log,
    began(channel) {
      if (!beating) start()
      else hear([channel])
    },
    ended(channel) {
      if (connection?.status === 'ready') connection.unsubscribe(nameOf(channel)).catch(watch.refused)
    },
  })

  /** A connection that is not ready will hear of all channels when it is. */
  function hear(channels: readonly string[]): void {
    if (connection?.status !== 'ready' || channels.length === 0) return
    connection.subscribe(...channels.map(nameOf)).catch(watch.refused)
  }

  function start(): void {
    // A connection with nothing to hear may be dead, and Redis may have refused for a while only: subscribing to the same again
    // changes nothing, but ends a connection that does not answer.
    beating = setInterval(() => hear(listeners.channels()), BEAT_MS)
    beating.unref()
    open()
  }

  function open(): void {
    const node = nodeFor(redis, turn)
    turn += 1
    failures += 1
    connection = node ? connectAs(node) : null
    if (!connection) {
      openLater()
      return
    }
    connection.on('ready', () => {
      failures = 0
      hear(listeners.channels())
    })
    connection.on('message', (name: string, message: string) =>
      listeners.tell(name.slice(head.length), message),
    )
    connection.on('end', openLater)
  }

  function openLater(): void {
    if (closed) return
    retrying = setTimeout(open, Math.min((failures + 1) * 100, 2_000))
    retrying.unref()
  }

  return {
    subscribe: listeners.add,
    nameOf,
    close() {
      closed = true
      if (beating) clearInterval(beating)
      if (retrying) clearTimeout(retrying)
      listeners.close()
      connection?.disconnect()
    },
  }
}

/** Of a cluster another one each turn; undefined while none is known. */
function nodeFor(redis: Redis | Cluster, turn: number): Redis | undefined {
  const nodes = 'nodes' in redis ? redis.nodes() : [redis]
  return nodes[turn % nodes.length]
}

/** A connection that lives once: the one after it may go to another node. */
function connectAs(node: Redis): Redis {
  const own = node.duplicate({
    connectionName: 'couture-listener',
    lazyConnect: false,
    enableOfflineQueue: false,
    enableAutoPipelining: false,
    retryStrategy: () => null,
    socketTimeout: BEAT_MS,
  })
  // Without a listener the client writes errors to the console; that Redis is away is told by the watch.
  own.on('error', () => {})
  return own
}
