import { readFileSync } from 'node:fs'
import type { GraphQLSchema } from 'graphql'
import type { Viewer } from '../../subgraphs/shared/access/viewer.ts'
import { clientCode } from '../errors.ts'
import type { Log } from '../log.ts'
import { followFiles, type ReloadPace, type Reloads } from '../reload.ts'
import { askedFor, type Incoming } from './asked.ts'
import { type Checked, type CheckOptions, checkEntries } from './check.ts'
import { ManifestError, readManifest } from './manifest.ts'
import { type DocumentRules, sha256, type Taken, type Texts, takeDocument, whoseKind } from './take.ts'

export interface TrustedOptions {
  /** Manifests, by path. */
  readonly manifests: readonly string[]
  readonly rules: DocumentRules
  readonly maxTokens: number
  readonly log: Log
  /** How often manifests are looked at. @default every five seconds: they are large, and change with a client's release */
  readonly pace?: ReloadPace | undefined
}

/** Registered documents in service. */
export interface Trusted {
  /** Which document is executed for a viewer's request; throws a refusal. @see takeDocument */
  take(incoming: Incoming, viewer: Viewer): Taken
  /** Whether the manifests' present texts serve, and not older ones. */
  current(): boolean
  /** Ends the following of files. */
  close(): Promise<void>
}

const PACE: ReloadPace = { lookMs: 5_000, settleMs: 200 }

/**
 * Reads the manifests and follows them: a changed one is taken whole, a bad one leaves what serves in service and says so in the
 * log. Throws a `ManifestError` when one is bad at the start.
 */
export async function openTrusted(options: TrustedOptions, schema: GraphQLSchema): Promise<Trusted> {
  const { manifests, rules, maxTokens, log, pace = PACE } = options
  if (manifests.length === 0) return alwaysSame(rules)
  const read = async () => {
    const checked = await checkManifests(manifests, { schema, maxTokens })
    tell(log, checked)
    return checked.texts
  }
  let texts = await read()
  const reloads: Reloads = followFiles({
    files: manifests,
    load: async () => {
      texts = await read()
    },
    log: named(log),
    pace,
  })
  return {
    take: (incoming, viewer) => takeOrTell(incoming, viewer, { texts, rules, log }),
    current: () => !reloads.refused(),
    close: reloads.close,
  }
}

/** Reads and checks manifests. Throws a `ManifestError` for a file of which nothing can be used. */
export async function checkManifests(files: readonly string[], options: CheckOptions): Promise<Checked> {
  return checkEntries(
    files.map((file) => readManifest(file, textOf(file))),
    options,
  )
}

interface Taking {
  readonly texts: Texts
  readonly rules: DocumentRules
  readonly log: Log
}

/** What somebody was refused for not having registered it is told to the operator: its hash and name, not its text. */
function takeOrTell(incoming: Incoming, viewer: Viewer, { texts, rules, log }: Taking): Taken {
  const asked = askedFor(incoming)
  try {
    return takeDocument(asked, viewer, texts, rules)
  } catch (error) {
    if (clientCode(error) === 'FORBIDDEN' && asked.text !== null) {
      const values = { operation: asked.operation, hash: sha256(asked.text) }
      log.warn('document.refused', { requestId: incoming.id, ...values, ...whoseKind(viewer) })
    }
    throw error
  }
}

function alwaysSame(rules: DocumentRules): Trusted {
  const none = new Map<string, string>()
  return {
    take: (incoming, viewer) => takeDocument(askedFor(incoming), viewer, none, rules),
    current: () => true,
    close: async () => {},
  }
}

function tell(log: Log, { texts, quarantined }: Checked): void {
  log.info('manifests.read', { documents: texts.size, quarantined: quarantined.length })
  for (const { file, id, reason } of quarantined) log.warn('manifests.quarantined', { file, id, reason })
}

/** The events of a manifest that changed are not those of the configuration. */
function named(log: Log): Log {
  const rename = (event: string) => event.replace(/^reload\./, 'manifests.reload.')
  return {
    ...log,
    info: (event, values) => log.info(rename(event), values),
    error: (event, values, cause) => log.error(rename(event), values, cause),
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new ManifestError(
      `${file}: expected a manifest of registered operations; found none that can be read`,
    )
  }
}
