import { SourceError } from '../../adapters/error.ts'
import { defineSubgraph } from '../define-subgraph.ts'
import { answered, failed, notAsked } from '../source-status.ts'
import type { SystemHealth } from '../system-health.ts'
import { discardEntry, outboxEntry, outboxPage, retryEntry } from './outbox.ts'
import type { Resolvers } from './resolvers.generated.ts'

const resolvers: Resolvers = {
  Query: {
    sourceSystems: async (_, __, context) => (await context.services.health()).map(show),
    outbox: (_, args, context) => outboxPage(context, args),
    outboxEntry: (_, { id }, context) => outboxEntry(context, id),
  },
  Mutation: {
    outboxRetry: (_, args, context) => retryEntry(context, args),
    outboxDiscard: (_, args, context) => discardEntry(context, args),
  },
}

function show(health: SystemHealth) {
  const { kind, name, lastFailure, lastCallAt, limits, ...rest } = health
  return {
    ...rest,
    system: kind,
    instance: name,
    limits: limits && { ...limits, timeoutMillis: limits.timeoutMs, breakMillis: limits.breakMs },
    status: lastFailure
      ? failed({ asked: { kind, name }, error: new SourceError(name, lastFailure, 'its last call failed') })
      : lastCallAt
        ? answered({ kind, name }, lastCallAt)
        : notAsked({ kind, name }),
  }
}

/** What operators ask of the graph itself. */
export const platform = defineSubgraph('platform', resolvers)
