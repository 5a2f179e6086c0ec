import { GraphQLError, type GraphQLScalarType, type GraphQLSchema, isScalarType } from 'graphql'

/** How a custom scalar reads what a client sends; a `GraphQLScalarType` fits. */
export type ScalarReader = Pick<GraphQLScalarType, 'parseValue' | 'parseLiteral'>

/**
 * Makes the gateway check custom scalars itself, which `@apollo/gateway` leaves to subgraphs: a bad value is answered
 * with BAD_INPUT before anybody is asked. Changes the schema in place; scalars the schema does not have are ignored.
 */
export function checkScalars(schema: GraphQLSchema, readers: Readonly<Record<string, ScalarReader>>): void {
  for (const [name, reader] of Object.entries(readers)) {
    const type = schema.getType(name)
    if (!isScalarType(type)) continue
    type.parseValue = (value) => orBadInput(() => reader.parseValue(value))
    type.parseLiteral = (node, variables) => orBadInput(() => reader.parseLiteral(node, variables))
  }
}

function orBadInput(read: () => unknown): unknown {
  try {
    return read()
  } catch (error) {
    const message = error instanceof Error ? error.message : 'not a value of this scalar'
    throw new GraphQLError(message, { extensions: { code: 'BAD_INPUT', check: 'scalar' } })
  }
}
