import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { ENVIRONMENT } from './configuration.ts'

/** One process of the product, started again as often as it is killed. */
export interface Product {
  readonly url: string
  /** Ends it where it stands, and starts another, which may not answer yet. */
  kill(): Promise<void>
  /** How often it was killed. */
  readonly kills: number
  /** Resolves when it answers. Throws when it ends by itself, or after two minutes. */
  ready(): Promise<void>
  /** Asks it to stop, and waits until it has. */
  stop(): Promise<void>
}

export interface ProductOptions {
  readonly name: string
  readonly folder: string
  readonly config: string
  readonly port: number
  /** The built command line. */
  readonly cli: string
}

/** Starts `couture up`. What it logs is in the folder. */
export function startProduct({ name, folder, config, port, cli }: ProductOptions): Product {
  const url = `http://127.0.0.1:${port}`
  const log = openSync(join(folder, `${name}.log`), 'a')
  const start = (): ChildProcess =>
    spawn(process.execPath, [cli, 'up', '--config', config, '--port', String(port)], {
      cwd: folder,
      env: { ...ENVIRONMENT, NODE_ENV: 'production' },
      stdio: ['ignore', log, log],
    })
  let child = start()
  let kills = 0
  let revivals = 0
  const revive = () => {
    revivals += 1
    if (revivals > 10) throw new Error(`${name} ends by itself; ${folder}/${name}.log says why`)
    child = start()
  }
  const killChild = () => child.kill('SIGKILL')
  process.once('exit', killChild)
  return {
    url,
    get kills() {
      return kills
    },
    async kill() {
      if (child.exitCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
      kills += 1
      child = start()
    },
    async ready() {
      for (let tries = 0; tries < 1_200; tries++) {
        // Where its ledger did not answer it ends, and whoever runs it starts it again.
        if (child.exitCode !== null) revive()
        if (await answers(`${url}/ready`)) return
        await wait(100)
      }
      throw new Error(`${name} did not answer within two minutes`)
    },
    async stop() {
      process.off('exit', killChild)
      if (child.exitCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url)
    await response.arrayBuffer()
    return response.ok
  } catch {
    return false
  }
}
