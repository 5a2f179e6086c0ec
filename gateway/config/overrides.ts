import type { Config } from './config.ts'
import type { Problem } from './problem.ts'
import { overridable } from './shape.ts'

/** What the command line may say instead of the file, as typed. */
export interface Flags {
  readonly host?: string | undefined
  readonly port?: string | undefined
  readonly logLevel?: string | undefined
  readonly ledger?: string | undefined
}

/** The variable that names the configuration file where no `--config` does. */
export const FILE_VARIABLE = 'COUTURE_CONFIG'

/** The environment variable of each overridable value. */
export const VARIABLES = {
  host: 'COUTURE_HOST',
  port: 'COUTURE_PORT',
  logLevel: 'COUTURE_LOG_LEVEL',
  ledger: 'COUTURE_LEDGER',
} as const satisfies Record<keyof Flags, string>

/** The flag of each; a flag wins over the variable. */
export const FLAGS: Readonly<Record<keyof Flags, string>> = {
  host: '--host',
  port: '--port',
  logLevel: '--log-level',
  ledger: '--ledger',
}

export interface Overrides {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly flags: Flags
}

/** Flags win over the environment, which wins over the file. An empty variable counts as not set. */
export function applyOverrides(
  config: Config,
  overrides: Overrides,
): { readonly config: Config; readonly problems: readonly Problem[] } {
  const problems: Problem[] = []
  const pick = picker(overrides, problems)
  const host = pick('host') ?? config.server.host
  const port = pick('port')
  const level = overridable.logLevel.safeParse(pick('logLevel')).data ?? config.log.level
  const ledger = pick('ledger')
  return {
    config: {
      ...config,
      server: { ...config.server, host, port: port === undefined ? config.server.port : Number(port) },
      log: { level },
      ledger: ledger === undefined ? config.ledger : ledgerAt(ledger, config.ledger),
    },
    problems,
  }
}

/** What flags and environment say where there is no file, with the file's defaults. */
export function flagsAlone(overrides: Overrides): {
  readonly host: string
  readonly port: number
  readonly level: Config['log']['level']
  readonly problems: readonly Problem[]
} {
  const problems: Problem[] = []
  const pick = picker(overrides, problems)
  const host = pick('host') ?? '127.0.0.1'
  const port = Number(pick('port') ?? 4_000)
  const level = overridable.logLevel.safeParse(pick('logLevel')).data ?? 'info'
  return { host, port, level, problems }
}

/** Picks what was said for a key, if anything; a wrong text is added to the problems. */
function picker({ flags, env }: Overrides, problems: Problem[]) {
  return (key: keyof Flags): string | undefined => {
    const typed = flags[key]
    const value = typed ?? (env[VARIABLES[key]] || undefined)
    if (value === undefined) return undefined
    const parsed = overridable[key].safeParse(key === 'port' ? toNumber(value) : value)
    if (parsed.success) return value
    const where = typed === undefined ? VARIABLES[key] : FLAGS[key]
    const message = `expected ${expectation(key)}; found ${JSON.stringify(value.slice(0, 60))}`
    problems.push({ where, position: null, path: '', message })
    return undefined
  }
}

/** A `postgres://` URL names a database, anything else a file. */
function ledgerAt(place: string, { connections }: Config['ledger']): Config['ledger'] {
  return /^postgres(ql)?:\/\//.test(place) ? { url: place, connections } : { file: place, connections }
}

function expectation(key: keyof Flags): string {
  if (key === 'port') return 'a port number from 0 to 65535, 0 for any free one'
  return key === 'logLevel'
    ? `one of ${overridable.logLevel.options.join(', ')}`
    : (overridable[key].description ?? 'a text')
}

function toNumber(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : Number.NaN
}
