import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { compose } from './compose.ts'
import { resolverTypes } from './resolver-types.ts'
import { subgraphNames } from './sdl.ts'

/**
 * `generate.ts` writes what follows from the SDL: resolver types beside every subgraph, `supergraph.graphql` and
 * `api.graphql`. `generate.ts --check` writes nothing and fails when a file is not what it would write.
 */
async function outputs(): Promise<readonly (readonly [URL, string])[]> {
  const { supergraph, api } = compose()
  const types = await Promise.all(
    subgraphNames().map(
      async (name) =>
        [
          new URL(`../subgraphs/${name}/resolvers.generated.ts`, import.meta.url),
          await resolverTypes(name),
        ] as const,
    ),
  )
  return [
    [new URL('supergraph.graphql', import.meta.url), supergraph],
    [new URL('api.graphql', import.meta.url), api],
    ...types,
  ]
}

const check = process.argv.includes('--check')
const stale = (await outputs()).filter(
  ([file, text]) => !existsSync(file) || readFileSync(file, 'utf8') !== text,
)
if (check && stale.length > 0) {
  const files = stale.map(([file]) => file.pathname.split('/').slice(-3).join('/')).join(', ')
  process.stderr.write(`not what the SDL gives: ${files}; run "npm run generate" and commit the result\n`)
  process.exitCode = 1
}
if (!check) for (const [file, text] of stale) writeFileSync(file, text)
