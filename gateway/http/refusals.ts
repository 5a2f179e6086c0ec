import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ErrorCode } from '../../adapters/error.ts'
import type { Log } from '../log.ts'
import type { Refused } from '../operations/why-refused.ts'

/** Kept by request, so that they are forgotten with it. */
const refusals = new WeakMap<FastifyRequest, Refused>()

/** Why a request was refused before it was GraphQL's; null for any other. */
export function refusalOf(request: FastifyRequest): Refused | null {
  return refusals.get(request) ?? null
}

/** Answers in GraphQL's form, whatever was asked. `check` is for the log. */
export function refuse(
  reply: FastifyReply,
  status: number,
  code: ErrorCode,
  message: string,
  check = CHECKS[status] ?? 'http',
): FastifyReply {
  refusals.set(reply.request, { code, check })
  return reply
    .code(status)
    .header('content-type', 'application/json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(refusalBody(code, message))
}

/** A refusal as it is sent. */
export function refusalBody(code: ErrorCode, message: string): string {
  return JSON.stringify({ errors: [{ message, extensions: { code } }] })
}

/** A body that cannot be taken; the message is for the client. */
export class RefusedBody extends Error {
  override readonly name = 'RefusedBody'
}

/** What refused a request, by the status it is refused with. */
const CHECKS: Readonly<Record<number, string>> = {
  400: 'body',
  404: 'address',
  405: 'method',
  408: 'slow',
  413: 'body-size',
  415: 'content-type',
}

const MESSAGES: Readonly<Record<number, string>> = {
  400: 'expected a well-formed JSON body',
  408: 'the request did not arrive in time',
  413: 'the request body is too large',
  415: 'expected the content type application/json',
}

/** What is wrong with a request before it is GraphQL's: paths, methods, content types, sizes, broken JSON. */
export function addRefusals(app: FastifyInstance, log: Log): void {
  const nothing = (reply: FastifyReply) => refuse(reply, 404, 'BAD_INPUT', 'there is nothing at this address')
  app.setNotFoundHandler((_request, reply) => nothing(reply))
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (error instanceof RefusedBody) return refuse(reply, 400, 'BAD_INPUT', error.message)
    const status = error.statusCode ?? 500
    // Where pages are served from a folder, a path that leads out of it.
    if (status === 403) return nothing(reply)
    if (status < 500) return refuse(reply, status, 'BAD_INPUT', MESSAGES[status] ?? 'the request was refused')
    log.error('internal', { requestId: request.id }, error)
    return refuse(reply, status === 503 ? 503 : 500, 'INTERNAL', 'Internal error')
  })
}
