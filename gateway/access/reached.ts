import {
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLSchema,
  getNullableType,
  isEnumType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql'

/** An operation of a document, as it is executed. */
export interface Operation {
  readonly schema: GraphQLSchema
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  readonly variables: Readonly<Record<string, unknown>>
}

/** An operation names this many ways at most. */
const MOST = 20

/**
 * The root fields of an operation, each once, with the kind of their argument: the value of a required enum,
 * `customerLookup(LOYALTY_CARD)`, else the names of the arguments that are no id, `orderLookup(number)`. Never a value that
 * somebody typed.
 */
export function reachedBy(executed: Operation): readonly string[] {
  const { schema, operation, document } = executed
  const fields = schema.getRootType(operation.operation)?.getFields() ?? {}
  const nodes = rootFields(operation.selectionSet, document, new Set())
  const ways = nodes.flatMap((node) => {
    const field = fields[node.name.value]
    return field ? [describe(node, field, executed)] : []
  })
  return [...new Set(ways)].slice(0, MOST)
}

function describe(node: FieldNode, field: GraphQLField<unknown, unknown>, executed: Operation): string {
  const kinds = field.args.flatMap(({ name, type }) => {
    const nullable = getNullableType(type)
    if (!isNonNullType(type) || !isEnumType(nullable)) return []
    const given = node.arguments?.find((argument) => argument.name.value === name)
    const value = given && textOf(given.value, executed)
    return value && nullable.getValue(value) ? [value] : []
  })
  const names = (node.arguments ?? []).map(({ name }) => name.value).filter((name) => name !== 'id')
  const how = kinds.length > 0 ? kinds : names
  return how.length > 0 ? `${node.name.value}(${how.join(', ')})` : node.name.value
}

function textOf(node: ValueNode, { variables, operation }: Operation): string | null {
  if (node.kind === Kind.ENUM) return node.value
  if (node.kind !== Kind.VARIABLE) return null
  const value = variables[node.name.value]
  if (typeof value === 'string') return value
  const declared = operation.variableDefinitions?.find(
    ({ variable }) => variable.name.value === node.name.value,
  )
  return declared?.defaultValue?.kind === Kind.ENUM ? declared.defaultValue.value : null
}

function rootFields(set: SelectionSetNode, document: DocumentNode, seen: Set<string>): readonly FieldNode[] {
  return set.selections.flatMap((selection): readonly FieldNode[] => {
    if (selection.kind === Kind.FIELD) return [selection]
    if (selection.kind === Kind.INLINE_FRAGMENT) return rootFields(selection.selectionSet, document, seen)
    const name = selection.name.value
    if (seen.has(name)) return []
    seen.add(name)
    const fragment = document.definitions.find(
      (node) => node.kind === Kind.FRAGMENT_DEFINITION && node.name.value === name,
    )
    return fragment?.kind === Kind.FRAGMENT_DEFINITION
      ? rootFields(fragment.selectionSet, document, seen)
      : []
  })
}
