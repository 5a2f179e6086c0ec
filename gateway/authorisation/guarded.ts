import {
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  isUnionType,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql'
import { refusal } from '../errors.ts'
import type { Rule } from './rule.ts'
import type { Rules } from './rules.ts'

/** The schema clients see, with what each of its fields and object types asks of who looks. */
export interface Guarded {
  readonly schema: GraphQLSchema
  /** The field, GraphQL's own ones included. Throws BAD_INPUT where there is none. */
  fieldOf(type: GraphQLCompositeType, name: string): GraphQLField<unknown, unknown>
  /** The object types that a value of the type may have. */
  possible(type: GraphQLCompositeType): readonly GraphQLObjectType[]
  rulesOfType(type: GraphQLObjectType): readonly Rule[]
  /** What the field asks, and the object, scalar or enum type it returns. */
  rulesOfField(type: GraphQLObjectType, field: string): readonly Rule[]
}

/** Joins a schema with its rules; `introspection` is asked of `__schema` and `__type`. */
export function guard(schema: GraphQLSchema, rules: Rules, introspection: Rule): Guarded {
  const fieldOf = (type: GraphQLCompositeType, name: string) => {
    const found = metaField(schema, type, name) ?? (isUnionType(type) ? undefined : type.getFields()[name])
    if (found) return found
    throw refusal('BAD_INPUT', `expected a field of ${type.name}; found another`)
  }
  const known = new Map<GraphQLObjectType, Map<string, readonly Rule[]>>()
  const read = (type: GraphQLObjectType, name: string): readonly Rule[] => {
    const field = fieldOf(type, name)
    if (field === SchemaMetaFieldDef || field === TypeMetaFieldDef) return [introspection]
    const own = rules.ofField(type.name, name)
    return [...new Set([...own, ...rules.ofType(getNamedType(field.type).name)])]
  }
  return {
    schema,
    fieldOf,
    possible: (type) => (isObjectType(type) ? [type] : schema.getPossibleTypes(type)),
    rulesOfType: ({ name }) => rules.ofType(name),
    rulesOfField(type, name) {
      const fields = known.get(type) ?? new Map<string, readonly Rule[]>()
      const found = fields.get(name) ?? read(type, name)
      known.set(type, fields.set(name, found))
      return found
    },
  }
}

function metaField(
  schema: GraphQLSchema,
  type: GraphQLCompositeType,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef
  if (type !== schema.getQueryType()) return undefined
  return [SchemaMetaFieldDef, TypeMetaFieldDef].find((field) => field.name === name)
}
