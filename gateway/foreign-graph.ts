import './telemetry.ts'
import { ApolloGateway } from '@apollo/gateway'
import { ApolloServer } from '@apollo/server'
import {
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled'
import { apolloLogger, type Graph, reasonOf } from './graph.ts'
import type { Log } from './log.ts'
import type { GatewayContext } from './request.ts'
import { refuseForeign, SupergraphError } from './supergraph.ts'

/**
 * Makes somebody else's supergraph executable, by `@apollo/server` and `@apollo/gateway` as they are: no limit, check or
 * wording of ours stands between a client and their answer. Only what would talk to the vendor is off, and what would show
 * stack traces. Throws a `SupergraphError` with the reason when it cannot be executed.
 */
export async function startForeignGraph(supergraphSdl: string, log: Log): Promise<Graph> {
  refuseForeign(supergraphSdl)
  const logger = apolloLogger(log)
  const gateway = new ApolloGateway({ supergraphSdl, logger })
  const server = new ApolloServer<GatewayContext>({
    gateway,
    logger,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    plugins: [
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  })
  try {
    await server.start()
  } catch (cause) {
    throw new SupergraphError(`the supergraph cannot be executed: ${reasonOf(cause)}`, { cause })
  }
  return { server, close: () => server.stop() }
}
