import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Summaries } from '../http/app.ts'

/** What answers may be. */
export interface AnswerLimits {
  readonly maxResponseBytes: number
  readonly summaries: Summaries
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
  const bytes = typeof payload === 'string' ? Buffer.byteLength(payload) : 0
  if (bytes <= maxResponseBytes) return payload
  const code = 'COST_EXCEEDED'
  const message = `the answer has ${bytes} bytes; at most ${maxResponseBytes} are sent; ask for smaller pages or fewer fields`
  const summary = summaries.get(request)
  const refused = { code, check: 'response-bytes', reason: message } as const
  if (summary) summaries.set(request, { ...summary, codes: { ...summary.codes, [code]: 1 }, refused })
  reply.code(400).removeHeader('content-length')
  return JSON.stringify({ errors: [{ message, extensions: { code } }] })
}
