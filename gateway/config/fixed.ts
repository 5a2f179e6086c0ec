import type { Config } from './config.ts'

/** What a running process cannot change: where it listens, what it holds open, what its ids are made of. */
export const FIXED = [
  ['server'],
  ['ledger'],
  ['ids'],
  ['sandbox'],
  ['log'],
  ['metrics'],
  ['tracing'],
  ['calls', 'signer'],
  ['limits', 'maxBodyBytes'],
  ['limits', 'maxResponseBytes'],
  ['limits', 'stopGraceMs'],
] as const

/** A new configuration as a running process can take it. */
export interface Taken {
  /** The new one, with the running one's values where it cannot change. */
  readonly config: Config
  /** The keys whose new values wait for a restart: `ledger`, `limits.maxBodyBytes`. */
  readonly waiting: readonly string[]
}

/** Keeps of a running configuration what cannot change, and takes the rest of the next one. */
export function keepFixed(running: Config, next: Config): Taken {
  const waiting = FIXED.filter((path) => text(at(running, path)) !== text(at(next, path)))
  const { server, ledger, ids, sandbox, log, metrics, tracing, limits, calls } = running
  const { sandbox: _, metrics: __, tracing: ___, ...rest } = next
  const { maxBodyBytes, maxResponseBytes, stopGraceMs } = limits
  return {
    config: {
      ...rest,
      ...(sandbox && { sandbox }),
      ...(metrics && { metrics }),
      ...(tracing && { tracing }),
      server,
      ledger,
      ids,
      log,
      calls: { ...next.calls, signer: calls.signer },
      limits: { ...next.limits, maxBodyBytes, maxResponseBytes, stopGraceMs },
    },
    waiting: waiting.map((path) => path.join('.')),
  }
}

function at(config: Config, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (value ? Reflect.get(Object(value), key) : undefined), config)
}

function text(value: unknown): string {
  return JSON.stringify(value) ?? ''
}
