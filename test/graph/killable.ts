import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { secretsInFiles } from '../../bench/secrets-in-files.ts'
import { runSandbox } from '../../sandbox/run.ts'
import type { World } from '../../sandbox/world/types.ts'
import { freePort } from '../sandbox/free-port.ts'
import { CLIENTS_WITHOUT_END } from './endless-budgets.ts'
import type { Ask } from './shopping.ts'
import { sandboxYaml } from './whole.ts'

/** The product in a process of its own, over systems that outlive it. */
export interface Killable {
  readonly pspUrl: string
  readonly ask: Ask
  /** Ends it where it stands. */
  kill(): Promise<void>
  /** Starts it again, so much later by everybody's clock. */
  restart(laterMs: number): Promise<void>
  close(): Promise<void>
}

/** Starts systems and product; `edit` changes the configuration before it is read, and puts what is secret into files. */
export async function startKillable(
  world: World,
  edit: (yaml: string, secret: (name: string, text: string) => string) => string,
): Promise<Killable> {
  const folder = mkdtempSync(join(tmpdir(), 'couture-killed-'))
  const ports = {
    erp: await freePort(),
    crm: await freePort(),
    pim: await freePort(),
    psp: await freePort(),
    issuer: await freePort(),
    graph: await freePort(),
  }
  let ahead = world.now.getTime() - Date.now()
  const clock = () => new Date(Date.now() + ahead)
  const sandbox = await runSandbox({ world, folder: join(folder, 'tills'), ports, clock })
  const file = join(folder, 'couture.yaml')
  const yaml = sandboxYaml({
    ports,
    folder,
    timeoutMs: 30_000,
    budgetMs: 60_000,
    limits: CLIENTS_WITHOUT_END,
  })
    .replace(/^sandbox:\n(?: .*\n)+/m, '')
    .replaceAll('.sandbox.invalid', '.killed.invalid')
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  writeFileSync(
    file,
    secretsInFiles(
      edit(yaml, (name, text) => `\${file:${write(name, text)}}`),
      write,
    ),
  )
  let child: ChildProcess
  let url = ''
  const start = async () => {
    const program = join(import.meta.dirname, 'product-process.ts')
    child = fork(program, [file, String(ahead)], { execArgv: ['--import', 'tsx'], silent: true })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (said += chunk))
    const [word] = await Promise.race([once(child, 'message'), once(child, 'exit')])
    if (typeof word !== 'string') throw new Error(`the product ended: ${said.slice(-2_000)}`)
    url = word
  }
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }
  await start()
  return {
    pspUrl: sandbox.served.psp?.url ?? '',
    ask: async (query, variables, headers = {}) => {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
      })
      const { data, errors } = (await response.json()) as {
        readonly data?: object
        readonly errors?: unknown
      }
      if (errors || !data) throw new Error(JSON.stringify(errors))
      return Object.values(data)[0]
    },
    kill,
    async restart(laterMs) {
      ahead += laterMs
      await start()
    },
    async close() {
      await kill()
      await sandbox.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
