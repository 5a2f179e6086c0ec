import {
  type ASTNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql'

/** What an operation is with its fragments put in place, however often each is spread. Numbers may be Infinity. */
export interface Expanded {
  /** How deep its fields nest; introspection does not count. */
  readonly depth: number
  /** How deep the fields below `__schema` and `__type` nest, these included. */
  readonly introspectionDepth: number
  readonly selections: number
  /** Fields with an alias, `__typename` too. */
  readonly aliases: number
  readonly directives: number
  readonly rootFields: number
}

/** Deeper than any limit allows fields, with room for inline fragments between them; measuring ends there. */
const MAX_NESTING = 500

/** A sum under way. */
type Sum = { -readonly [Key in keyof Expanded]: Expanded[Key] }

const nothing = (): Sum => ({
  depth: 0,
  introspectionDepth: 0,
  selections: 0,
  aliases: 0,
  directives: 0,
  rootFields: 0,
})
const NOTHING: Expanded = nothing()
const BOTTOMLESS: Expanded = { ...NOTHING, depth: Number.POSITIVE_INFINITY }

/** Fragments by name. */
export function fragmentsOf({ definitions }: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  return new Map(
    definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
    ),
  )
}

/** Measures operations of a document; each fragment is looked at once, so that fragments of fragments cost nothing. */
export function createMeasure(
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): (operation: OperationDefinitionNode) => Expanded {
  const known = new Map<string, Expanded>()

  function ofSet({ selections }: SelectionSetNode, level: number): Expanded {
    if (level > MAX_NESTING) return BOTTOMLESS
    const sum = nothing()
    for (const selection of selections) addSelection(sum, selection, level + 1)
    return sum
  }

  function addSelection(sum: Sum, selection: SelectionNode, level: number): void {
    sum.directives += selection.directives?.length ?? 0
    sum.selections += 1
    if (selection.kind === Kind.FIELD) {
      sum.rootFields += 1
      if (selection.alias) sum.aliases += 1
      addBelow(sum, selection.name.value, insideOf(selection, level))
    } else addInside(sum, insideOf(selection, level))
  }

  function insideOf(selection: SelectionNode, level: number): Expanded {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return ofFragment(selection.name.value, level)
    return selection.selectionSet ? ofSet(selection.selectionSet, level) : NOTHING
  }

  function ofFragment(name: string, level: number): Expanded {
    const found = known.get(name)
    if (found) return found
    // Ends a cycle, which validation reports.
    known.set(name, NOTHING)
    const fragment = fragments.get(name)
    const measured = fragment ? ofSet(fragment.selectionSet, level) : NOTHING
    known.set(name, measured)
    return measured
  }

  return ({ selectionSet, directives = [], variableDefinitions = [] }) => {
    const sizes = ofSet(selectionSet, 0)
    const onVariables = variableDefinitions.reduce((sum, node) => sum + (node.directives?.length ?? 0), 0)
    return { ...sizes, directives: sizes.directives + directives.length + onVariables }
  }
}

/** What a field has below it. */
function addBelow(sum: Sum, name: string, below: Expanded): void {
  const isIntrospection = name === '__schema' || name === '__type'
  const depth = name.startsWith('__') ? 0 : 1 + below.depth
  const introspectionDepth = isIntrospection ? 1 + below.depth : below.introspectionDepth
  addInside(sum, { ...below, depth, introspectionDepth, rootFields: 0 })
}

function addInside(sum: Sum, inside: Expanded): void {
  sum.depth = Math.max(sum.depth, inside.depth)
  sum.introspectionDepth = Math.max(sum.introspectionDepth, inside.introspectionDepth)
  sum.selections += inside.selections
  sum.aliases += inside.aliases
  sum.directives += inside.directives
  sum.rootFields += inside.rootFields
}

/** The most of what stands in one place of a document as it was sent. */
export interface Heaps {
  /** Directives of one field, fragment, variable or operation. */
  readonly directives: number
  /** Items of one list. */
  readonly listItems: number
}

/** Looks at every node of a document once. */
export function heapsOf(document: DocumentNode): Heaps {
  let directives = 0
  let listItems = 0
  visit(document, {
    enter(node: ASTNode) {
      if ('directives' in node) directives = Math.max(directives, node.directives?.length ?? 0)
      if (node.kind === Kind.LIST) listItems = Math.max(listItems, node.values.length)
    },
  })
  return { directives, listItems }
}
