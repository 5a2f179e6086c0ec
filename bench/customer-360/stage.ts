import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { callKeys } from '../../gateway/calls.ts'
import type { Config } from '../../gateway/config/config.ts'
import { loadConfig } from '../../gateway/config/load.ts'
import { supergraphFile } from '../../gateway/files.ts'
import { readSupergraph } from '../../gateway/supergraph.ts'
import { thisBuild } from '../../gateway/this-build.ts'
import { people } from '../../test/graph/people.ts'
import { filled, indexed } from '../../test/graph/settled.ts'
import { built } from '../built.ts'
import { together, type Usage } from '../proc.ts'
import type { Running, Workshop } from '../processes.ts'
import { secretsInFiles } from '../secrets-in-files.ts'
import { at, BUDGET_MS, choosePorts, type Ports, settings } from './settings.ts'

/** Who is compared. */
export interface Contestant {
  readonly name: string
  /** `http://127.0.0.1:4000`. */
  readonly url: string
  /** What the process has used that clients speak to. */
  alone(): Usage
  /** The same with the subgraphs' processes, where it has any. */
  whole(): Usage
}

/** Everything that runs: the sandbox apart, and three ways to the same graph over it. */
export interface Stage {
  readonly systems: Ports['systems']
  /** What every request carries: a token with every scope, valid for longer than all rounds take. */
  readonly authorization: string
  /** Everything in one process. */
  readonly inProcess: Contestant
  /** Couture's gateway over a process for each subgraph. */
  readonly overHttp: Contestant
  /** Apollo's gateway over the very same processes. */
  readonly vanilla: Contestant
  /** Empties the caches of the subgraphs' processes: starts them anew. */
  cool(): Promise<void>
}

export interface StageOptions {
  readonly workshop: Workshop
  /** How many customers the sandbox has. */
  readonly size: number
  readonly viewer: string
  readonly print: (text: string) => void
}

/** Starts them all; the ledger is filled and the catalogue indexed, the caches are empty. */
export async function setStage({ workshop, size, viewer, print }: StageOptions): Promise<Stage> {
  const cli = built('gateway/cli.ts', print)
  const ports = await choosePorts()
  const files = writeFiles(workshop, ports, { size })
  const couture = (name: string, ...words: string[]) =>
    workshop.start(name, cli, [...words, '--config', files.couture])

  print(`(starting the sandbox, ${Object.keys(ports.subgraphs).length} subgraphs and three gateways)`)
  const sandbox = workshop.start('sandbox', cli, ['sandbox', '--config', files.sandbox])
  await sandbox.answers(`http://127.0.0.1:${ports.systems.pim + 1_000}/__sandbox__/calls`)
  // It has the ledger to itself and so fills it, and goes on doing the background work: no subgraph does any while it is measured.
  const one = couture('couture-one', 'up', '--port', String(ports.inProcess))
  const inProcess = contestant('couture, one process', ports.inProcess, one)
  await one.answers(`${inProcess.url}/ready`)
  await one.during(filled(files.config))
  await one.during(indexed(inProcess.url))

  const startParts = async () => {
    const parts = Object.keys(ports.subgraphs).map((name) => couture(`subgraph-${name}`, 'subgraph', name))
    await Promise.all(
      Object.values(ports.subgraphs).map((port, index) =>
        parts[index]?.answers(`http://127.0.0.1:${port}/ready`),
      ),
    )
    return parts
  }
  let parts = await startParts()
  const apart = () => parts
  const gateway = couture('couture-gateway', 'gateway', '--port', String(ports.overHttp))
  const overHttp = contestant('couture gateway', ports.overHttp, gateway, apart)
  await gateway.answers(`${overHttp.url}/ready`)
  await gateway.during(indexed(overHttp.url))
  const apollo = startVanilla(workshop, ports, { ...files, viewer, print })
  const vanilla = contestant('vanilla Apollo', ports.vanilla, apollo, apart)
  await apollo.answers(`${vanilla.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"query":"{ __typename }"}',
  })
  const { issuers } = files.config
  const asker = people({ issuers, now: () => new Date(), shopper: viewer }).as('everything')
  return {
    systems: ports.systems,
    authorization: asker['authorization'] ?? '',
    inProcess,
    overHttp,
    vanilla,
    async cool() {
      await Promise.all(parts.map((part) => part.stop()))
      parts = await startParts()
      await gateway.during(indexed(overHttp.url))
    },
  }
}

function writeFiles({ folder }: Workshop, ports: Ports, of: { readonly size: number }) {
  const { sandbox, couture: written } = settings(ports, of)
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  const couture = secretsInFiles(written, write)
  const config = loadConfig({ file: 'couture.yaml', text: couture, env: {}, adapters: thisBuild.adapters })
  const ledger = { ...config.ledger, file: resolve(folder, config.ledger.file ?? '') }
  return {
    sandbox: write('sandbox.yaml', sandbox),
    couture: write('couture.yaml', couture),
    supergraph: write('supergraph.graphql', supergraphAt(ports)),
    config: { ...config, ledger },
  }
}

/** The committed supergraph, in which the subgraphs listen at their ports. */
function supergraphAt({ subgraphs }: Ports): string {
  const { executableSdl, subgraphs: entries } = readSupergraph(readFileSync(supergraphFile, 'utf8'))
  return entries.reduce(
    (sdl, { name, url }) => sdl.replaceAll(JSON.stringify(url), JSON.stringify(at(subgraphs[name] ?? 0))),
    executableSdl,
  )
}

function contestant(
  name: string,
  port: number,
  own: Running,
  apart: () => readonly Running[] = () => [],
): Contestant {
  return {
    name,
    url: `http://127.0.0.1:${port}`,
    alone: () => own.usage(),
    whole: () => together([own, ...apart()].map((one) => one.usage())),
  }
}

interface VanillaOptions extends Pick<StageOptions, 'viewer' | 'print'> {
  readonly supergraph: string
  readonly config: Config
}

function startVanilla(
  workshop: Workshop,
  { vanilla }: Ports,
  { supergraph, config, viewer, print }: VanillaOptions,
): Running {
  const [{ id, secret }] = callKeys(config)
  const script = built('bench/customer-360/vanilla.ts', print)
  return workshop.start('vanilla', script, [
    supergraph,
    String(vanilla),
    String(BUDGET_MS),
    viewer,
    id,
    secret,
  ])
}
