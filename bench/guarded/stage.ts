import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { loadConfig } from '../../gateway/config/load.ts'
import { thisBuild } from '../../gateway/this-build.ts'
import { people } from '../../test/graph/people.ts'
import { filled, indexed } from '../../test/graph/settled.ts'
import { built } from '../built.ts'
import { choosePorts, type Ports, settings } from '../customer-360/settings.ts'
import type { Running, Workshop } from '../processes.ts'
import { secretsInFiles } from '../secrets-in-files.ts'

/** One process that is the whole graph. */
export interface Contestant {
  readonly name: string
  /** `http://127.0.0.1:4000`. */
  readonly url: string
  /** CPU time so far, milliseconds. */
  cpuMs(): number
}

/** The same build twice over one sandbox, each with a ledger of its own: as it is, and without what guards it. */
export interface Stage {
  readonly guarded: Contestant
  readonly unguarded: Contestant
  /** The Authorization headers of who asks. */
  readonly askers: Readonly<Record<'associate' | 'shopper', string>>
}

export interface StageOptions {
  readonly workshop: Workshop
  /** How many customers the sandbox has. */
  readonly size: number
  /** The shopper who asks for themselves. */
  readonly shopper: string
  readonly print: (text: string) => void
}

/** Starts both; the ledgers are filled and the catalogue is indexed. */
export async function setStage({ workshop, size, shopper, print }: StageOptions): Promise<Stage> {
  const cli = built('gateway/cli.ts', print)
  const ports = await choosePorts()
  print('(starting the sandbox and two graphs)')
  const guarded = writeFiles(workshop, 'guarded', { ports, size })
  const unguarded = writeFiles(workshop, 'unguarded', { ports, size })
  const sandbox = workshop.start('sandbox', cli, ['sandbox', '--config', guarded.sandbox])
  await sandbox.answers(`http://127.0.0.1:${ports.systems.pim + 1_000}/__sandbox__/calls`)
  const open = async (script: string, { name, couture, config }: Files, port: number) => {
    const process = workshop.start(name, script, ['up', '--config', couture, '--port', String(port)])
    const url = `http://127.0.0.1:${port}`
    await process.answers(`${url}/ready`)
    await process.during(filled(config))
    await process.during(indexed(url))
    return contestant(name, url, process)
  }
  const { issuers } = guarded.config
  const directory = people({ issuers, now: () => new Date(), shopper })
  const header = (role: 'associate' | 'shopper') => directory.as(role)['authorization'] ?? ''
  return {
    guarded: await open(cli, guarded, ports.inProcess),
    unguarded: await open(built('bench/guarded/unguarded.ts', print), unguarded, ports.overHttp),
    askers: { associate: header('associate'), shopper: header('shopper') },
  }
}

type Files = ReturnType<typeof writeFiles>

function writeFiles(
  { folder }: Workshop,
  name: string,
  { ports, size }: { readonly ports: Ports; readonly size: number },
) {
  const { sandbox, couture: written } = settings(ports, { size })
  const write = (file: string, text: string) => {
    const path = join(folder, `${name}-${file}`)
    writeFileSync(path, text)
    return path
  }
  const couture = secretsInFiles(written, write).replace('var/sandbox/ledger', `var/${name}/ledger`)
  const config = loadConfig({ file: 'couture.yaml', text: couture, env: {}, adapters: thisBuild.adapters })
  const ledger = { ...config.ledger, file: resolve(folder, config.ledger.file ?? '') }
  return {
    name,
    sandbox: write('sandbox.yaml', sandbox),
    couture: write('couture.yaml', couture),
    config: { ...config, ledger },
  }
}

function contestant(name: string, url: string, process: Running): Contestant {
  return { name, url, cpuMs: () => process.usage().cpuMs }
}
