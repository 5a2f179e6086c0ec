import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
} from 'graphql'

/** What answers have shown so far. */
export interface Reach {
  /** Root fields that answered something at least once, those that change something too. */
  readonly roots: ReadonlySet<string>
  /** Object types of which something was answered at least once. */
  readonly types: ReadonlySet<string>
  /** Adds what an answer shows. */
  add(query: string, data: unknown): void
}

/** The graph's own root fields and the object types that queries lead to, but through unions. */
export function allOf(schema: GraphQLSchema): {
  readonly roots: readonly string[]
  /** Those that change something. */
  readonly changes: readonly string[]
  readonly types: readonly string[]
} {
  const query = schema.getQueryType()
  const types = new Set<GraphQLObjectType>(query ? [query] : [])
  // What is added while it is gone through is gone through, too.
  for (const type of types)
    for (const field of Object.values(type.getFields())) {
      const answered = getNamedType(field.type)
      if (isObjectType(answered)) types.add(answered)
    }
  return {
    roots: Object.keys(query?.getFields() ?? {}),
    changes: Object.keys(schema.getMutationType()?.getFields() ?? {}),
    types: [...types].map(({ name }) => name),
  }
}

/** Nothing yet. */
export function openReach(schema: GraphQLSchema): Reach {
  const roots = new Set<string>()
  const types = new Set<string>()
  return {
    roots,
    types,
    add(text, data) {
      const { definitions } = parse(text)
      const fragments = definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION)
      const [operation] = definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION)
      const root = operation && schema.getRootType(operation.operation)
      if (!root) return
      const see = (field: string, parent: GraphQLObjectType) => {
        types.add(parent.name)
        if (parent === root) roots.add(field)
      }
      walk({ type: root, selections: operation.selectionSet, data }, { fragments, see })
    },
  }
}

interface Place {
  readonly type: GraphQLObjectType
  readonly selections: SelectionSetNode
  readonly data: unknown
}

interface Walking {
  readonly fragments: readonly FragmentDefinitionNode[]
  /** Told of every field that is not null. */
  see(field: string, parent: GraphQLObjectType): void
}

function walk(place: Place, walking: Walking): void {
  const { type, selections, data } = place
  if (Array.isArray(data)) for (const item of data) walk({ ...place, data: item }, walking)
  else if (isObject(data)) for (const field of fieldsOf(selections, walking)) step(type, field, data, walking)
}

type Json = Readonly<Record<string, unknown>>

function isObject(data: unknown): data is Json {
  return typeof data === 'object' && data !== null
}

function step(type: GraphQLObjectType, field: FieldNode, data: Json, walking: Walking): void {
  const value = data[(field.alias ?? field.name).value]
  if (value === null || value === undefined) return
  walking.see(field.name.value, type)
  const inner = getNamedType(type.getFields()[field.name.value]?.type)
  if (field.selectionSet && isObjectType(inner))
    walk({ type: inner, selections: field.selectionSet, data: value }, walking)
}

/** The fields of a selection, those in fragments too; this graph has no interfaces that would tell them apart. */
function fieldsOf({ selections }: SelectionSetNode, walking: Walking): readonly FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection]
    if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsOf(selection.selectionSet, walking)
    const fragment = walking.fragments.find(({ name }) => name.value === selection.name.value)
    return fragment ? fieldsOf(fragment.selectionSet, walking) : []
  })
}
