import {
  type ASTVisitor,
  type ConstDirectiveNode,
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  parse,
  type SelectionSetNode,
  type TypeNode,
  type ValidationContext,
} from 'graphql'

/** By type, the names of the fields by which its objects are found again in other subgraphs. */
type JoinedBy = ReadonlyMap<string, ReadonlySet<string>>

/** The type that every object is asked for, besides. */
const TYPENAME = '__typename'

/**
 * A validation rule: no other field may be called like a key of its type, as in `customer { id: phone loyalty { tier } }`. The planner
 * asks for the key by its own name in the same place and answers it instead, or fails on it (apollographql/federation#3036,
 * apollographql/router#6222); an answer that is wrong without a word is worse than none.
 */
export function noAliasOfKey(supergraph: DocumentNode): (context: ValidationContext) => ASTVisitor {
  const joinedBy = readJoins(supergraph)
  return (context) => ({
    Field(node) {
      const alias = node.alias?.value
      const parent = context.getParentType()
      if (alias === undefined || alias === node.name.value || !parent) return
      const types = typesOf(context.getSchema(), parent.name)
      const taken = types.find((type) => alias === TYPENAME || joinedBy.get(type)?.has(alias))
      if (taken === undefined) return
      const message = `expected another alias than "${alias}" for ${parent.name}.${node.name.value}: subgraphs are joined by ${taken}.${alias}`
      context.reportError(new GraphQLError(message, { nodes: [node], extensions: { code: 'BAD_INPUT' } }))
    },
  })
}

function typesOf(schema: GraphQLSchema, name: string): readonly string[] {
  const type = schema.getType(name)
  return isAbstractType(type) ? schema.getPossibleTypes(type).map((one) => one.name) : [name]
}

/** Reads `@join__type(key:)` and `@join__field(requires:)` (specs.apollo.dev/join). */
function readJoins({ definitions }: DocumentNode): JoinedBy {
  const joins: Joins = { fields: new Map(), found: new Map() }
  const types = definitions.filter(
    (node) => node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION,
  )
  for (const { name, fields = [] } of types)
    joins.fields.set(name.value, new Map(fields.map((field) => [field.name.value, namedIn(field.type)])))
  for (const { name, directives = [], fields = [] } of types) {
    for (const key of fieldSets(directives, 'join__type', 'key')) addAll(key, name.value, joins)
    for (const field of fields)
      for (const set of fieldSets(field.directives ?? [], 'join__field', 'requires'))
        addAll(set, name.value, joins)
  }
  return joins.found
}

interface Joins {
  /** The named type of each field, by type. */
  readonly fields: Map<string, ReadonlyMap<string, string>>
  readonly found: Map<string, Set<string>>
}

function addAll({ selections }: SelectionSetNode, type: string, joins: Joins): void {
  for (const selection of selections) {
    if (selection.kind === Kind.INLINE_FRAGMENT)
      addAll(selection.selectionSet, selection.typeCondition?.name.value ?? type, joins)
    if (selection.kind !== Kind.FIELD) continue
    const name = selection.name.value
    joins.found.set(type, (joins.found.get(type) ?? new Set()).add(name))
    if (selection.selectionSet) addAll(selection.selectionSet, joins.fields.get(type)?.get(name) ?? '', joins)
  }
}

function fieldSets(
  directives: readonly ConstDirectiveNode[],
  directive: string,
  argument: string,
): readonly SelectionSetNode[] {
  return directives
    .filter(({ name }) => name.value === directive)
    .flatMap(({ arguments: given = [] }) => given)
    .flatMap(({ name, value }) =>
      name.value === argument && value.kind === Kind.STRING ? [value.value] : [],
    )
    .flatMap((text) => parse(`{ ${text} }`).definitions)
    .flatMap((node) => (node.kind === Kind.OPERATION_DEFINITION ? [node.selectionSet] : []))
}

function namedIn(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedIn(type.type)
}
