import { GraphQLError } from 'graphql'
import { isSourceError, type SourceError } from '../adapters/error.ts'
import type { Rule } from '../schema/scope-rules.ts'
import { sentence } from './source-status.ts'

/** What the caller sent is not what is expected; `message` says what is, without repeating what came. */
export function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_INPUT' } })
}

/** What the viewer may not see. The same whether there is such a thing or not; `rule` alone makes the sentence. */
export function forbidden({ scopes, policy }: Rule): GraphQLError {
  return new GraphQLError(expected(policy ? null : scopes), { extensions: { code: 'FORBIDDEN' } })
}

function expected(scopes: Rule['scopes']): string {
  if (scopes === null) return 'expected a token; ask the operator for one that may see this'
  const ways = scopes.map((all) => all.join(' and ')).join(', or ')
  return `expected a token with the scope ${ways}; one for what is one's own opens nothing else`
}

/**
 * A source's failure as a client may read it: the code, the source's configured name and whether asking again makes
 * sense. The operator's message and the cause stay behind, as `originalError`, for the log alone.
 */
export function toGraphQLError(error: SourceError): GraphQLError {
  const { code, source, retryable, retryAfterSeconds } = error
  return new GraphQLError(sentence(error), {
    originalError: error,
    extensions: { code, source, retryable, ...(retryAfterSeconds !== null && { retryAfterSeconds }) },
  })
}

/** What is known; throws why where nobody knows, because the schema's null means that there is none. */
export function known<T>(value: T | SourceError): T {
  if (isSourceError(value)) throw toGraphQLError(value)
  return value
}
