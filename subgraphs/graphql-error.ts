import { GraphQLError } from 'graphql'
import { isSourceError, type SourceError } from '../adapters/error.ts'
import { sentence } from './source-status.ts'

/** What the caller sent is not what is expected; `message` says what is, without repeating what came. */
export function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_INPUT' } })
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
