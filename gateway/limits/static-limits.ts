import { type DocumentNode, GraphQLError, Kind } from 'graphql'
import { MAX_INTROSPECTION_DEPTH, type OperationLimits } from './limits.ts'
import { createMeasure, type Expanded, fragmentsOf, heapsOf } from './measure.ts'

/**
 * Why a document is too big to be validated, or null when it is not: to be asked right after parsing, since validation and
 * planning take longer the bigger it is. Cheap for every document: each of its nodes is looked at some few times.
 */
export function tooBig(document: DocumentNode, limits: OperationLimits): GraphQLError | null {
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION)
  const fragments = fragmentsOf(document)
  const fragmentCount = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION).length
  // Counted before anything is measured, which takes a step of recursion for each.
  const counted =
    over('operations', operations.length, limits.maxOperations, (n) => `the document has ${n} operations`) ??
    over('fragments', fragmentCount, limits.maxFragments, (n) => `the document has ${n} fragments`)
  if (counted) return counted
  const heaps = heapsOf(document)
  const heaped =
    over(
      'directives',
      heaps.directives,
      limits.maxDirectivesAtOnce,
      (n) => `one place has ${n} directives`,
    ) ?? over('list-items', heaps.listItems, limits.maxListItems, (n) => `a list has ${n} items`)
  if (heaped) return heaped
  const measure = createMeasure(fragments)
  for (const operation of operations) {
    const refused = tooBigOperation(measure(operation), limits)
    if (refused) return refused
  }
  return null
}

function tooBigOperation(sizes: Expanded, limits: OperationLimits): GraphQLError | null {
  const { depth, introspectionDepth, selections, aliases, rootFields, directives } = sizes
  return (
    over('depth', depth, limits.maxDepth, (n) => `the operation nests ${n} fields deep`) ??
    over(
      'introspection-depth',
      introspectionDepth,
      MAX_INTROSPECTION_DEPTH,
      (n) => `the introspection nests ${n} fields deep`,
    ) ??
    over('selections', selections, limits.maxSelections, (n) => `the operation has ${n} selections`) ??
    over('aliases', aliases, limits.maxAliases, (n) => `the operation has ${n} aliases`) ??
    over('root-fields', rootFields, limits.maxRootFields, (n) => `the operation has ${n} root fields`) ??
    over('directives', directives, limits.maxDirectives, (n) => `the operation has ${n} directives`)
  )
}

/** `check` names the limit to the operator's log. */
function over(
  check: string,
  found: number,
  limit: number,
  said: (count: string) => string,
): GraphQLError | null {
  if (found <= limit) return null
  return new GraphQLError(`${said(countOf(found))}; at most ${limit} are allowed`, {
    extensions: { code: 'COST_EXCEEDED', check },
  })
}

/** Counts of what fragments multiply have no end. */
function countOf(found: number): string {
  return Number.isSafeInteger(found) ? String(found) : 'far too many'
}
