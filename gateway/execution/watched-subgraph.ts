import type { ExecutionResult } from 'graphql'
import type { CallRecord } from '../../adapters/call/scope.ts'
import { clientCode } from '../errors.ts'
import { UNWATCHED } from '../operations/watch.ts'
import type { Subgraph } from './subgraph.ts'

/** A subgraph whose fetches, and the calls made in them, are told to the watch of their request. */
export function watchedSubgraph(name: string, subgraph: Subgraph): Subgraph {
  return {
    async fetch(fetch) {
      const { context } = fetch
      if (context.watch === UNWATCHED) return subgraph.fetch(fetch)
      const watch = context.watch.fetch(name)
      const record = (call: CallRecord) => {
        context.scope.record(call)
        watch.called(call)
      }
      const { traceparent } = watch
      const request = traceparent === null ? context.request : { ...context.request, traceparent }
      try {
        const result = await subgraph.fetch({
          ...fetch,
          context: { ...context, request, scope: { ...context.scope, record } },
        })
        watch.end(codeOf(result))
        return result
      } catch (error) {
        watch.end('INTERNAL')
        throw error
      }
    },
    close: () => subgraph.close(),
  }
}

function codeOf({ errors }: ExecutionResult): string | null {
  const first = errors?.[0]
  return first ? clientCode(first) : null
}
