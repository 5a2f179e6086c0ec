import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's own folder. */
export const root = fileURLToPath(new URL('..', import.meta.url))

const CLI = 'dist/gateway/cli.js'

/** The file of a compiled script, `gateway/cli.ts`: what is measured is what is run in production. Builds when a source is newer. */
export function built(source: string, print: (text: string) => void): string {
  if (!isBuilt()) {
    print('(building, since a source is newer than the build)')
    execFileSync('npm', ['run', 'build', '--silent'], { cwd: root, stdio: 'inherit' })
  }
  return join(root, 'dist', source.replace(/\.ts$/, '.js'))
}

function isBuilt(): boolean {
  const cli = join(root, CLI)
  return existsSync(cli) && sources().every((file) => statSync(file).mtimeMs <= statSync(cli).mtimeMs)
}

/** What `tsconfig.build.json` compiles, and the documents that are copied beside it. */
function sources(): string[] {
  const config = JSON.parse(readFileSync(join(root, 'tsconfig.build.json'), 'utf8')) as {
    readonly include: readonly string[]
  }
  return config.include.flatMap((entry) => {
    const path = join(root, entry)
    if (statSync(path).isFile()) return [path]
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((file) => file.isFile() && /\.(ts|graphql|json)$/.test(file.name))
      .map((file) => join(file.parentPath, file.name))
  })
}
