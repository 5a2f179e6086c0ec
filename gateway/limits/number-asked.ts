import {
  type FieldNode,
  type GraphQLField,
  Kind,
  type OperationDefinitionNode,
  type ValueNode,
} from 'graphql'

/** The variables of a request, as the client sent them. */
export type Variables = Readonly<Record<string, unknown>>

/** A number that an argument gives, found when the variables are known. Anything else than a number is null. */
export type NumberAsked = (variables: Variables) => number | null

/** What `argument` of a field says: in the operation, in its variable or the variable's default, or by the schema's default. */
export function numberAsked(
  field: FieldNode,
  definition: GraphQLField<unknown, unknown>,
  argument: string,
  { variableDefinitions = [] }: OperationDefinitionNode,
): NumberAsked {
  const fallback = numberOf(definition.args.find(({ name }) => name === argument)?.defaultValue)
  const given = field.arguments?.find(({ name }) => name.value === argument)?.value
  if (given?.kind !== Kind.VARIABLE) {
    const constant = given ? literal(given) : fallback
    return () => constant
  }
  const name = given.name.value
  const declared = variableDefinitions.find(({ variable }) => variable.name.value === name)?.defaultValue
  const otherwise = declared ? literal(declared) : fallback
  return (variables) => (variables[name] === undefined ? otherwise : numberOf(variables[name]))
}

function literal(value: ValueNode): number | null {
  return value.kind === Kind.INT ? Number(value.value) : null
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null
}
