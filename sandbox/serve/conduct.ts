import type { ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Misbehaviour, SandboxServer } from '../server.ts'
import { type Answer, drip, send, sendHalf, textAnswer, toAnswer } from './exchange.ts'
import { rearranged } from './rearrange.ts'

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
 * orders at once the first of these wins, after the latency: hang, reset, refuse, late commit, lost reply, truncate, drip,
 * garbage, HTML, another shape. What is left out, reversed or off in time goes with any of them.
 */
export async function conduct(visit: Visit, how: Misbehaviour): Promise<number> {
  const { server, to, signal } = visit
  if (how.latencyMs !== undefined) await wait(how.latencyMs, undefined, { signal })
  if (how.hang) return 0
  if (how.reset) {
    to.socket?.resetAndDestroy()
    return 0
  }
  if (how.refuse) return answered(to, await toAnswer(server.refuse(how.refuse)))
  if (how.lateCommitMs !== undefined) {
    await wait(how.lateCommitMs, undefined, { signal })
    return loseReply(visit)
  }
  if (how.loseReply) return loseReply(visit)
  const answer = atAnotherTime(rearranged(await work(visit), how), how)
  if (how.truncate) {
    sendHalf(to, answer)
    return answer.status
  }
  if (how.dripMs !== undefined) {
    await drip(to, answer, { ms: how.dripMs, signal })
    return answer.status
  }
  return answered(to, spoiled(answer, how))
}

function spoiled(answer: Answer, { garbage, html, otherShape }: Misbehaviour): Answer {
  if (garbage) return like(answer, '}{ \u0000 this was not meant for you')
  if (html) {
    const headers = [['content-type', 'text/html; charset=utf-8']] as const
    return {
      status: 200,
      headers,
      body: Buffer.from('<html><h1>Signed out of portal-7.internal</h1></html>'),
    }
  }
  return otherShape ? like(answer, '{"unexpected":{"of":["shape"]}}') : answer
}

/** As a system whose clock is wrong dates its answers. */
function atAnotherTime(answer: Answer, { skewMs }: Misbehaviour): Answer {
  if (skewMs === undefined) return answer
  const own = answer.headers.find(([name]) => name === 'date')?.[1]
  const date = new Date((own === undefined ? Date.now() : Date.parse(own)) + skewMs).toUTCString()
  return { ...answer, headers: [...answer.headers.filter(([name]) => name !== 'date'), ['date', date]] }
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

/** Same content type, another body. */
function like({ headers }: Answer, body: string): Answer {
  return { status: 200, headers, body: Buffer.from(body) }
}
