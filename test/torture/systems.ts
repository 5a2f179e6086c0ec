import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { SandboxCall } from '../../sandbox/server.ts'
import { freePort } from '../sandbox/free-port.ts'
import type { Suffered } from './rude-door.ts'
import type { SystemsCommand, SystemsOrder, SystemsWord } from './systems-process.ts'

/** The retailer's systems, which outlive the product. */
export interface Systems {
  /** How the product reaches them: through the doors. */
  readonly ports: SystemsOrder['ports']
  /** How they are reached past the doors. */
  readonly erpUrl: string
  readonly pspUrl: string
  tell(command: SystemsCommand): void
  /** What writes suffered until it was told last. */
  suffered(): Readonly<Record<'erp' | 'psp', Suffered>>
  /** Every call that a system got. */
  calls(of: 'erp' | 'psp'): Promise<readonly SandboxCall[]>
  stop(): Promise<void>
}

const NOTHING: Suffered = { writes: 0, lost: 0, late: 0 }

/** Starts them in a process of their own. */
export async function startSystems(folder: string, seed: number, now: string): Promise<Systems> {
  const names = ['erp', 'crm', 'pim', 'psp', 'issuer'] as const
  const free = await Promise.all(names.map(async (name) => [name, await freePort()] as const))
  const ports = Object.fromEntries(free) as SystemsOrder['ports']
  const doors = { erp: await freePort(), psp: await freePort() }
  const order: SystemsOrder = { seed, now, folder: join(folder, 'tills'), ports, doors }
  const script = fileURLToPath(new URL('systems-process.ts', import.meta.url))
  const child = fork(script, [JSON.stringify(order)], { execArgv: ['--import', import.meta.resolve('tsx')] })
  let suffered: ReturnType<Systems['suffered']> = { erp: NOTHING, psp: NOTHING }
  child.on('message', (word: SystemsWord) => {
    if ('suffered' in word) suffered = word.suffered
  })
  const adminUrls = await begun(child)
  return {
    ports: { ...ports, ...doors },
    erpUrl: `http://127.0.0.1:${ports.erp}`,
    pspUrl: `http://127.0.0.1:${ports.psp}`,
    tell: (command) => void child.send(command),
    suffered: () => suffered,
    async calls(of) {
      const response = await fetch(`${adminUrls[of]}calls`)
      return (await response.json()) as readonly SandboxCall[]
    },
    async stop() {
      const ended = once(child, 'exit')
      child.disconnect()
      await ended
    },
  }
}

async function begun(child: ChildProcess) {
  const ended = once(child, 'exit').then(() => {
    throw new Error('the systems ended before they were ready')
  })
  ended.catch(() => undefined)
  const [word] = (await Promise.race([once(child, 'message'), ended])) as readonly SystemsWord[]
  if (!word || !('adminUrls' in word)) throw new Error('expected to be told where the systems are')
  return word.adminUrls
}
