import {
  buildASTSchema,
  type DirectiveNode,
  type DocumentNode,
  defaultFieldResolver,
  execute,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isIntrospectionType,
  isObjectType,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  valueFromASTUntyped,
  visit,
} from 'graphql'
import { ordersResolvers, ordersSdl, peopleResolvers, peopleSdl } from './rights-graph.ts'

type Groups = readonly (readonly string[])[]

/** Stands among the scopes for having a token at all, and for meeting the one policy. */
export const TOKEN = 'TOKEN'
export const AUDIT = 'AUDIT'

/** Who asks, to the reference: scopes and nothing else. */
interface Asking {
  readonly scopes: readonly string[]
}

const written = [parse(peopleSdl), parse(ordersSdl)]

/**
 * The graph without federation and without a rewrite: one schema whose resolvers throw where the viewer may not look, so that GraphQL's
 * own rules make the nulls. What the gateway answers is measured against it.
 */
export function startReference(): (
  document: DocumentNode,
  variables: object,
  scopes: readonly string[],
) => Promise<{
  readonly data: unknown
  readonly paths: readonly (readonly (string | number)[])[]
}> {
  const schema = plainSchema()
  guardEverything(schema, rulesAsWritten())
  return async (document, variables, scopes) => {
    const contextValue: Asking = { scopes }
    const { data, errors = [] } = await execute({
      schema,
      document,
      variableValues: { ...variables },
      contextValue,
    })
    const strange = errors.find(({ message }) => message !== 'refused')
    if (strange) throw strange
    return { data: JSON.parse(JSON.stringify(data)), paths: errors.map(({ path }) => path ?? []) }
  }
}

/** The schema clients see. */
export function plainSchema(): GraphQLSchema {
  const bare = written.map((document) =>
    visit(document, {
      enter: ({ kind }) => (kind === Kind.DIRECTIVE || kind === Kind.SCHEMA_EXTENSION ? null : undefined),
    }),
  )
  const [people, orders] = bare
  const persons = bare.flatMap(({ definitions }) => definitions.filter(isPerson))
  const fields = new Map(
    persons.flatMap(({ fields: own = [] }) => own.map((field) => [field.name.value, field])),
  )
  const [person] = persons
  if (!people || !orders || !person) throw new Error('expected two subgraphs that know persons')
  const others = [...people.definitions, ...orders.definitions].filter((node) => !isPerson(node))
  return buildASTSchema({
    kind: Kind.DOCUMENT,
    definitions: [...others, { ...person, fields: [...fields.values()] }],
  })
}

function isPerson(node: DocumentNode['definitions'][number]): node is ObjectTypeDefinitionNode {
  return node.kind === Kind.OBJECT_TYPE_DEFINITION && node.name.value === 'Person'
}

/** Alternatives of scopes by `Type` and `Type.field`. */
function rulesAsWritten(): ReadonlyMap<string, Groups> {
  const rules = new Map<string, Groups>()
  const take = (at: string, directives: readonly DirectiveNode[] = []) => {
    for (const { name, arguments: given } of directives) {
      if (name.value === 'authenticated') rules.set(at, [[TOKEN]])
      if (name.value === 'policy') rules.set(at, [[AUDIT]])
      const value = given?.[0]?.value
      if (name.value === 'requiresScopes' && value) rules.set(at, valueFromASTUntyped(value) as Groups)
    }
  }
  for (const node of written.flatMap(({ definitions }) => definitions)) {
    if (!('name' in node) || !node.name || !('directives' in node)) continue
    take(node.name.value, node.directives)
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION) continue
    for (const field of node.fields ?? []) take(`${node.name.value}.${field.name.value}`, field.directives)
  }
  return rules
}

function guardEverything(schema: GraphQLSchema, rules: ReadonlyMap<string, Groups>): void {
  const check = (at: string, { scopes }: Asking) => {
    const groups = rules.get(at)
    if (groups && !groups.some((group) => group.every((scope) => scopes.includes(scope))))
      throw new Error('refused')
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type)) continue
    if (isAbstractType(type)) {
      type.resolveType = ({ __typename }: { __typename: string }, asking: Asking) => {
        check(__typename, asking)
        return __typename
      }
    }
    if (!isObjectType(type)) continue
    for (const field of Object.values(type.getFields())) {
      const resolve = resolverOf(type.name, field.name)
      field.resolve = (source, given, asking: Asking, info) => {
        check(`${type.name}.${field.name}`, asking)
        check(getNamedType(field.type).name, asking)
        return resolve(source, given, asking, info)
      }
    }
  }
}

type Resolve = typeof defaultFieldResolver

function resolverOf(type: string, field: string): Resolve {
  const all: readonly object[] = [peopleResolvers, ordersResolvers]
  const found = all
    .map((resolvers) => (resolvers as Record<string, Record<string, Resolve>>)[type]?.[field])
    .find((resolve) => resolve !== undefined)
  return found ?? defaultFieldResolver
}
