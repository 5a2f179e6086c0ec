import {
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type InlineFragmentNode,
  isCompositeType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql'
import type { Variables } from './number-asked.ts'

/** What an operation is read with. */
export interface Reading {
  readonly schema: GraphQLSchema
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  readonly operation: OperationDefinitionNode
}

/** A field of an object, with every place that asks for it. */
export interface AskedField {
  readonly parent: GraphQLCompositeType
  /** The first place; validation has seen that all say the same. */
  readonly field: FieldNode
  /** What is asked for below it, by all places together. */
  readonly sets: readonly SelectionSetNode[]
  readonly conditions: readonly Condition[]
}

/** `@skip(if: $variable)` or `@include(if: $variable)`. */
export interface Condition {
  readonly variable: string
  /** What the variable is when it is not given. */
  readonly otherwise: unknown
  readonly wanted: boolean
}

/** Whether all of them hold. */
export function holds(conditions: readonly Condition[], variables: Variables): boolean {
  return conditions.every(({ variable, otherwise, wanted }) => {
    const given = variables[variable]
    return (given === undefined ? otherwise : given) === wanted
  })
}

/**
 * The fields that selections ask of an object, fragments put in place, each field once. What two fragments ask of two types
 * is in it twice, and so is what is asked for on two conditions.
 */
export function askedFields(
  sets: readonly SelectionSetNode[],
  type: GraphQLCompositeType,
  reading: Reading,
): readonly AskedField[] {
  const fields = new Map<string, AskedField>()
  const spread = new Set<string>()

  function collect(set: SelectionSetNode, parent: GraphQLCompositeType, within: readonly Condition[]): void {
    for (const selection of set.selections) {
      const own = conditionsOf(selection, reading.operation)
      if (own !== 'never') collectOne(selection, parent, [...within, ...own])
    }
  }

  function collectOne(
    selection: SelectionNode,
    parent: GraphQLCompositeType,
    conditions: readonly Condition[],
  ): void {
    if (selection.kind === Kind.FIELD) {
      put(fields, parent, selection, conditions)
      return
    }
    const fragment = unspread(selection, conditions)
    if (!fragment) return
    const narrowed = typeOf(fragment.typeCondition?.name.value, reading.schema) ?? parent
    collect(fragment.selectionSet, narrowed, conditions)
  }

  /** The fragment to be put in place; null when that has been done. */
  function unspread(
    selection: InlineFragmentNode | FragmentSpreadNode,
    conditions: readonly Condition[],
  ): InlineFragmentNode | FragmentDefinitionNode | null {
    if (selection.kind === Kind.INLINE_FRAGMENT) return selection
    const key = `${selection.name.value} ${keyOf(conditions)}`
    if (spread.has(key)) return null
    spread.add(key)
    return reading.fragments.get(selection.name.value) ?? null
  }

  for (const set of sets) collect(set, type, [])
  return [...fields.values()]
}

function put(
  fields: Map<string, AskedField>,
  parent: GraphQLCompositeType,
  field: FieldNode,
  conditions: readonly Condition[],
): void {
  const key = `${field.alias?.value ?? field.name.value} ${parent.name} ${keyOf(conditions)}`
  const known = fields.get(key)
  const sets = [...(known?.sets ?? []), ...(field.selectionSet ? [field.selectionSet] : [])]
  fields.set(key, known ? { ...known, sets } : { parent, field, sets, conditions })
}

function keyOf(conditions: readonly Condition[]): string {
  return conditions.map(({ variable, wanted }) => `${wanted ? '' : '!'}${variable}`).join(' ')
}

function typeOf(name: string | undefined, schema: GraphQLSchema): GraphQLCompositeType | null {
  const type = name === undefined ? null : schema.getType(name)
  return isCompositeType(type) ? type : null
}

/** On what a selection depends; `never` for what is left out whatever the variables say. */
function conditionsOf(
  { directives = [] }: SelectionNode,
  operation: OperationDefinitionNode,
): readonly Condition[] | 'never' {
  const conditions: Condition[] = []
  for (const directive of directives) {
    const wanted = WANTED.get(directive.name.value)
    const value = wanted === undefined ? null : valueOfIf(directive)
    if (wanted === undefined || !value) continue
    if (value.kind === Kind.BOOLEAN && value.value !== wanted) return 'never'
    if (value.kind === Kind.VARIABLE) conditions.push(conditionOf(value.name.value, wanted, operation))
  }
  return conditions
}

/** What `if` must be for the selection to stay. */
const WANTED: ReadonlyMap<string, boolean> = new Map([
  ['include', true],
  ['skip', false],
])

function valueOfIf(directive: DirectiveNode): ValueNode | null {
  return directive.arguments?.find(({ name }) => name.value === 'if')?.value ?? null
}

function conditionOf(
  variable: string,
  wanted: boolean,
  { variableDefinitions = [] }: OperationDefinitionNode,
): Condition {
  const declared = variableDefinitions.find((one) => one.variable.name.value === variable)?.defaultValue
  return { variable, otherwise: declared?.kind === Kind.BOOLEAN ? declared.value : undefined, wanted }
}
