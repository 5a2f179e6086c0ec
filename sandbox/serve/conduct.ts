import type { ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Misbehaviour, SandboxServer } from '../server.ts'
import { type Answer, send, sendHalf, textAnswer, toAnswer } from './exchange.ts'

/** One request on its way through a server. */
export interface Visit {
  readonly server: SandboxServer
  readonly request: Request
  readonly to: ServerResponse
  /** Aborts when the server closes: nothing waits longer than that. */
  readonly signal: AbortSignal
}

/**
 * Answers a request the way the server was told to, and says with which status; 0 when no status went out. Of several
 * orders at once the first of these wins, after the latency: hang, refuse, late commit, lost reply, truncate, garbage.
 */
export async function conduct(visit: Visit, how: Misbehaviour): Promise<number> {
  const { server, to, signal } = visit
  if (how.latencyMs !== undefined) await wait(how.latencyMs, undefined, { signal })
  if (how.hang) return 0
  if (how.refuse) return answered(to, await toAnswer(server.refuse(how.refuse)))
  if (how.lateCommitMs !== undefined) {
    await wait(how.lateCommitMs, undefined, { signal })
    return loseReply(visit)
  }
  if (how.loseReply) return loseReply(visit)
  const answer = await work(visit)
  if (how.truncate) {
    sendHalf(to, answer)
    return answer.status
  }
  return answered(to, how.garbage ? garbageLike(answer) : answer)
}

function answered(to: ServerResponse, answer: Answer): number {
  send(to, answer)
  return answer.status
}

async function loseReply(visit: Visit): Promise<number> {
  await work(visit)
  visit.to.socket?.destroy()
  return 0
}

async function work({ server, request }: Visit): Promise<Answer> {
  try {
    return await toAnswer(await server.handle(request))
  } catch (error) {
    console.error(
      `sandbox ${server.name} failed on ${request.method} ${new URL(request.url).pathname}`,
      error,
    )
    return textAnswer(500, 'the sandbox server failed; its log says why')
  }
}

/** Same content type, a body that is neither JSON nor XML nor multipart. */
function garbageLike({ headers }: Answer): Answer {
  return { status: 200, headers, body: Buffer.from('}{ \u0000 this was not meant for you') }
}
