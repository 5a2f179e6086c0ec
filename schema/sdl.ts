import { existsSync, readdirSync, readFileSync } from 'node:fs'

/** Where the subgraphs live, in the source tree as in the built one. */
const folder = new URL('../subgraphs/', import.meta.url)

/** Each subgraph's port when it runs as a process of its own; the committed supergraph names these URLs. */
const PORTS: Readonly<Record<string, number>> = {
  customers: 4101,
  catalog: 4102,
  pricing: 4103,
  inventory: 4104,
  orders: 4105,
  cart: 4106,
  loyalty: 4107,
  engagement: 4108,
  platform: 4109,
}

/** The subgraphs there are: the folders that hold a `schema.graphql`, in alphabetical order. */
export function subgraphNames(): readonly string[] {
  return readdirSync(folder)
    .filter((name) => existsSync(new URL(`${name}/schema.graphql`, folder)))
    .sort()
}

/** A subgraph's whole SDL: the shared prelude and its own file. */
export function subgraphSdl(name: string): string {
  const shared = readFileSync(new URL('shared.graphql', import.meta.url), 'utf8')
  return `${shared}\n${readFileSync(new URL(`${name}/schema.graphql`, folder), 'utf8')}`
}

/** The port on which a subgraph listens when it runs apart. */
export function subgraphPort(name: string): number {
  const port = PORTS[name]
  if (port) return port
  throw new Error(`expected a port for subgraph "${name}" in schema/sdl.ts, found none; add it there`)
}

/** The URL under which a subgraph is found when it runs apart. */
export function subgraphUrl(name: string): string {
  return `http://127.0.0.1:${subgraphPort(name)}/graphql`
}
