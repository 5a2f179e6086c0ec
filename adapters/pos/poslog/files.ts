import { type Dirent, promises as fs } from 'node:fs'
import { join } from 'node:path'

/** A till file as the folder shows it. */
export interface TillFile {
  /** Path below the watched folder, with `/`. */
  readonly path: string
  readonly absolute: string
  /** Size and times of the last change: differs whenever the content does. */
  readonly stamp: string
  /** When its content last changed, milliseconds since 1970. */
  readonly changedAt: number
}

/** What a folder holds. */
export interface Listing {
  /** In the order in which they last changed, then of their paths: a receipt that is sent again is read after its first form. */
  readonly files: readonly TillFile[]
  /** Paths below the folder that could not be looked at, and the system's code for why (`EACCES`). */
  readonly unreadable: readonly { readonly path: string; readonly code: string }[]
}

/**
 * Every till file in the folder and below it. Hidden files and folders are passed over: transfers in progress are often
 * named so. Rejects with Node's error when the folder itself cannot be read.
 */
export async function listTillFiles(folder: string, suffix: string): Promise<Listing> {
  const files: TillFile[] = []
  const unreadable: { path: string; code: string }[] = []
  const open: { readonly below: string; readonly entries: readonly Dirent[] }[] = [
    { below: '', entries: await fs.readdir(folder, { withFileTypes: true }) },
  ]
  for (let at = open.pop(); at; at = open.pop()) {
    for (const entry of at.entries.filter(({ name }) => !name.startsWith('.'))) {
      const path = at.below + entry.name
      try {
        if (entry.isDirectory()) open.push(await openFolder(folder, `${path}/`))
        else if (path.toLowerCase().endsWith(suffix.toLowerCase())) files.push(await look(folder, path))
      } catch (error) {
        unreadable.push({ path, code: codeOf(error) })
      }
    }
  }
  files.sort((left, right) => left.changedAt - right.changedAt || (left.path < right.path ? -1 : 1))
  return { files, unreadable }
}

async function openFolder(folder: string, below: string) {
  return { below, entries: await fs.readdir(join(folder, below), { withFileTypes: true }) }
}

async function look(folder: string, path: string): Promise<TillFile> {
  const absolute = join(folder, path)
  const { size, mtimeMs, ctimeMs } = await fs.stat(absolute)
  return { path, absolute, stamp: `${size}-${mtimeMs}-${ctimeMs}`, changedAt: mtimeMs }
}

/** The operating system's code of a failure: `ENOENT`, `EACCES`. Throws what is no failure of the system's. */
export function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  throw error
}
