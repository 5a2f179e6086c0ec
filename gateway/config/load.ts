import { readFileSync } from 'node:fs'
import type { Config, KnownAdapter, SystemConfig } from './config.ts'
import { crossCheck } from './cross-check.ts'
import { type ConfigDocument, readDocument } from './document.ts'
import { toProblems } from './issues.ts'
import { applyOverrides, type Flags } from './overrides.ts'
import { ConfigError, type Position, type Problem, pathText } from './problem.ts'
import { isLiteral, type SecretPlace, secretsIn, secretTexts } from './secrets.ts'
import { configShape } from './shape.ts'

export interface LoadOptions {
  /** Names the source in errors; read from disk unless `text` is given. */
  readonly file: string
  readonly text?: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Texts as typed; they win over the environment, which wins over the file. */
  readonly flags?: Flags
  readonly adapters: Readonly<Record<string, KnownAdapter>>
}

/** Reads and checks a configuration. Throws a `ConfigError` with everything that is wrong, not only the first. */
export function loadConfig({ file, text, env, flags = {}, adapters }: LoadOptions): Config {
  const document = readDocument(file, text ?? readText(file), env)
  if (document.problems.length > 0) throw new ConfigError(document.problems)
  const problems: Problem[] = []
  const parsed = configShape.safeParse(document.value)
  const base: [] = []
  if (!parsed.success) {
    problems.push(...toProblems({ file, document, shape: configShape, base }, parsed.error.issues))
  }
  const { systems, wrong } = checkSystems(file, document, adapters)
  problems.push(...wrong)
  if (parsed.success) {
    const secrets = secretPlaces(document.value, adapters)
    if (!parsed.data.sandbox) problems.push(...literalSecrets(file, document, secrets))
    const config = { ...parsed.data, systems, secrets: [] }
    problems.push(...crossCheck({ file, document, config: parsed.data, adapters }))
    const overridden = applyOverrides(config, { env, flags })
    problems.push(...overridden.problems)
    if (problems.length === 0) {
      const ledger = { text: overridden.config.ledger.url ?? '', kind: 'url' as const }
      return { ...overridden.config, secrets: [...secrets, ledger].flatMap(secretTexts) }
    }
  }
  throw new ConfigError(problems.toSorted((left, right) => compare(left.position, right.position)))
}

function checkSystems(
  file: string,
  document: ConfigDocument,
  adapters: Readonly<Record<string, KnownAdapter>>,
): { readonly systems: Record<string, SystemConfig>; readonly wrong: readonly Problem[] } {
  const systems: Record<string, SystemConfig> = {}
  const wrong: Problem[] = []
  for (const [name, entry] of entriesOf(document.value)) {
    const { adapter: adapterName, ...own } = entry
    const adapter =
      typeof adapterName === 'string' && Object.hasOwn(adapters, adapterName) && adapters[adapterName]
    if (!adapter) continue
    const parsed = adapter.options.safeParse(own)
    if (parsed.success) systems[name] = { adapter: String(adapterName), options: parsed.data }
    else {
      const checked = { file, document, shape: adapter.options, base: ['systems', name] }
      wrong.push(...toProblems(checked, parsed.error.issues))
    }
  }
  return { systems, wrong }
}

/** What the file calls secret, in its own sections and in those of systems that are known. */
function secretPlaces(
  value: unknown,
  adapters: Readonly<Record<string, KnownAdapter>>,
): readonly SecretPlace[] {
  const systems = entriesOf(value).flatMap(([name, { adapter, ...own }]) => {
    const known = typeof adapter === 'string' && Object.hasOwn(adapters, adapter) && adapters[adapter]
    return known ? secretsIn(known.options, own, ['systems', name]) : []
  })
  return [...secretsIn(configShape, value), ...systems]
}

/** A secret in a file is in its copies, its backups and its history; the sandbox's open nothing. */
function literalSecrets(
  file: string,
  document: ConfigDocument,
  secrets: readonly SecretPlace[],
): readonly Problem[] {
  return secrets
    .filter((place) => isLiteral(place, document.writtenAt(place.path) ?? ''))
    .map(({ path, kind }) => ({
      where: file,
      position: document.at(path),
      path: pathText(path),
      message:
        `expected ${kind === 'url' ? 'the password of the URL' : 'the secret'} from outside of this file, as \${NAME} (an environment ` +
        'variable) or ${file:/path} (a file); found it in the file itself. Only with a sandbox section may it stand there',
    }))
}

/** The systems as written, before anything is known to be right. */
function entriesOf(value: unknown): [string, Record<string, unknown>][] {
  const systems = isRecord(value) ? value['systems'] : null
  if (!isRecord(systems)) return []
  return Object.entries(systems).flatMap(([name, entry]) => (isRecord(entry) ? [[name, entry]] : []))
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    const why =
      cause instanceof Error && 'code' in cause && cause.code === 'ENOENT' ? 'there is none' : 'unreadable'
    throw new ConfigError([
      { where: file, position: null, path: '', message: `expected a configuration file; found ${why}` },
    ])
  }
}

function compare(left: Position | null, right: Position | null): number {
  return (left?.line ?? 0) - (right?.line ?? 0) || (left?.column ?? 0) - (right?.column ?? 0)
}
