import {
  type DocumentNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isIntrospectionType,
  isListType,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
} from 'graphql'
import { type AskedField, askedFields, type Condition, type Reading } from './asked-fields.ts'
import type { CostRules, ListSize } from './cost-rules.ts'
import { fragmentsOf } from './measure.ts'
import { type NumberAsked, numberAsked, type Variables } from './number-asked.ts'

/** A field of an operation, as its cost is counted. Fields that cost nothing are left out. */
export interface CostNode {
  /** Its name in the answer. */
  readonly key: string
  /** On which it is asked for at all. */
  readonly conditions: readonly Condition[]
  /** For asking, once under each parent: what the system behind it costs. */
  readonly weight: number
  /** For each object that is answered. */
  readonly each: number
  /** How many objects are reckoned with; null where it is one. */
  readonly size: Size | null
  readonly below: readonly CostNode[]
}

type Size = (variables: Variables) => number

/** An argument that says how long a page is to be. */
interface PageAsked {
  /** `Customer.orders(first:)`. */
  readonly argument: string
  readonly asked: NumberAsked
}

/** What an operation costs, but for its variables. */
export interface CostPlan {
  readonly nodes: readonly CostNode[]
  readonly pages: readonly PageAsked[]
}

/** What an object of introspection costs: it is in memory, and there are very many. */
const INTROSPECTION_EACH = 0.01
/** Lists that the schema says nothing of: introspection's, and those of somebody else's schema. */
const UNSIZED = 10

/** Works out an operation of a validated document. */
export function planCost(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  schema: GraphQLSchema,
  rules: CostRules,
): CostPlan {
  const reading: Reading = { schema, fragments: fragmentsOf(document), operation }
  const pages: PageAsked[] = []

  /** `sizes` says how long the lists among them are, by name, where their parent knows. */
  function nodesOf(fields: readonly AskedField[], sizes: ReadonlyMap<string, Size>): readonly CostNode[] {
    return fields.flatMap((asked) => {
      const definition = definitionOf(schema, asked)
      if (!definition) return []
      const node = nodeOf(asked, definition, sizes)
      return node.weight === 0 && node.each === 0 && node.below.length === 0 ? [] : [node]
    })
  }

  function nodeOf(
    { parent, field, sets, conditions }: AskedField,
    definition: Definition,
    sizes: ReadonlyMap<string, Size>,
  ): CostNode {
    const name = field.name.value
    const coordinate = `${parent.name}.${name}`
    const type = getNamedType(definition.type)
    const listSize = rules.lists.get(coordinate)
    const asked = (listSize?.slicing ?? []).map((argument) =>
      numberAsked(field, definition, argument, operation),
    )
    pages.push(
      ...asked.map((one, at) => ({ argument: `${coordinate}(${listSize?.slicing[at]}:)`, asked: one })),
    )
    const size = listSize ? sizeOf(listSize, asked) : () => unsized(coordinate, schema)
    const sized = new Map((listSize?.sized ?? []).map((one) => [one, size]))
    return {
      key: field.alias?.value ?? name,
      conditions,
      weight: rules.weights.get(coordinate) ?? 0,
      each: rules.weights.get(type.name) ?? eachOf(type),
      size: isListType(getNullableType(definition.type)) ? (sizes.get(name) ?? size) : null,
      below: isCompositeType(type) ? nodesOf(askedFields(sets, type, reading), sized) : [],
    }
  }

  const root = schema.getRootType(operation.operation)
  const fields = root ? askedFields([operation.selectionSet], root, reading) : []
  return { nodes: nodesOf(fields, new Map()), pages }
}

type Definition = GraphQLField<unknown, unknown>

function sizeOf({ assumed }: ListSize, asked: readonly NumberAsked[]): Size {
  return (variables) => {
    const numbers = asked.flatMap((number) => number(variables) ?? [])
    return numbers.length > 0 ? Math.max(...numbers, 0) : (assumed ?? UNSIZED)
  }
}

function unsized(coordinate: string, schema: GraphQLSchema): number {
  return coordinate === '__Schema.types' ? Object.keys(schema.getTypeMap()).length : UNSIZED
}

function eachOf(type: GraphQLNamedType): number {
  if (!isCompositeType(type)) return 0
  return isIntrospectionType(type) ? INTROSPECTION_EACH : 1
}

function definitionOf(schema: GraphQLSchema, { parent, field }: AskedField): Definition | null {
  const name = field.name.value
  if (parent === schema.getQueryType() && name === '__schema') return SchemaMetaFieldDef
  if (parent === schema.getQueryType() && name === '__type') return TypeMetaFieldDef
  return fieldOf(parent, name)
}

function fieldOf(parent: GraphQLCompositeType, name: string): Definition | null {
  return 'getFields' in parent ? (parent.getFields()[name] ?? null) : null
}
