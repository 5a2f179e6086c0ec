import { cpSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** After `tsc`: puts the GraphQL documents and examples beside the compiled code that reads them. */
const root = fileURLToPath(new URL('..', import.meta.url))
for (const folder of ['schema', 'subgraphs']) {
  cpSync(`${root}${folder}`, `${root}dist/${folder}`, {
    recursive: true,
    filter: (path) => !/\.tsx?$/.test(path),
  })
}
