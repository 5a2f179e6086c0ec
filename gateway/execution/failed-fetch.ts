import { type DocumentNode, type FieldNode, GraphQLError, Kind, type SelectionSetNode } from 'graphql'
import type { SourceError } from '../../adapters/error.ts'

/**
 * The errors of a fetch that failed as a whole: one for each field it was to fill, so that every null has an error with
 * its path. For an `_entities` fetch that is each field of each entity asked for.
 */
export function failedFetch(
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
  failure: SourceError,
): GraphQLError[] {
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION)
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return [toGraphQLError(failure, [])]
  const { representations } = variables
  const entities = Array.isArray(representations) ? representations.length : 0
  return fieldsOf(operation.selectionSet).flatMap((field) => {
    const key = keyOf(field)
    if (field.name.value !== '_entities' || !field.selectionSet) return [toGraphQLError(failure, [key])]
    const keys = [...new Set(fieldsOf(field.selectionSet).map(keyOf))].filter((name) => name !== '__typename')
    return Array.from({ length: entities }, (_, index) =>
      keys.map((name) => toGraphQLError(failure, [key, index, name])),
    ).flat()
  })
}

function fieldsOf({ selections }: SelectionSetNode): FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection]
    return selection.kind === Kind.INLINE_FRAGMENT ? fieldsOf(selection.selectionSet) : []
  })
}

function keyOf({ alias, name }: FieldNode): string {
  return (alias ?? name).value
}

function toGraphQLError(failure: SourceError, path: readonly (string | number)[]): GraphQLError {
  const { source, code, retryable, retryAfterSeconds } = failure
  return new GraphQLError(failure.message, {
    path,
    originalError: failure,
    extensions: { code, source, retryable, ...(retryAfterSeconds !== null && { retryAfterSeconds }) },
  })
}
