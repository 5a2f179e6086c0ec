import type { Cluster, Redis } from 'ioredis'

export interface WatchOptions {
  readonly maxWaitMs: number
  readonly log: (event: string, values: Readonly<Record<string, string | number>>) => void
}

/** Knows whether Redis answers, and keeps callers from waiting for it while it does not. */
export interface Watch {
  /** What Redis answers; `otherwise` when it is away or does not answer in time. Never throws. */
  ask<T>(work: () => Promise<T>, otherwise: T): Promise<T>
  /** Whether this is something Redis will not do; tells of it, once for each reason. */
  refused(error: unknown): boolean
  stop(): void
}

/** How often a Redis that does not answer is asked whether it does again. */
const PROBE_MS = 500
/** Unanswered probes after which the connection is taken for dead, though nobody has said so. */
const DEAF_AFTER = 10

type State = 'starting' | 'well' | 'away'

/**
 * Watches one connection. The first caller who waits in vain opens the outage; after that only probes wait, apart from all
 * requests. Each outage is told once, and its end.
 */
export function createWatch(redis: Redis | Cluster, { maxWaitMs, log }: WatchOptions): Watch {
  let state: State = 'starting'
  let probing: NodeJS.Timeout | null = null
  let unanswered = 0
  let stopped = false
  const refusals = createRefusals(log)

  const started = new Promise<void>((resolve) => redis.once('ready', () => resolve()))
  redis.on('ready', () => back())
  // Without a listener an error event ends the process; a lost connection is noticed by who asks.
  redis.on('error', () => away('unreachable'))
  redis.on('close', () => away('disconnected'))

  function away(reason: string): void {
    if (stopped || state === 'away') return
    state = 'away'
    log('cache.away', { reason })
    probe()
  }

  function back(): void {
    if (probing) clearTimeout(probing)
    probing = null
    unanswered = 0
    refusals.forget()
    if (state === 'away') log('cache.back', {})
    state = 'well'
  }

  function probe(): void {
    probing = setTimeout(async () => {
      const answered = await within(maxWaitMs, () => pingAll(redis)).then(
        () => true,
        () => false,
      )
      if (stopped || state !== 'away') return
      if (answered) return back()
      unanswered += 1
      if (unanswered % DEAF_AFTER === 0) redis.disconnect(true)
      probe()
    }, PROBE_MS)
    probing.unref()
  }

  return {
    async ask(work, otherwise) {
      if (stopped || state === 'away') return otherwise
      try {
        return await within(maxWaitMs, async () => {
          if (state === 'starting') await started
          return work()
        })
      } catch (error) {
        if (!refusals.tell(error)) away(error === LATE ? 'no answer in time' : 'disconnected')
        return otherwise
      }
    },
    refused: (error) => refusals.tell(error),
    stop() {
      stopped = true
      if (probing) clearTimeout(probing)
    },
  }
}

/** Of a cluster every master: with one of them deaf, whoever needs its keys would wait for it. */
async function pingAll(redis: Redis | Cluster): Promise<void> {
  const nodes = 'nodes' in redis ? redis.nodes('master') : [redis]
  await Promise.all(nodes.map((node) => node.ping()))
}

/** What a Redis that is there will not do: it is full, a replica, or wants another password. Told once for each reason. */
function createRefusals(log: WatchOptions['log']) {
  const told = new Set<string>()
  return {
    /** Whether it is a refusal. */
    tell(error: unknown): boolean {
      if (!(error instanceof Error) || error.name !== 'ReplyError') return false
      const [reason = ''] = /^[A-Z]+/.exec(error.message) ?? []
      if (!told.has(reason)) log('cache.refused', { reason })
      told.add(reason)
      return true
    },
    forget: () => told.clear(),
  }
}

const LATE = new Error('no answer in time')

/** The work, or LATE. What has arrived when the time is up still counts: the process may have been the one that was busy. */
function within<T>(ms: number, work: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => setImmediate(() => reject(LATE)), ms)
    work()
      .then(resolve, reject)
      .finally(() => clearTimeout(timer))
  })
}
