import { type ConstDirectiveNode, type ConstValueNode, type DocumentNode, Kind } from 'graphql'
import { SupergraphError } from '../supergraph.ts'

/** The features of federation that say who may see what, each by the one version that is enforced here. */
const VERSIONS = { authenticated: '0.1', requiresScopes: '0.1', policy: '0.1' } as const
export type Feature = keyof typeof VERSIONS

const FEATURES = Object.keys(VERSIONS) as readonly Feature[]

/**
 * The names under which a supergraph writes its authorisation directives, read from its `@link`s: by `import`, renamed or not,
 * and by the feature's own name or its `as` (specs.apollo.dev/link/v1.0, "Elements"). Throws a `SupergraphError` for a version
 * that nobody here enforces.
 */
export function directiveNames(document: DocumentNode): ReadonlyMap<string, Feature> {
  const names = new Map<string, Feature>()
  for (const link of linksOf(document)) {
    const url = textOf(argumentOf(link, 'url')) ?? textOf(argumentOf(link, 'feature')) ?? ''
    const feature = FEATURES.find((name) => new RegExp(`/${name}(/v[^/]*)?/?$`).test(url))
    if (!feature) continue
    const known = `https://specs.apollo.dev/${feature}/v${VERSIONS[feature]}`
    if (url.replace(/\/$/, '') !== known) {
      throw new SupergraphError(`the supergraph says who may see what by ${url}; expected ${known}`)
    }
    const prefix = textOf(argumentOf(link, 'as')) ?? feature
    for (const name of [prefix, `${prefix}__${feature}`, ...imported(link, feature)]) names.set(name, feature)
  }
  return names
}

/** Whether a directive is called like a rule, so that it must be one. */
export function isCalledLikeRule(name: string): boolean {
  return FEATURES.some((feature) => feature === name)
}

/** The value of a directive's argument. */
export function argumentOf(directive: ConstDirectiveNode, name: string): ConstValueNode | undefined {
  return directive.arguments?.find((argument) => argument.name.value === name)?.value
}

function linksOf(document: DocumentNode): readonly ConstDirectiveNode[] {
  return document.definitions
    .flatMap((node) =>
      node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION
        ? (node.directives ?? [])
        : [],
    )
    .filter(({ name }) => name.value === 'link' || name.value === 'core')
}

function imported(link: ConstDirectiveNode, feature: Feature): readonly string[] {
  const list = argumentOf(link, 'import')
  if (list?.kind !== Kind.LIST) return []
  return list.values.flatMap((entry) => {
    const field = (name: string) =>
      entry.kind === Kind.OBJECT
        ? textOf(entry.fields.find((one) => one.name.value === name)?.value)
        : undefined
    const name = textOf(entry) ?? field('name')
    return name === `@${feature}` ? [(field('as') ?? name).slice(1)] : []
  })
}

function textOf(value: ConstValueNode | undefined): string | undefined {
  return value?.kind === Kind.STRING ? value.value : undefined
}
