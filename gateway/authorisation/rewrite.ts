import { createHash } from 'node:crypto'
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  print,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql'
import { MOST_SELECTIONS, type Operation, tooLarge } from './operation.ts'
import { isCondition } from './selections.ts'
import { isRefusal, type Place, type Shape } from './shape.ts'

/** A document in another's place. */
export interface Rewritten {
  /** Null when nothing is left to ask. */
  readonly document: DocumentNode | null
  /** Of the first document's hash and of this one's text: plans are kept by it, so no two of them may share one. */
  readonly queryHash: string
  /** How many selections it has with its fragments written out. */
  readonly size: number
}

/** Writes the document that asks for what is left of an operation and nothing else. Throws COST_EXCEEDED for one too large. */
export function rewrite(operation: Operation, shape: Shape, originalHash: string): Rewritten {
  const writing: Writing = { operation, known: new Map(), size: { total: 0 } }
  const selections = selectionsOf(shape, writing)
  if (selections.length === 0) return { document: null, queryHash: originalHash, size: 0 }
  const document = toDocument(operation, selections)
  const queryHash = createHash('sha256')
    .update(`${originalHash}\n${print(document)}`)
    .digest('hex')
  return { document, queryHash, size: writing.size.total }
}

interface Writing {
  readonly operation: Operation
  readonly known: Map<Shape, Written>
  /** Of everything written so far, counted as often as it is written. */
  readonly size: { total: number }
}

interface Written {
  readonly selections: readonly SelectionNode[]
  readonly size: number
}

function selectionsOf(shape: Shape, writing: Writing): readonly SelectionNode[] {
  const known = writing.known.get(shape)
  if (known) {
    grow(writing, known.size)
    return known.selections
  }
  const before = writing.size.total
  const selections = [...shape.fields.values()].flatMap((place) => fieldOf(place, writing))
  writing.known.set(shape, { selections, size: writing.size.total - before })
  return selections
}

function grow({ size }: Writing, by: number): void {
  size.total += by
  if (size.total > MOST_SELECTIONS) throw tooLarge()
}

function fieldOf(place: Place, writing: Writing): readonly FieldNode[] {
  const [first] = place.kind === 'CUT' ? [] : place.nodes
  if (place.kind === 'CUT' || !first) return []
  grow(writing, 1)
  const directives = (first.directives ?? []).filter(({ name }) => !isCondition(name.value))
  const { selectionSet: _, ...field } = first
  if (place.kind === 'PARTLY') return [{ ...field, directives, selectionSet: setOf(place, writing) }]
  const sets = place.nodes.flatMap(({ selectionSet }) => selectionSet ?? [])
  if (sets.length === 0) return [{ ...field, directives }]
  for (const set of sets) grow(writing, writing.operation.selected(set).size)
  return [{ ...field, directives, selectionSet: toSet(sets.flatMap(({ selections }) => selections)) }]
}

/**
 * What is asked of an object that is not answered whole. Where nothing of it may be seen, whether it is there at all is asked by its
 * type's name; and where it may be of several types, which it is.
 */
function setOf(place: Extract<Place, { kind: 'PARTLY' }>, writing: Writing): SelectionSetNode {
  const named = getNamedType(place.type)
  const parts = [...place.objects].map(([type, left]) => ({
    type,
    selections: isRefusal(left) ? [] : selectionsOf(left, writing),
  }))
  const whichType: FieldNode = {
    kind: Kind.FIELD,
    alias: { kind: Kind.NAME, value: writing.operation.spareKey },
    name: { kind: Kind.NAME, value: '__typename' },
  }
  if (isObjectType(named)) {
    const selections = parts[0]?.selections ?? []
    return toSet(selections.length > 0 ? selections : [whichType])
  }
  const fragments = parts
    .filter(({ selections }) => selections.length > 0)
    .map(({ type, selections }) => ({
      kind: Kind.INLINE_FRAGMENT as const,
      typeCondition: { kind: Kind.NAMED_TYPE as const, name: { kind: Kind.NAME as const, value: type } },
      selectionSet: toSet(selections),
    }))
  grow(writing, 1 + fragments.length)
  return toSet([whichType, ...fragments])
}

function toSet(selections: readonly SelectionNode[]): SelectionSetNode {
  return { kind: Kind.SELECTION_SET, selections }
}

/** The operation with the fragments and variables that it still needs. */
function toDocument(operation: Operation, selections: readonly SelectionNode[]): DocumentNode {
  const whole: OperationDefinitionNode = { ...operation.definition, selectionSet: toSet(selections) }
  const fragments = new Map<string, FragmentDefinitionNode>()
  const variables = new Set<string>()
  const look = (node: OperationDefinitionNode | FragmentDefinitionNode) => {
    for (const name of namesIn(node, Kind.VARIABLE)) variables.add(name)
    for (const name of namesIn(node, Kind.FRAGMENT_SPREAD)) {
      const fragment = operation.fragments.get(name)
      if (!fragment || fragments.has(name)) continue
      fragments.set(name, fragment)
      look(fragment)
    }
  }
  look(whole)
  const variableDefinitions = (whole.variableDefinitions ?? []).filter(({ variable }) =>
    variables.has(variable.name.value),
  )
  return { kind: Kind.DOCUMENT, definitions: [{ ...whole, variableDefinitions }, ...fragments.values()] }
}

/** The names that nodes of a kind have in a definition; a variable that is only declared is not in it. */
function namesIn(
  definition: OperationDefinitionNode | FragmentDefinitionNode,
  kind: Kind.VARIABLE | Kind.FRAGMENT_SPREAD,
): ReadonlySet<string> {
  const names = new Set<string>()
  visit(definition, {
    enter(node) {
      if (node.kind === Kind.VARIABLE_DEFINITION) return false
      if (node.kind === kind) names.add(node.name.value)
      return undefined
    },
  })
  return names
}
