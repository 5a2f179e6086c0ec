import type { FastifyRequest } from 'fastify'
import type { Clock } from '../adapters/time.ts'
import { createRequestAccess } from './access/request-access.ts'
import { awayNow, notBegun } from './away.ts'
import { clientCode, rootCause } from './errors.ts'
import { authorizationOf } from './http/authorization.ts'
import type { Log } from './log.ts'
import { whyRefused } from './operations/why-refused.ts'
import { createRecorder, type GatewayContext, type IncomingRequest } from './request.ts'
import type { Serving } from './serving.ts'

/** One who asks for one operation. */
export interface Asking
  extends Pick<IncomingRequest, 'signal' | 'about'>,
    Pick<GatewayContext, 'watch' | 'report'> {
  /** What came over HTTP. */
  readonly incoming: FastifyRequest
}

export interface ContextTools {
  readonly serving: Serving
  readonly clock: Clock
  readonly log: Log
}

/**
 * What travels with an operation: who asks, whether they may ask now, which document they mean, and until when they wait. Throws what
 * they are refused with.
 */
export async function contextFor(
  { incoming, signal, about, watch, report }: Asking,
  { serving, clock, log }: ContextTools,
): Promise<GatewayContext> {
  const { id, ip: address } = incoming
  const headers = { ...incoming.headers, authorization: authorizationOf(incoming) }
  const deadline = clock().getTime() + serving.requestBudgetMs
  const request: IncomingRequest = { id, headers, deadline, address, signal, ...(about && { about }) }
  const scope = createRecorder(request)
  try {
    const viewer = await serving.identify(request)
    await serving.admit?.({ viewer, address })
    const document = serving.documents?.take(incoming, viewer)
    const access = createRequestAccess(request)
    const graph = await serving.createContext(request, viewer, access.notes)
    return { request, scope, viewer, access, watch, ...(document && { document }), graph, report }
  } catch (error) {
    const away = awayNow(error)
    const told = away ? notBegun(away) : error
    const refused = whyRefused([told])
    const codes = { [clientCode(told)]: 1 }
    report({ operation: null, type: null, codes, calls: {}, failedCalls: {}, ...(refused && { refused }) })
    if (away || clientCode(told) === 'INTERNAL')
      log.error('context-failed', { requestId: id }, rootCause(error))
    throw told
  }
}
