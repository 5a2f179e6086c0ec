import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The text of every TypeScript file in folders of the repository. */
export function sourcesOf(...folders: readonly string[]): readonly string[] {
  const root = fileURLToPath(new URL('../../../', import.meta.url))
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(join(root, folder, file), 'utf8')),
  )
}
