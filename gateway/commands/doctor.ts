import type { CallLimits } from '../../adapters/call/limits.ts'
import { isSourceError } from '../../adapters/error.ts'
import type { Diagnosis, Source } from '../../adapters/source.ts'
import type { Clock } from '../../adapters/time.ts'

/** How one system was found. */
export interface Finding {
  readonly name: string
  readonly kind: string
  readonly latencyMs: number
  /** System clock minus ours; null where the system does not tell its time. */
  readonly skewMs: number | null
  readonly diagnosis: Diagnosis | null
  /** How the system is asked; null for one that is not asked over a network. */
  readonly limits: CallLimits | null
  /** What is wrong; null when the system answered. */
  readonly failure: string | null
}

export interface DoctorOptions {
  readonly clock: Clock
  /** How long one system may take. @default 10000 */
  readonly timeoutMs?: number
}

/** Asks every source how it is, all at once, each with its credentials. Never throws. */
export function examine(sources: readonly Source[], options: DoctorOptions): Promise<Finding[]> {
  return Promise.all(sources.map((source) => examineOne(source, options)))
}

async function examineOne(source: Source, { clock, timeoutMs = 10_000 }: DoctorOptions): Promise<Finding> {
  const { name, kind, limits = null } = source
  const startedAt = clock().getTime()
  const result = await inTime(source.diagnose(), timeoutMs).catch((error: unknown) =>
    failureText(name, error),
  )
  const latencyMs = clock().getTime() - startedAt
  if (typeof result === 'string')
    return { name, kind, latencyMs, skewMs: null, diagnosis: null, limits, failure: result }
  // The answer was written about half way between question and answer.
  const middle = startedAt + latencyMs / 2
  const skewMs = result.clock === null ? null : Date.parse(result.clock) - middle
  return { name, kind, latencyMs, skewMs, diagnosis: result, limits, failure: null }
}

async function inTime<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`SOURCE_TIMEOUT: no answer within ${timeoutMs} ms`)), timeoutMs)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

function failureText(name: string, error: unknown): string {
  if (isSourceError(error)) return `${error.code}: ${error.message.replace(`${name}: `, '')}`
  return error instanceof Error && error.message.startsWith('SOURCE_TIMEOUT')
    ? error.message
    : 'INTERNAL: the adapter failed unexpectedly; its cause is in the log'
}

/** More than this and signatures, tokens and freshness go wrong. */
const SKEW_WARNING_MS = 30_000

/** One line per system, in columns, warnings indented below it. */
export function report(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'no systems are configured\n'
  const width = Math.max(...findings.map(({ name }) => name.length))
  return findings.map((finding) => `${line(finding, width)}${limitsText(finding)}\n`).join('')
}

function limitsText({ limits }: Finding): string {
  if (!limits) return ''
  const { timeoutMs, concurrency, queue, breakAfter, breakMs, retries, retryPercent } = limits
  const parts = [
    `${timeoutMs} ms a try`,
    `${concurrency} at once and ${queue} waiting`,
    `${breakAfter} outages open the breaker for ${breakMs} ms`,
    `${retries} retries within ${retryPercent} %`,
  ]
  return `\n      limits: ${parts.join(', ')}`
}

function line(finding: Finding, width: number): string {
  const { name, kind, latencyMs, diagnosis, failure } = finding
  const head = `${failure ? 'FAIL' : 'ok  '}  ${name.padEnd(width)}  ${kind.padEnd(9)}  ${`${Math.round(latencyMs)} ms`.padStart(8)}`
  if (failure || !diagnosis) return `${head}  ${failure}`
  const { version, budget } = diagnosis
  const parts = [
    `clock ${skewText(finding.skewMs)}`,
    `version ${version ?? 'unknown'}`,
    budget ? `budget ${budget.used} of ${budget.limit} used` : 'budget unknown',
  ]
  const warnings = warningsOf(finding).map((warning) => `\n      warning: ${warning}`)
  return `${head}  ${parts.join(', ')}${warnings.join('')}`
}

function warningsOf({ diagnosis, skewMs }: Finding): readonly string[] {
  const isAskew = skewMs !== null && Math.abs(skewMs) > SKEW_WARNING_MS
  const skewed = isAskew ? [`its clock differs from ours by ${skewText(skewMs)}; set one of them right`] : []
  const used = diagnosis?.budget ? diagnosis.budget.used / diagnosis.budget.limit : 0
  const spent = used > 0.9 ? ['more than nine tenths of its call budget are used'] : []
  return [...skewed, ...spent, ...(diagnosis?.warnings ?? [])]
}

function skewText(skewMs: number | null): string {
  if (skewMs === null) return 'unknown'
  const seconds = (skewMs / 1000).toFixed(1)
  return `${skewMs >= 0 ? '+' : ''}${seconds === '-0.0' ? '0.0' : seconds} s`
}
