import { existsSync, readFileSync } from 'node:fs'
import { codegen } from '@graphql-codegen/core'
import * as typescript from '@graphql-codegen/typescript'
import * as resolvers from '@graphql-codegen/typescript-resolvers'
import { parse } from 'graphql'
import { scalarTypes } from './scalars.ts'
import { subgraphSdl } from './sdl.ts'

/**
 * The TypeScript types of one subgraph's resolvers, from its SDL, so that `tsc` checks resolvers against it. A type
 * `FooModel` exported by the subgraph's `models.ts` is what a resolver of `Foo` receives.
 */
export function resolverTypes(name: string): Promise<string> {
  const models = new URL(`../subgraphs/${name}/models.ts`, import.meta.url)
  const source = existsSync(models) ? readFileSync(models, 'utf8') : ''
  const names = [...source.matchAll(/export (?:type|interface) (\w+)Model\b/g)].map(([, type = '']) => type)
  return codegen({
    filename: 'resolvers.generated.ts',
    schema: parse(subgraphSdl(name)),
    documents: [],
    plugins: [{ typescript: {} }, { resolvers: {} }],
    pluginMap: { typescript, resolvers },
    config: {
      federation: true,
      useTypeImports: true,
      immutableTypes: true,
      avoidOptionals: { field: true, inputValue: false, object: false, defaultValue: false },
      enumsAsTypes: true,
      strictScalars: true,
      scalars: scalarTypes,
      skipTypename: true,
      contextType: '../context.ts#Context',
      mapperTypeSuffix: 'Model',
      mappers: Object.fromEntries(names.map((type) => [type, `./models.ts#${type}Model`])),
    },
  })
}
