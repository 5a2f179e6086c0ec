import type { ApolloServerPlugin } from '@apollo/server'
import type { GatewayContext } from '../request.ts'

/** An answer as far as it matters here. */
interface Answer<Failure extends { readonly path?: readonly (string | number)[] | undefined }> {
  readonly data?: unknown
  errors?: readonly Failure[]
}

/** Leaves errors of what was not asked for out of an answer: see `leaveOutUnasked`. */
export function useAskedErrors(): ApolloServerPlugin<GatewayContext> {
  return {
    requestDidStart: async () => ({
      async willSendResponse({ response: { body } }) {
        if (body.kind === 'single') leaveOutUnasked(body.singleResult)
      },
    }),
  }
}

/**
 * Apollo's planner may have a subgraph resolve a field that `@skip` or `@include` leaves out of the answer; what fails there is no
 * failure of the answer, which has no such place.
 */
export function leaveOutUnasked<Failure extends { readonly path?: readonly (string | number)[] | undefined }>(
  answer: Answer<Failure>,
): void {
  const { data, errors } = answer
  if (!data || !errors) return
  const asked = errors.filter(({ path }) => !path || isThere(data, path))
  if (asked.length > 0) answer.errors = asked
  else delete answer.errors
}

/** Whether an answer has the place that a path names, or something above it that became null as a whole. */
function isThere(data: unknown, path: readonly (string | number)[]): boolean {
  let at = data
  for (const step of path) {
    if (at === null || typeof at !== 'object') return true
    if (!Object.hasOwn(at, step)) return false
    at = (at as Readonly<Record<string | number, unknown>>)[step]
  }
  return true
}
