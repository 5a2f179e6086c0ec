import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Changes } from './changes.ts'

/** One look: what `POST /graphql` answers now. */
export interface Look {
  /** HTTP's. Anything but 200 was not executed. */
  readonly status: number
  /** JSON. */
  readonly body: string
  /** When to try again, milliseconds; null where trying again changes nothing. */
  readonly retryAfterMs: number | null
  /** What it is about: whoever changes that changes the answer. */
  readonly about: ReadonlySet<string>
  /** The mark before it. */
  readonly since: number
}

export interface LiveAnswers {
  readonly changes: Pick<Changes, 'next'>
  look(): Promise<Look>
  /** After so long it is looked anew though nothing was told: messages may be lost, and systems change by themselves. */
  readonly refreshMs: number
  /** Aborts when the client has gone, or the process stops. */
  readonly signal: AbortSignal
}

/** So often something is sent, so that nobody on the way takes the connection for dead. */
const BEAT_MS = 15_000
/** Changes within so long are answered together. */
const TOGETHER_MS = 50

/** Things that one answer is taken to be about. */
export const MOST = 500

/** A comment of the format, which clients pass over. */
const BEAT = ':\n\n'
const COMPLETE = 'event: complete\ndata:\n\n'
const next = (body: string) => `event: next\ndata: ${body}\n\n`

/**
 * The answers of an operation one after the other, in the form of server-sent events (the protocol "GraphQL over SSE", distinct connections
 * mode): the first at once, another whenever it has become another. An answer that was refused for good is the last. Ends without `complete` when
 * the signal aborts, so that clients connect again.
 */
export async function* liveAnswers(first: Look, live: LiveAnswers): AsyncGenerator<string> {
  let shown = ''
  for (let seen = first; !live.signal.aborted; seen = await again(seen, live)) {
    const { status, body, retryAfterMs } = seen
    if (status !== 200 && retryAfterMs === null) {
      yield next(body)
      yield COMPLETE
      return
    }
    const now = status === 200 ? hashOf(body) : shown
    if (now !== shown) yield next(body)
    shown = now
    yield* beatsUntil(seen, live)
  }
}

/** Waits until something that was seen is changed, and no longer than it is worth. What was put off waits for its time alone. */
async function* beatsUntil(
  { about, since, retryAfterMs }: Look,
  { changes, signal, refreshMs }: LiveAnswers,
): AsyncGenerator<string> {
  const things = retryAfterMs === null ? about : NOTHING
  for (let left = retryAfterMs ?? refreshMs; left > 0 && !signal.aborted; left -= BEAT_MS) {
    const isChanged = await changes.next(things, { since, forMs: Math.min(left, BEAT_MS), signal })
    if (isChanged || signal.aborted) return
    if (left > BEAT_MS) yield BEAT
  }
}

const NOTHING: ReadonlySet<string> = new Set()

/** The next look. One that shows less, because something failed, is about what the one before it was about as well. */
async function again(before: Look, { look, signal }: LiveAnswers): Promise<Look> {
  await pause(TOGETHER_MS, undefined, { signal }).catch(() => {})
  if (signal.aborted) return before
  const seen = await look()
  if (seen.status === 200 && !hasErrors(seen.body)) return seen
  return { ...seen, about: new Set([...before.about, ...seen.about].slice(-MOST)) }
}

interface Answer {
  readonly data?: unknown
  readonly errors?: unknown
}

function hasErrors(body: string): boolean {
  return (JSON.parse(body) as Answer).errors !== undefined
}

/** What an answer says is all that counts: what it cost is another each time. */
function hashOf(body: string): string {
  const { data, errors } = JSON.parse(body) as Answer
  return createHash('sha256')
    .update(JSON.stringify([data, errors]))
    .digest('base64url')
}
