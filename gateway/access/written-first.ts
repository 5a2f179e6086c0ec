import type { ApolloGateway } from '@apollo/gateway'
import { GraphQLError } from 'graphql'
import type { SourceError } from '../../adapters/error.ts'
import type { GatewayContext } from '../request.ts'
import type { AccessLog } from './log.ts'
import { writing } from './written.ts'

type Executor = Awaited<ReturnType<ApolloGateway['load']>>['executor']
type Result = Awaited<ReturnType<Executor>>

/**
 * Answers an operation only when it is on disk who was shown what by it. Where that cannot be written the operation answers
 * null and the reason, SOURCE_UNAVAILABLE of the source `ledger`. Without a log subgraphs write for themselves.
 */
export function writtenFirst(executor: Executor, log: AccessLog | undefined): Executor {
  return async (asked) => {
    const context = asked.context as GatewayContext
    const { schema, document, operation, operationName: name, request } = asked
    const variables = request.variables ?? {}
    context.access.executing({ schema, document, operation, variables, name })
    const result = await executor(asked)
    const written = writing(log, context)
    const failure = written && (await written)
    return failure ? notShown(failure) : result
  }
}

function notShown(failure: SourceError): Result {
  const { code, source, retryable, message } = failure
  const extensions = { code, source, retryable }
  return { data: null, errors: [new GraphQLError(message, { originalError: failure, extensions })] }
}
