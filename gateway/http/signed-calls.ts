import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestAsyncHookHandler } from 'fastify'
import type { CallCheck, CallTrust, Disbelief } from '../execution/call-check.ts'
import { believed } from '../execution/signature.ts'
import type { Log } from '../log.ts'
import type { IncomingRequest } from '../request.ts'
import { refuse } from './refusals.ts'

/** A call that is believed. */
export interface BelievedCall {
  /** The headers that were signed, and no others. */
  readonly headers: IncomingRequest['headers']
  /** The body, from JSON. */
  readonly body: unknown
}

/** What a route needs to take signed calls alone. */
export interface SignedCalls {
  /** For the route: refuses what is not signed before its body is read. */
  readonly onRequest: onRequestAsyncHookHandler
  /** The call, or null when it has been refused. Throws for a body that is no JSON. */
  open(incoming: FastifyRequest, reply: FastifyReply, trust: CallTrust): Promise<BelievedCall | null>
}

/**
 * Makes an app keep the bodies of its requests as the bytes that came, for their signature, and parse them once it is known who
 * sent them. Every refusal is the same for who made the call; the log has the reason.
 */
export function takeSignedCalls(
  app: FastifyInstance,
  { check, log }: { readonly check: CallCheck; readonly log: Log },
): SignedCalls {
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (_: unknown, body: Buffer) => body,
  )
  const disbelieve = ({ id: requestId }: FastifyRequest, reply: FastifyReply, reason: Disbelief) => {
    log.warn('call.refused', { requestId, reason })
    reply.header('www-authenticate', 'Couture-Signature')
    return refuse(reply, 401, 'UNAUTHENTICATED', 'expected a call signed by a gateway of this graph')
  }
  return {
    async onRequest(incoming, reply) {
      const disbelief = check.begin(incoming.headers)
      if (disbelief !== null) return disbelieve(incoming, reply, disbelief)
    },
    async open(incoming, reply, trust) {
      const body = Buffer.isBuffer(incoming.body) ? incoming.body : Buffer.alloc(0)
      const call = { headers: incoming.headers, body }
      const disbelief = await check.finish(call, trust)
      if (disbelief !== null) {
        disbelieve(incoming, reply, disbelief)
        return null
      }
      return { headers: believed(call.headers), body: await fromJson(app, incoming, body) }
    },
  }
}

/** As the server underneath would have parsed it: no prototypes are smuggled in. */
function fromJson(app: FastifyInstance, incoming: FastifyRequest, body: Buffer): Promise<unknown> {
  const parse = app.getDefaultJsonParser('error', 'error')
  return new Promise((resolve, reject) => {
    void parse(incoming, body.toString('utf8'), (error, value) => (error ? reject(error) : resolve(value)))
  })
}
