import { rename, utimes, writeFile } from 'node:fs/promises'

/** Writes a till file that appears whole, with this time of change. */
export async function drop(path: string, text: string, at: Date): Promise<void> {
  const part = `${path}.part`
  await writeFile(part, text)
  await utimes(part, at, at)
  await rename(part, path)
}
