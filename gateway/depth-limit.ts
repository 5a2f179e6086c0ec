import {
  type ASTVisitor,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql'

/** Refuses operations whose fields nest deeper than `max`; introspection does not count. */
export function depthLimit(max: number): ValidationRule {
  return (context: ValidationContext): ASTVisitor => {
    const depths = new Map<string, number>()
    return {
      OperationDefinition(node) {
        const depth = depthOf(node.selectionSet, context, depths)
        if (depth <= max) return
        const message = `the operation nests ${depth} fields deep; at most ${max} are allowed`
        context.reportError(
          new GraphQLError(message, { nodes: [node], extensions: { code: 'COST_EXCEEDED', check: 'depth' } }),
        )
      },
    }
  }
}

function depthOf(
  { selections }: SelectionSetNode,
  context: ValidationContext,
  depths: Map<string, number>,
): number {
  let deepest = 0
  for (const selection of selections) {
    let depth = 0
    if (selection.kind === Kind.FIELD) {
      if (selection.name.value.startsWith('__')) continue
      depth = 1 + (selection.selectionSet ? depthOf(selection.selectionSet, context, depths) : 0)
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      depth = depthOf(selection.selectionSet, context, depths)
    } else {
      depth = depthOfFragment(context.getFragment(selection.name.value), context, depths)
    }
    deepest = Math.max(deepest, depth)
  }
  return deepest
}

function depthOfFragment(
  fragment: FragmentDefinitionNode | null | undefined,
  context: ValidationContext,
  depths: Map<string, number>,
): number {
  if (!fragment) return 0
  const known = depths.get(fragment.name.value)
  if (known !== undefined) return known
  // Ends a cycle, which another rule reports; and keeps a fragment used often from being measured as often.
  depths.set(fragment.name.value, 0)
  const depth = depthOf(fragment.selectionSet, context, depths)
  depths.set(fragment.name.value, depth)
  return depth
}
