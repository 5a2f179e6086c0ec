import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { ExampleOperation } from './http/explorer-pages.ts'

/**
 * The example operations of a folder: each `NAME.graphql` with the variables of `NAME.variables.json` beside it, if any.
 * `customer-360` comes first, the others by name. Throws when a file of variables is no JSON object.
 */
export function readOperations(folder: URL): readonly ExampleOperation[] {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.graphql'))
    .map((file) => file.slice(0, -'.graphql'.length))
    .sort()
  const inOrder = [
    ...names.filter((name) => name === 'customer-360'),
    ...names.filter((name) => name !== 'customer-360'),
  ]
  return inOrder.map((name) => ({
    name,
    query: readFileSync(new URL(`${name}.graphql`, folder), 'utf8'),
    variables: readVariables(new URL(`${name}.variables.json`, folder)),
  }))
}

function readVariables(file: URL): Record<string, unknown> {
  if (!existsSync(file)) return {}
  const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  throw new Error(`expected a JSON object in ${file.pathname.split('/').pop()}`)
}
