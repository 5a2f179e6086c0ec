import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isObjectType } from 'graphql'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { subgraphs } from '../../subgraphs/all.ts'

const models = (name: string) => fileURLToPath(new URL(`../../subgraphs/${name}/models.ts`, import.meta.url))
const files = subgraphs.map(({ name }) => models(name)).filter((file) => existsSync(file))
const program = ts.createProgram(files, {
  module: ts.ModuleKind.NodeNext,
  target: ts.ScriptTarget.ES2023,
  strict: true,
  allowImportingTsExtensions: true,
  noEmit: true,
  skipLibCheck: true,
})
const checker = program.getTypeChecker()

/** What a subgraph's models have, by GraphQL type. Types without a model are checked by the compiler itself. */
function properties(name: string): ReadonlyMap<string, ReadonlySet<string>> {
  const source = program.getSourceFile(models(name))
  const module = source && checker.getSymbolAtLocation(source)
  if (!module) return new Map()
  return new Map(
    checker.getExportsOfModule(module).map((symbol) => {
      const type = checker.getDeclaredTypeOfSymbol(symbol)
      return [
        symbol.name.replace(/Model$/, ''),
        new Set(checker.getPropertiesOfType(type).map((one) => one.name)),
      ]
    }),
  )
}

describe('every field of the schema is resolved', () => {
  it.each(subgraphs)('in $name: by a resolver or by a property of its model', ({ name, schema }) => {
    const known = properties(name)
    const unresolved = Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .flatMap((type) =>
        Object.values(type.getFields())
          .filter(({ resolve }) => resolve?.name === 'ownProperty')
          .filter(({ name: field }) => known.get(type.name)?.has(field) === false)
          .map((field) => `${type.name}.${field.name}`),
      )
    expect(unresolved).toEqual([])
  })
})
