import {
  type GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  type VariableDefinitionNode,
} from 'graphql'
import { refusal } from '../errors.ts'
import type { Operation } from './operation.ts'
import type { Conditions } from './selections.ts'

/** A request's variables, as they came. */
export type Given = Readonly<Record<string, unknown>> | undefined

/** What is wrong with the values of some variables (GraphQL specification, October 2021, 6.1.2). */
export function wrongValues(
  definitions: readonly VariableDefinitionNode[],
  given: Given,
  schema: GraphQLSchema,
): readonly GraphQLError[] | undefined {
  return definitions.length > 0 ? getVariableValues(schema, definitions, given ?? {}).errors : undefined
}

/** What `@skip` and `@include` are told by an operation's variables, or what is wrong with those. Throws BAD_INPUT for a null. */
export function readConditions(
  { definition, conditions }: Operation,
  given: Given,
  schema: GraphQLSchema,
): Conditions | { readonly errors: readonly GraphQLError[] } {
  if (conditions.length === 0) return new Map()
  const asked = definition.variableDefinitions?.filter(({ variable }) =>
    conditions.includes(variable.name.value),
  )
  const { errors, coerced = {} } = getVariableValues(schema, asked ?? [], given ?? {})
  if (errors) return { errors }
  const told = new Map<string, boolean>()
  for (const name of conditions) {
    const value = coerced[name]
    if (typeof value !== 'boolean')
      throw refusal('BAD_INPUT', `expected $${name} to be true or false; found neither`)
    told.set(name, value)
  }
  return told
}
