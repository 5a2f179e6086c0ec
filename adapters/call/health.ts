import type { SourceErrorCode } from '../error.ts'
import { type Clock, type Instant, instant } from '../time.ts'
import type { CallRecord, Circuit } from './scope.ts'

/** How one system does, from the calls of the last minutes. */
interface Pulse {
  readonly circuit: Circuit
  /** How the last call failed, or CIRCUIT_OPEN when it was not even made; null when it succeeded or there was none. */
  readonly lastFailure: SourceErrorCode | null
  readonly lastCallAt: Instant | null
  readonly lastSuccessAt: Instant | null
  /** 95 % of the calls took no longer; null without calls. */
  readonly p95Millis: number | null
  /** 0 to 1; null without calls. */
  readonly errorRate: number | null
  /** How many calls the last two numbers are made of. */
  readonly calls: number
  /** How often it was asked in the last minute, repetitions included, per second. */
  readonly ratePerSecond: number
}

/** Listens to every call and tells how each system does. */
export interface HealthBoard {
  observe(call: CallRecord): void
  pulse(source: string): Pulse
}

const KEPT = 1_000

/**
 * A board over the last `windowMs` (default five minutes), at most 1,000 calls per system. What a breaker refused was no
 * call: it would make a system that is down look fast.
 */
export function createHealthBoard(clock: Clock, windowMs = 300_000): HealthBoard {
  const calls = new Map<string, CallRecord[]>()
  const latest = new Map<string, CallRecord>()
  const lastSuccess = new Map<string, number>()
  return {
    observe(call) {
      latest.set(call.source, call)
      if (call.failure === 'CIRCUIT_OPEN') return
      const kept = calls.get(call.source) ?? []
      kept.push(call)
      if (kept.length > KEPT) kept.shift()
      calls.set(call.source, kept)
      if (call.failure === null) lastSuccess.set(call.source, call.startedAt + call.durationMs)
    },
    pulse(source) {
      const all = calls.get(source) ?? []
      const recent = all.filter(({ startedAt }) => startedAt >= clock().getTime() - windowMs)
      const last = all.at(-1)
      const said = latest.get(source)
      const success = lastSuccess.get(source)
      return {
        circuit: said?.circuit ?? 'CLOSED',
        lastFailure: said?.failure ?? null,
        lastCallAt: last ? instant(new Date(last.startedAt)) : null,
        lastSuccessAt: success === undefined ? null : instant(new Date(success)),
        p95Millis: percentile(recent.map(({ durationMs }) => durationMs)),
        errorRate:
          recent.length === 0
            ? null
            : recent.filter(({ failure }) => failure !== null).length / recent.length,
        calls: recent.length,
        ratePerSecond: rateOf(all, clock().getTime()),
      }
    },
  }
}

const MINUTE_MS = 60_000

/** Of more calls than are kept, those that are tell the rate of a shorter time. */
function rateOf(calls: readonly CallRecord[], now: number): number {
  const oldest = calls[0]
  const span = calls.length < KEPT || !oldest ? MINUTE_MS : Math.min(MINUTE_MS, now - oldest.startedAt)
  const recent = calls.filter(({ startedAt }) => startedAt >= now - span)
  const asked = recent.reduce((sum, { attempts }) => sum + attempts, 0)
  return Math.round((asked * 100_000) / Math.max(span, 1_000)) / 100
}

function percentile(durations: readonly number[]): number | null {
  const sorted = [...durations].sort((left, right) => left - right)
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? null
}
