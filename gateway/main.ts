import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { askGraph } from './commands/ask-graph.ts'
import { auditAccess } from './commands/audit-access.ts'
import { examine, report } from './commands/doctor.ts'
import { examineDocuments, reportDocuments } from './commands/documents.ts'
import { CommandError } from './commands/io.ts'
import { outboxCommand } from './commands/outbox.ts'
import type { Actions, UpFlags } from './commands/program.ts'
import { sandboxToken } from './commands/token.ts'
import type { Config } from './config/config.ts'
import { loadConfig } from './config/load.ts'
import type { Flags } from './config/overrides.ts'
import { startForeignGateway } from './foreign-gateway.ts'
import { startGatewayProcess } from './gateway-process.ts'
import { openHouse } from './house.ts'
import { ledgerPlace } from './ledger-place.ts'
import { createLog } from './log.ts'
import type { Outside } from './outside.ts'
import type { Parts } from './parts.ts'
import { startSigner } from './signer-process.ts'
import { startSubgraph } from './subgraph-process.ts'
import { startUp } from './up.ts'

const supergraphFile = new URL('../schema/supergraph.graphql', import.meta.url)

/** The composition root: every command, built from this build's parts. Nothing else builds things. */
export function createActions(parts: Parts, outside: Outside): Actions {
  const { env, io, clock } = outside
  const load = (file: string, flags: Flags = {}) => loadConfig({ file, env, flags, adapters: parts.adapters })
  return {
    ...servingActions(parts, outside, load),
    async sandbox({ config: file, describe }) {
      const config = load(file)
      if (!config.sandbox) throw new CommandError(`expected a sandbox section in ${file}; found none`)
      if (describe) {
        io.out(`${JSON.stringify(parts.sandbox.describe(config, clock), null, 2)}\n`)
        return 0
      }
      const sandbox = await parts.sandbox.start(config, clock)
      for (const { name, url } of sandbox.systems) io.tell(`${name}  ${url}\n`)
      await outside.stopAsked
      await sandbox.close()
      return 0
    },
    async token(flags) {
      io.out(`${sandboxToken(load(flags.config), flags, { sandbox: parts.sandbox, clock })}\n`)
      return 0
    },
    async compose({ check }) {
      // Composition is slow to load and needed by this command alone.
      const { compose } = await import('../schema/compose.ts')
      const { supergraph, hints } = compose()
      for (const hint of hints) io.tell(`hint: ${hint}\n`)
      if (!check) io.out(supergraph)
      else if ((await readFile(supergraphFile, 'utf8')) !== supergraph) {
        throw new CommandError(
          'schema/supergraph.graphql is not what the subgraphs compose to; run npm run generate',
        )
      }
      return 0
    },
    async doctor({ config: file, json }) {
      const house = await openHouse(load(file), { parts, clock, log: createLog({ level: 'silent', clock }) })
      try {
        const findings = await examine(house.estate.sources, { clock })
        io.out(json ? `${JSON.stringify(findings, null, 2)}\n` : report(findings))
        return findings.some(({ failure }) => failure !== null) ? 1 : 0
      } finally {
        await house.close()
      }
    },
    async documents({ config: file, files }) {
      const given = files.length > 0
      const { documents, limits } = given ? { documents: null, limits: null } : load(file)
      const checked = await examineDocuments(documents?.manifests ?? files, limits?.maxTokens)
      io.out(reportDocuments(checked))
      return checked.quarantined.length > 0 ? 1 : 0
    },
    async backup({ config: file, file: target }) {
      const open = await openLedger(load(file), { parts, clock })
      try {
        await open.backup(target)
      } finally {
        await open.close()
      }
      io.tell(`the ledger was copied to ${target}\n`)
      return 0
    },
    async auditAccess({ config: file, flags }) {
      const config = load(file)
      const { access, close } = await openLedger(config, { parts, clock })
      try {
        return await auditAccess(flags, { access, timeZone: config.retailer.timeZone, io })
      } finally {
        await close()
      }
    },
    async outbox({ config: file, flags }) {
      const { host, port } = load(file).server
      const url = flags.url ?? `http://${host}:${port}/graphql`
      const ask = askGraph({ url, token: env['COUTURE_TOKEN'] ?? null, fetch })
      return outboxCommand(flags, { ask, io, key: randomUUID })
    },
  }
}

/** The configured ledger, also while the product runs on it. */
function openLedger(
  config: Config,
  { parts, clock }: { readonly parts: Parts; readonly clock: Outside['clock'] },
) {
  const place = ledgerPlace(config, clock)
  // Opened, a file that is not there would be made, empty.
  if ('file' in place && !existsSync(place.file)) {
    throw new CommandError(`expected a ledger at ${place.file}; found none`)
  }
  return parts.openLedger({ ...place, idKey: config.ids.key })
}

type Load = (file: string, flags?: Flags) => Config

/** The commands that serve until they are asked to stop. */
function servingActions(
  parts: Parts,
  outside: Outside,
  load: Load,
): Pick<Actions, 'up' | 'subgraph' | 'gateway' | 'signer'> {
  const { env } = outside
  const portIfSaid = ({ server }: Config, flags: Flags) =>
    flags.port !== undefined || env['COUTURE_PORT'] ? server.port : undefined
  const untilAsked = async ({ stop }: { stop(): Promise<void> }) => {
    await outside.stopAsked
    await stop()
    return 0
  }
  return {
    async up({ config: file, flags }: UpFlags) {
      const follow = { files: [file], load: () => load(file, flags) }
      const running = await startUp(load(file, flags), { parts, outside, follow })
      return untilAsked(running)
    },
    async subgraph({ name, config: file, flags }) {
      const follow = { files: [file], load: () => load(file, flags) }
      const config = follow.load()
      const port = portIfSaid(config, flags)
      const running = await startSubgraph(config, { name, port, parts, outside, follow })
      return untilAsked(running)
    },
    async signer({ config: file, flags }) {
      const follow = { files: [file], load: () => load(file, flags) }
      const config = follow.load()
      const port = portIfSaid(config, flags)
      return untilAsked(await startSigner(config, { port, parts, outside, follow }))
    },
    async gateway({ config: file, supergraph, insecure, flags }) {
      if (file !== null && insecure) {
        throw new CommandError('expected no --insecure: with a configuration, its issuers say who asks')
      }
      const follow = file !== null && { files: [file], load: () => load(file, flags) }
      const running = follow
        ? await startGatewayProcess(follow.load(), { supergraph, parts, outside, follow })
        : await startForeignGateway(supergraph ?? '', { outside, insecure, flags })
      return untilAsked(running)
    },
  }
}
