import { type FieldDefinitionNode, type ObjectTypeDefinitionNode, parse, type TypeNode } from 'graphql'
import type { SubgraphDocument } from './rules.ts'
import { rulesIn } from './scope-rules.ts'
import { SCOPES } from './scopes.ts'

/**
 * Fields tagged `pii` that somebody without any scope could reach: from a root field, or from an entity asked for by its key,
 * with no rule on the way, on the types passed, or on the field itself (decision K14). Deny is the default for personal data.
 */
export function exposed(documents: readonly SubgraphDocument[]): readonly string[] {
  const graph = graphOf(documents)
  const reached = new Set<string>()
  const next = ['Query', 'Mutation', ...graph.entities]
  for (let name = next.pop(); name !== undefined; name = next.pop()) {
    if (reached.has(name) || graph.isGuarded(name)) continue
    reached.add(name)
    next.push(...graph.openFields(name).map(({ type }) => namedType(type)))
  }
  return [...reached].flatMap((name) =>
    graph
      .openFields(name)
      .filter(isPersonal)
      .map((field) => `${name}.${field.name.value}`),
  )
}

/** What is personal by its name, wherever it stands: names, ways to reach people, numbers they are known by. */
const PERSONAL_NAMES =
  /^(givenName|familyName|email|phone|birthDate|cardNumber|last4|externalId|assignedTo|text|subject|referrer)$/

/** What has such a name and is no person's: a store's, and the parts of an address, which are as personal as what has it. */
const NOT_PERSONAL = /^(Store\.(phone|address)|Address\..*)$/

/** Fields that by their name or type hold personal data and are not tagged `pii`. */
export function untagged(documents: readonly SubgraphDocument[]): readonly string[] {
  return documents.flatMap(({ sdl }) =>
    objectTypes(sdl).flatMap((type) =>
      (type.fields ?? [])
        .filter((field) => PERSONAL_NAMES.test(field.name.value) || namedType(field.type) === 'Address')
        .filter((field) => !isPersonal(field))
        .map((field) => `${type.name.value}.${field.name.value}`)
        .filter((coordinate) => !NOT_PERSONAL.test(coordinate)),
    ),
  )
}

/** Scopes that rules ask for and `scopes.ts` does not have, with what asks for them. */
export function unknownScopes(documents: readonly SubgraphDocument[]): readonly string[] {
  return documents.flatMap(({ sdl }) => {
    const { types, fields } = rulesIn(parse(sdl))
    return [...types, ...fields].flatMap(([coordinate, { scopes }]) =>
      (scopes ?? [])
        .flat()
        .filter((scope) => !Object.hasOwn(SCOPES, scope))
        .map((scope) => `${coordinate}: ${scope}`),
    )
  })
}

/** Types for which more than one subgraph states a rule: which of them held would depend on who asks whom. */
export function ruledTwice(documents: readonly SubgraphDocument[]): readonly string[] {
  const all = documents.flatMap(({ sdl }) => [...rulesIn(parse(sdl)).types.keys()])
  return all.filter((name, position) => all.indexOf(name) !== position)
}

/** All subgraphs' types as one graph. */
function graphOf(documents: readonly SubgraphDocument[]) {
  const types = documents.flatMap(({ sdl }) => objectTypes(sdl))
  const rules = documents.map(({ sdl }) => rulesIn(parse(sdl)))
  const has = (coordinate: string) =>
    rules.some(({ types, fields }) => types.has(coordinate) || fields.has(coordinate))
  return {
    entities: types
      .filter(({ directives = [] }) => directives.some(({ name }) => name.value === 'key'))
      .map(({ name }) => name.value),
    isGuarded: has,
    /** The fields of a type that have no rule of their own. */
    openFields: (type: string) =>
      types
        .filter(({ name }) => name.value === type)
        .flatMap(({ fields = [] }) => fields)
        .filter(({ name }) => !has(`${type}.${name.value}`)),
  }
}

function objectTypes(sdl: string): readonly ObjectTypeDefinitionNode[] {
  return parse(sdl).definitions.filter((node) => node.kind === 'ObjectTypeDefinition')
}

function isPersonal({ directives }: FieldDefinitionNode): boolean {
  return (directives ?? []).some(
    ({ name, arguments: given }) =>
      name.value === 'tag' &&
      given?.some(({ value }) => value.kind === 'StringValue' && value.value === 'pii'),
  )
}

function namedType(type: TypeNode): string {
  return type.kind === 'NamedType' ? type.name.value : namedType(type.type)
}
