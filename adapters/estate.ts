import type { Adapter, Tools } from './adapter.ts'
import { type Answerer, type Estate, type PortName, type Ports, perPort, type Source } from './source.ts'

/** A system as the configuration declares it, its options already validated by its adapter. */
export interface SystemDeclaration {
  readonly name: string
  /** The adapter's name in the registry: `erp/sap`. */
  readonly adapter: string
  readonly options: unknown
}

/** For each port the names of the sources that answer it, best first. */
export type Precedence = Readonly<Record<PortName, readonly string[]>>

/** Adapters by name. Their options differ, and each has validated its own. */
export type Registry = Readonly<Record<string, Adapter<never>>>

/**
 * Builds every declared system's source and puts together who answers what. `wrap` dresses a source's ports (caching).
 * Throws when a name is not declared, or a port is asked of a product that does not serve it; the configuration has
 * refused both before, so this is a bug's message.
 */
export function buildEstate(
  systems: readonly SystemDeclaration[],
  precedence: Precedence,
  registry: Registry,
  tools: Tools,
  wrap: (source: Source) => Source = (source) => source,
): Estate {
  const built: Source[] = []
  const catalogs = () => precedence.catalog.map((name) => answerer(built, name, 'catalog'))
  const sources = systems.map(({ name, adapter, options }) => {
    const made = registry[adapter]
    if (!made) throw new Error(`expected an adapter of the registry for "${name}", found "${adapter}"`)
    // The options were parsed by this very adapter's schema; the registry cannot say so in its type.
    return wrap(made.create(name, options as never, { ...tools, catalogs }))
  })
  built.push(...sources)
  const answerers = <P extends PortName>(port: P): readonly Answerer<P>[] =>
    precedence[port].map((name) => answerer(sources, name, port))
  return {
    sources,
    // Each port's answerers serve that port: `answerer` has looked.
    answers: perPort(answerers) as Estate['answers'],
  }
}

function answerer<P extends PortName>(sources: readonly Source[], name: string, port: P): Answerer<P> {
  const source = sources.find((one) => one.name === name)
  const served: Ports[P] | undefined = source?.ports[port]
  if (!source || !served) throw new Error(`expected a system "${name}" that serves ${port}`)
  return { name, kind: source.kind, port: served }
}
