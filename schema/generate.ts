import { compose } from './compose.ts'
import { keepGenerated } from './keep-generated.ts'
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

keepGenerated(await outputs(), { from: 'the SDL', check: process.argv.includes('--check') })
