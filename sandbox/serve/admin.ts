import type { RequestListener } from 'node:http'
import { z } from 'zod'
import type { Misbehaviour, SandboxCall } from '../server.ts'
import { type Answer, readRequest, send, textAnswer } from './exchange.ts'

/** Where the admin API lives on its port. */
export const ADMIN_PATH = '/__sandbox__/'

/** What the admin API works on. */
export interface Administered {
  misbehave(how: Misbehaviour): Promise<void>
  misbehaviour(): Misbehaviour
  calls(): readonly SandboxCall[]
  forgetCalls(): void
  /** Absent where nothing is signed. */
  rotate?(): void
  /** Absent where no record moves on by itself. */
  advance?(instruction: unknown): void
}

const count = z.number().int().positive()
const millis = z.number().int().nonnegative()

const keys = z.array(z.string().min(1))

const order = z
  .strictObject({
    latencyMs: millis,
    hang: z.boolean(),
    refuse: z.enum(['throttled', 'unavailable', 'expired']),
    garbage: z.boolean(),
    html: z.boolean(),
    otherShape: z.boolean(),
    reset: z.boolean(),
    dripMs: count,
    shuffle: z.boolean(),
    without: keys,
    changeBetweenPages: z.strictObject({ comes: keys, goes: keys }).partial(),
    skewMs: z.number().int(),
    truncate: z.boolean(),
    loseReply: z.boolean(),
    lateCommitMs: millis,
    down: z.boolean(),
    path: z.string(),
    nth: count,
    times: count,
  })
  .partial()

/**
 * The admin API: `PUT misbehave` (204; 400 says what is wrong with the order), `GET misbehave`, `GET calls`,
 * `DELETE calls` (204), `POST rotate` (204) where the server signs, `POST advance` (204; 400 says what is wrong) where records move on. It has a port of its own, so that it answers while its server is down.
 */
export function adminApi(of: Administered): RequestListener {
  return (message, to) => {
    void readRequest(message)
      .then((request) =>
        request ? answer(of, request) : textAnswer(400, 'expected a request that can be read'),
      )
      .catch((error: unknown) =>
        textAnswer(500, error instanceof Error ? error.message : 'the admin API failed'),
      )
      .then((said) => send(to, said))
  }
}

async function answer(of: Administered, request: Request): Promise<Answer> {
  const resource = new URL(request.url).pathname.replace(/\/{2,}/g, '/')
  switch (`${request.method} ${resource}`) {
    case `PUT ${ADMIN_PATH}misbehave`:
      return obey(of, await request.text())
    case `GET ${ADMIN_PATH}misbehave`:
      return json(of.misbehaviour())
    case `GET ${ADMIN_PATH}calls`:
      return json(of.calls())
    case `DELETE ${ADMIN_PATH}calls`:
      of.forgetCalls()
      return textAnswer(204, '')
    case `POST ${ADMIN_PATH}rotate`:
      if (!of.rotate) return textAnswer(404, 'this server signs nothing: there are no keys to rotate')
      of.rotate()
      return textAnswer(204, '')
    case `POST ${ADMIN_PATH}advance`:
      return advance(of, await request.text())
    default:
      return textAnswer(
        404,
        `expected PUT or GET ${ADMIN_PATH}misbehave, or GET or DELETE ${ADMIN_PATH}calls`,
      )
  }
}

async function obey(of: Administered, text: string): Promise<Answer> {
  const read = parse(text)
  if (!read.success) return textAnswer(400, z.prettifyError(read.error))
  // Zod types an absent field as possibly undefined; JSON has no undefined, so the fields that are there have values.
  await of.misbehave(read.data as Misbehaviour)
  return textAnswer(204, '')
}

function advance(of: Administered, text: string): Answer {
  if (!of.advance) return textAnswer(404, 'no record of this server moves on')
  try {
    of.advance(JSON.parse(text))
    return textAnswer(204, '')
  } catch (error) {
    return textAnswer(400, error instanceof Error ? error.message : 'expected an instruction')
  }
}

function parse(text: string) {
  try {
    return order.safeParse(JSON.parse(text))
  } catch {
    return order.safeParse(text)
  }
}

function json(value: unknown): Answer {
  return {
    status: 200,
    headers: [['content-type', 'application/json']],
    body: Buffer.from(JSON.stringify(value)),
  }
}
