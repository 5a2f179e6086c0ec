import {
  type FieldNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type InlineFragmentNode,
  isAbstractType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'

/** Which variables that `@skip` and `@include` ask are true. */
export type Conditions = ReadonlyMap<string, boolean>

/** The key a field is answered under. */
export function keyOf({ alias, name }: FieldNode): string {
  return (alias ?? name).value
}

/** What `@skip` or `@include` says of a selection. */
interface Condition {
  /** Whether the selection is wanted where the condition holds. */
  readonly wanted: boolean
  /** The variable that is asked, or the value itself. */
  readonly on: string | boolean
}

/** A selection's `@skip` and `@include`. */
export function conditionsOf(selection: SelectionNode): readonly Condition[] {
  return (selection.directives ?? []).flatMap((directive): readonly Condition[] => {
    if (!isCondition(directive.name.value)) return []
    const value = directive.arguments?.find(({ name }) => name.value === 'if')?.value
    const wanted = directive.name.value === 'include'
    if (value?.kind === Kind.VARIABLE) return [{ wanted, on: value.name.value }]
    return value?.kind === Kind.BOOLEAN ? [{ wanted, on: value.value }] : []
  })
}

/** Whether a directive is `@skip` or `@include`. */
export function isCondition(name: string): boolean {
  return name === 'skip' || name === 'include'
}

interface Collecting {
  readonly schema: GraphQLSchema
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  readonly conditions: Conditions
}

/**
 * The fields that an object of a type is asked for, by response key in the order of the answer (GraphQL specification, October 2021,
 * 6.3.2 CollectFields). What `@skip` and `@include` leave out is not among them.
 */
export function collectFields(
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
  collecting: Collecting,
): ReadonlyMap<string, readonly FieldNode[]> {
  const fields = new Map<string, FieldNode[]>()
  const seen = new Set<string>()
  const take = (set: SelectionSetNode) => {
    for (const selection of set.selections) {
      if (!isWanted(selection, collecting.conditions)) continue
      if (selection.kind === Kind.FIELD) addTo(fields, selection)
      else takePart(selection)
    }
  }
  const takePart = (selection: InlineFragmentNode | FragmentSpreadNode) => {
    const part = selection.kind === Kind.INLINE_FRAGMENT ? selection : spread(selection.name.value)
    if (part && fits(type, part.typeCondition?.name.value, collecting.schema)) take(part.selectionSet)
  }
  const spread = (name: string) => {
    if (seen.has(name)) return null
    seen.add(name)
    return collecting.fragments.get(name) ?? null
  }
  for (const set of sets) take(set)
  return fields
}

function addTo(fields: Map<string, FieldNode[]>, field: FieldNode): void {
  const key = keyOf(field)
  const twins = fields.get(key)
  if (twins) twins.push(field)
  else fields.set(key, [field])
}

function isWanted(selection: SelectionNode, conditions: Conditions): boolean {
  return conditionsOf(selection).every(
    ({ wanted, on }) => (typeof on === 'boolean' ? on : (conditions.get(on) ?? wanted)) === wanted,
  )
}

function fits(type: GraphQLObjectType, condition: string | undefined, schema: GraphQLSchema): boolean {
  if (condition === undefined || condition === type.name) return true
  const wider = schema.getType(condition)
  return isAbstractType(wider) && schema.isSubType(wider, type)
}
