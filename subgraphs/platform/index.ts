import { SourceError } from '../../adapters/error.ts'
import { defineSubgraph } from '../define-subgraph.ts'
import { answered, failed, notAsked } from '../source-status.ts'
import type { SystemHealth } from '../system-health.ts'
import type { Resolvers } from './resolvers.generated.ts'

const resolvers: Resolvers = {
  Query: { sourceSystems: async (_, __, context) => (await context.services.health()).map(show) },
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
