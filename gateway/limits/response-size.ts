import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Summaries } from '../http/app.ts'
import { refusalBody } from '../http/refusals.ts'
import type { Refused } from '../operations/why-refused.ts'
import type { OperationSummary } from '../request.ts'

/** What answers may be. */
export interface AnswerLimits {
  readonly maxResponseBytes: number
  readonly summaries: Summaries
}

/** What is sent in the place of an answer with more bytes than it may have, and why; null for one that may be sent. */
export function tooLarge(
  payload: unknown,
  maxResponseBytes: number,
): { readonly body: string; readonly refused: Refused & { readonly reason: string } } | null {
  const bytes = typeof payload === 'string' ? Buffer.byteLength(payload) : 0
  if (bytes <= maxResponseBytes) return null
  const code = 'COST_EXCEEDED'
  const reason = `the answer has ${bytes} bytes; at most ${maxResponseBytes} are sent; ask for smaller pages or fewer fields`
  return { body: refusalBody(code, reason), refused: { code, check: 'response-bytes', reason } }
}

/**
 * The body to be sent: the answer, or COST_EXCEEDED in its place when it has more bytes than it may. How long an answer becomes is
 * known when it is written; until then its cost bounds it.
 */
export function unlessTooLarge(
  payload: unknown,
  reply: FastifyReply,
  { maxResponseBytes, summaries, request }: AnswerLimits & { readonly request: FastifyRequest },
): unknown {
  const instead = tooLarge(payload, maxResponseBytes)
  if (!instead) return payload
  const summary = summaries.get(request)
  if (summary) summaries.set(request, withRefusal(summary, instead.refused))
  reply.code(400).removeHeader('content-length')
  return instead.body
}

/** What the log says of an operation whose answer was not sent. */
export function withRefusal(summary: OperationSummary, refused: Refused): OperationSummary {
  return { ...summary, codes: { ...summary.codes, [refused.code]: 1 }, refused }
}
