import {
  type ConstDirectiveNode,
  type DocumentNode,
  GraphQLError,
  Kind,
  parse,
  print,
  type SchemaDefinitionNode,
  type SchemaExtensionNode,
  visit,
} from 'graphql'

/** A subgraph as the supergraph lists it. */
export interface SubgraphEntry {
  readonly name: string
  /** Where it listens when it is not in this process; may be empty. */
  readonly url: string
}

/** A supergraph that was read and can be executed. */
export interface Supergraph {
  /** As composed, authorisation directives and their `@link`s included: what rules are read from. */
  readonly document: DocumentNode
  /** The same without the `for: SECURITY` that `@apollo/gateway` stumbles over. */
  readonly executableSdl: string
  readonly subgraphs: readonly SubgraphEntry[]
}

/** A supergraph that this gateway cannot execute, with the reason. */
export class SupergraphError extends Error {
  override readonly name = 'SupergraphError'
}

/**
 * The authorisation features of federation. `@apollo/gateway` refuses them when their `@link` says `for: SECURITY`,
 * since it does not enforce them; the gateway package here answers for them, so it may be handed the rest.
 */
const AUTHORISATION = new Set(
  ['authenticated', 'requiresScopes', 'policy'].map((name) => `https://specs.apollo.dev/${name}`),
)

/** Features that say they are needed for security or execution, and that the executor knows. */
const EXECUTABLE = new Set(
  ['core', 'link', 'join', 'tag', 'inaccessible'].map((name) => `https://specs.apollo.dev/${name}`),
)

/** Reads a supergraph. Throws a `SupergraphError` for one that this gateway cannot execute. */
export function readSupergraph(sdl: string): Supergraph {
  const document = parseSdl(sdl)
  const links = federation2Links(document)
  refuseUnknown(links, (feature) => AUTHORISATION.has(feature) || EXECUTABLE.has(feature))
  return { document, executableSdl: print(withoutSecurity(document)), subgraphs: subgraphsOf(document) }
}

/**
 * Checks somebody else's supergraph, which is then executed as it is, by `@apollo/gateway` and nothing around it. Throws a
 * `SupergraphError` for what that does not execute, and for authorisation, which nobody would enforce.
 */
export function refuseForeign(sdl: string): void {
  const links = federation2Links(parseSdl(sdl))
  const rule = links.find(({ feature }) => AUTHORISATION.has(feature))
  if (rule) {
    throw new SupergraphError(
      `the supergraph says who may see what (${rule.url}), and without a configuration nobody here enforces it; ` +
        'give --config to serve it as this retailer’s own',
    )
  }
  for (const { feature, url } of links) {
    const reason = REFUSED.get(feature)
    if (reason) throw new SupergraphError(`the supergraph uses ${url}, which ${reason}`)
  }
  refuseUnknown(links, (feature) => EXECUTABLE.has(feature))
}

/** What `@apollo/gateway` refuses to load, in words. */
const REFUSED: ReadonlyMap<string, string> = new Map([
  [
    'https://specs.apollo.dev/context',
    'passes values of a parent to fields below it (@context, @fromContext): @apollo/gateway cannot plan that',
  ],
  [
    'https://specs.apollo.dev/cacheTag',
    'names what a cached answer is made of (@cacheTag): @apollo/gateway has no such cache',
  ],
])

/** The features of a Federation 2 supergraph. */
function federation2Links(document: DocumentNode): readonly Link[] {
  const links = linksOf(document)
  const join = links.find(({ feature }) => feature === 'https://specs.apollo.dev/join')
  if (!join) {
    throw new SupergraphError(
      'expected a composed Federation 2 supergraph; found a document without the join feature',
    )
  }
  if (/\/v0\.1\/?$/.test(join.url)) {
    throw new SupergraphError(
      `expected a Federation 2 supergraph; found one of Federation 1 (${join.url}); compose it again with Federation 2`,
    )
  }
  return links
}

function refuseUnknown(links: readonly Link[], isKnown: (feature: string) => boolean): void {
  const unknown = links.filter(({ feature, purpose }) => purpose !== null && !isKnown(feature))
  if (unknown.length === 0) return
  const list = unknown.map(({ url, purpose }) => `${url} (for: ${purpose})`).join(', ')
  throw new SupergraphError(`the supergraph needs features this gateway cannot execute: ${list}`)
}

function parseSdl(sdl: string): DocumentNode {
  try {
    return parse(sdl, { noLocation: false })
  } catch (cause) {
    const place = cause instanceof GraphQLError ? cause.locations?.[0] : undefined
    const where = place ? ` at line ${place.line}, column ${place.column}` : ''
    throw new SupergraphError(`expected a GraphQL document; found a syntax error${where}`, { cause })
  }
}

interface Link {
  readonly url: string
  /** The URL without its version. */
  readonly feature: string
  readonly purpose: string | null
}

function linksOf(document: DocumentNode): Link[] {
  return document.definitions
    .filter((node) => node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION)
    .flatMap((node: SchemaDefinitionNode | SchemaExtensionNode) => node.directives ?? [])
    .filter(isLink)
    .map((directive) => {
      const url = argumentOf(directive, 'url') ?? argumentOf(directive, 'feature') ?? ''
      return { url, feature: url.replace(/\/v[\d.]+\/?$/, ''), purpose: argumentOf(directive, 'for') }
    })
}

function isLink(directive: ConstDirectiveNode): boolean {
  return directive.name.value === 'link' || directive.name.value === 'core'
}

function argumentOf(directive: ConstDirectiveNode, name: string): string | null {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : null
}

function withoutSecurity(document: DocumentNode): DocumentNode {
  return visit(document, {
    Directive(node) {
      const feature = (argumentOf(node as ConstDirectiveNode, 'url') ?? '').replace(/\/v[\d.]+\/?$/, '')
      if (node.name.value !== 'link' || !AUTHORISATION.has(feature)) return undefined
      return { ...node, arguments: node.arguments?.filter((argument) => argument.name.value !== 'for') ?? [] }
    },
  })
}

function subgraphsOf(document: DocumentNode): SubgraphEntry[] {
  const graphs = document.definitions.find(
    (node) => node.kind === Kind.ENUM_TYPE_DEFINITION && node.name.value === 'join__Graph',
  )
  if (graphs?.kind !== Kind.ENUM_TYPE_DEFINITION) return []
  return (graphs.values ?? []).flatMap(({ directives }) =>
    (directives ?? [])
      .filter((directive) => directive.name.value === 'join__graph')
      .map((directive) => ({
        name: argumentOf(directive, 'name') ?? '',
        url: argumentOf(directive, 'url') ?? '',
      })),
  )
}
