import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { World } from '../../../sandbox/world/types.ts'
import { MODULES } from './programs.ts'

const here = dirname(fileURLToPath(import.meta.url))

/** Where dumps are kept between runs; outside git. */
const DUMPS = fileURLToPath(new URL('../../../var/tryton/', import.meta.url))

/** The file of the dump of a world: another world, seed or list of modules is another file. */
export function dumpFile(world: World): string {
  const hash = createHash('sha256')
  hash.update(JSON.stringify({ world, modules: MODULES }))
  for (const file of [...seedFiles(join(here, 'seed')), join(here, 'rpc.ts')]) hash.update(readFileSync(file))
  return join(DUMPS, `${hash.digest('hex').slice(0, 16)}.dump`)
}

function seedFiles(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name))
}

/**
 * Has `make` write a dump unless there is one. Of several processes that want it one makes it and the others wait; a
 * maker that has died is replaced.
 */
export async function keepDump(file: string, make: (file: string) => Promise<void>): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  while (!existsSync(file)) {
    const unlock = await lock(`${file}.lock`)
    if (unlock === null) {
      await wait(500)
      continue
    }
    try {
      if (existsSync(file)) return
      await make(`${file}.part`)
      await rename(`${file}.part`, file)
    } finally {
      await unlock()
    }
  }
}

/** Null when a living process holds the lock. */
async function lock(file: string): Promise<(() => Promise<void>) | null> {
  try {
    const handle = await open(file, 'wx')
    await handle.writeFile(String(process.pid))
    await handle.close()
    return () => rm(file, { force: true })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    const holder = Number(await readFile(file, 'utf8').catch(() => ''))
    if (holder > 0 && !isAlive(holder)) await rm(file, { force: true })
    return null
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
