import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The example operations that come with the graph. */
export const operationsFolder = new URL('../schema/operations/', import.meta.url)

/** The committed supergraph. */
export const supergraphFile = new URL('../schema/supergraph.graphql', import.meta.url)

/** What clients see of it. */
export const apiSchemaFile = new URL('../schema/api.graphql', import.meta.url)

/** The built pages: beside the built gateway, or in `dist` when it runs from its sources. */
export function explorerFolder(): string {
  const beside = new URL('../explorer/', import.meta.url)
  const built = existsSync(new URL('assets/', beside))
    ? beside
    : new URL('../dist/explorer/', import.meta.url)
  return fileURLToPath(built)
}
