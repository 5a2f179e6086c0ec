import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { dayIn } from '../../adapters/time.ts'
import type { World } from '../world/types.ts'

/** Raised whenever the same world is written otherwise, so that old folders are written again. */
const FORMAT = 1

/** The file that says which world a folder holds; its name hides it from who reads till files. */
const NAME = '.sandbox-tills.json'

const stamp = z.object({
  format: z.number(),
  seed: z.number(),
  size: z.number(),
  /** The world's day: nothing in the files depends on the hour. */
  day: z.string(),
  complete: z.boolean(),
  folders: z.array(z.string().regex(/^\d{4}$/)),
})
type Stamp = z.output<typeof stamp>

/**
 * Makes the folder ready for a world's files; false when it holds them already. Files of another world are removed;
 * a folder with anything else and no stamp is refused, because it is not ours to empty.
 */
export async function prepare(world: World, folder: string): Promise<boolean> {
  const found = await readStamp(folder)
  if (found === null) {
    if ((await readdir(folder)).length > 0) {
      throw new Error(
        'expected an empty folder or one with till files of a sandbox, found other files; give another',
      )
    }
  } else if (isDeepEqual(found, stampOf(world, true))) return false
  for (const old of found?.folders ?? []) await rm(join(folder, old), { recursive: true, force: true })
  await writeStamp(world, folder, false)
  return true
}

/** Says that the folder now holds all of the world's files. */
export async function finish(world: World, folder: string): Promise<void> {
  await writeStamp(world, folder, true)
}

function stampOf(world: World, complete: boolean): Stamp {
  return {
    format: FORMAT,
    seed: world.seed,
    size: world.size,
    day: dayIn('Europe/Paris', world.now),
    complete,
    folders: world.stores.map(({ tillStore }) => tillStore),
  }
}

function isDeepEqual(left: Stamp, right: Stamp): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}

async function writeStamp(world: World, folder: string, complete: boolean): Promise<void> {
  await writeFile(join(folder, NAME), JSON.stringify(stampOf(world, complete)))
}

async function readStamp(folder: string): Promise<Stamp | null> {
  try {
    return stamp.parse(JSON.parse(await readFile(join(folder, NAME), 'utf8')))
  } catch {
    return null
  }
}
