import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLError,
  type GraphQLObjectType,
  getNamedType,
  isAbstractType,
  isCompositeType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'
import { refusal } from '../errors.ts'
import type { Guarded } from './guarded.ts'
import type { Rule } from './rule.ts'
import { conditionsOf, keyOf } from './selections.ts'

/** What is known of a set of selections of a document, whoever asks and whatever the variables say. */
interface Selected {
  /** The type it is written for. */
  readonly type: GraphQLCompositeType
  /** Every rule that may count in it, at any depth. */
  readonly rules: ReadonlySet<Rule>
  /** How many selections it is with all fragments written out. */
  readonly size: number
  /** Unlike that of any other set of this operation. */
  readonly number: number
}

/** An operation, looked through once. */
export interface Operation {
  readonly definition: OperationDefinitionNode
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  readonly root: GraphQLObjectType
  /** Every rule that may count in it. */
  readonly rules: readonly Rule[]
  /** The variables that `@skip` and `@include` ask, by name. */
  readonly conditions: readonly string[]
  /** A response key that the operation does not use itself. */
  readonly spareKey: string
  selected(set: SelectionSetNode): Selected
}

/** The most selections an operation may have with all its fragments written out. */
export const MOST_SELECTIONS = 10_000

/**
 * Looks a valid operation through: every set of selections once, however often fragments name it. Throws COST_EXCEEDED for one
 * that is too large with its fragments written out.
 */
export function readOperation(
  definition: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  guarded: Guarded,
): Operation {
  const root = guarded.schema.getRootType(definition.operation)
  if (!root) throw refusal('UNSUPPORTED', `${definition.operation}s are not executed here`)
  const reading: Reading = { guarded, fragments, known: new Map(), conditions: new Set(), keys: new Set() }
  const { rules, size } = read(definition.selectionSet, root, reading)
  if (size > MOST_SELECTIONS) throw tooLarge()
  let spareKey = 'type_'
  while (reading.keys.has(spareKey)) spareKey += '_'
  return {
    definition,
    fragments,
    root,
    rules: [...new Set([...guarded.rulesOfType(root), ...rules])],
    conditions: [...reading.conditions],
    spareKey,
    selected(set) {
      const selected = reading.known.get(set)
      if (!selected) throw new Error('a set of selections that is not of this operation')
      return selected
    },
  }
}

/** The refusal of an operation that is too large. */
export function tooLarge(): GraphQLError {
  return refusal(
    'COST_EXCEEDED',
    `expected at most ${MOST_SELECTIONS} selections with all fragments written out; found more`,
  )
}

interface Reading {
  readonly guarded: Guarded
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  readonly known: Map<SelectionSetNode, Selected>
  readonly conditions: Set<string>
  readonly keys: Set<string>
}

interface Part {
  readonly rules: Iterable<Rule>
  readonly size: number
}

function read(set: SelectionSetNode, type: GraphQLCompositeType, reading: Reading): Selected {
  const found = reading.known.get(set)
  if (found) return found
  const { guarded } = reading
  // Of a field that returns an interface or a union, each object asks for itself.
  const rules = new Set(isAbstractType(type) ? guarded.possible(type).flatMap(guarded.rulesOfType) : [])
  let size = 0
  for (const selection of set.selections) {
    for (const { on } of conditionsOf(selection)) if (typeof on === 'string') reading.conditions.add(on)
    const part = readOne(selection, type, reading)
    add(rules, part.rules)
    size += part.size
  }
  const selected = { type, rules, size, number: reading.known.size }
  reading.known.set(set, selected)
  return selected
}

function readOne(selection: SelectionNode, type: GraphQLCompositeType, reading: Reading): Part {
  if (selection.kind === Kind.FIELD) return readField(selection, type, reading)
  const { guarded, fragments } = reading
  const part = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection
  const condition = part?.typeCondition?.name.value
  const inner = condition === undefined ? type : guarded.schema.getType(condition)
  if (!part || !isCompositeType(inner))
    throw refusal('BAD_INPUT', 'expected fragments of the document on types of the schema')
  const { rules, size } = read(part.selectionSet, inner, reading)
  return { rules, size: size + 1 }
}

function readField(field: FieldNode, type: GraphQLCompositeType, reading: Reading): Part {
  const { guarded, keys } = reading
  keys.add(keyOf(field))
  const definition = guarded.fieldOf(type, field.name.value)
  const possible = guarded.possible(type)
  const rules = new Set(possible.flatMap((one) => guarded.rulesOfField(one, field.name.value)))
  const named = getNamedType(definition.type)
  if (!field.selectionSet || !isCompositeType(named)) return { rules, size: 1 }
  const below = read(field.selectionSet, named, reading)
  add(rules, below.rules)
  return { rules, size: below.size + 1 }
}

function add(rules: Set<Rule>, more: Iterable<Rule>): void {
  for (const rule of more) rules.add(rule)
}
