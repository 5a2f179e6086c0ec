import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Changes } from './changes.ts'

/** One look: what `POST /graphql` answers now. */
export interface Look extends Seen {
  /** HTTP's. Anything but 200 was not executed. */
  readonly status: number
  /** JSON in one line. */
  readonly body: string
}

/** What is kept of a look while nothing happens. */
interface Seen {
  /** When to try again, milliseconds; null where trying again changes nothing. */
  readonly retryAfterMs: number | null
  /** What the answer is about: whoever changes that changes the answer. */
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
export async function* liveAnswers(live: LiveAnswers): AsyncGenerator<string> {
  const { signal } = live
  let said: Said | null = { shown: '', about: NOTHING, since: 0, retryAfterMs: null }
  while (!signal.aborted) {
    said = yield* say(said, live)
    if (!said) return
    yield* beatsUntil(said, live)
    await pause(TOGETHER_MS, undefined, { signal }).catch(() => {})
  }
}

/** What was seen last, and a hash of what was shown last. */
interface Said extends Seen {
  readonly shown: string
}

const NOTHING: ReadonlySet<string> = new Set()

/** Looks, and says what has become another; null after the last word. It keeps no answer: there may be thousands who wait. */
async function* say(before: Said, { look }: LiveAnswers): AsyncGenerator<string, Said | null> {
  const { status, body, ...seen } = await look()
  if (status !== 200 && seen.retryAfterMs === null) {
    yield next(body)
    yield COMPLETE
    return null
  }
  const { hash, hasFailed } = status === 200 ? read(body) : { hash: before.shown, hasFailed: true }
  if (hash !== before.shown) yield next(body)
  // What shows less, because something failed, is about what was shown before as well; what is not theirs any more is not.
  const about = hasFailed ? new Set([...before.about, ...seen.about].slice(-MOST)) : seen.about
  return { ...seen, about, shown: hash }
}

interface Answer {
  readonly data?: unknown
  readonly errors?: readonly { readonly extensions?: { readonly retryable?: boolean } }[]
}

/** What an answer says is all that counts: what it cost is another each time. */
function read(body: string): { readonly hash: string; readonly hasFailed: boolean } {
  const { data, errors } = JSON.parse(body) as Answer
  const hash = createHash('sha256').update(JSON.stringify([data, errors]))
  const hasFailed = errors?.some(({ extensions }) => extensions?.retryable === true) ?? false
  return { hash: hash.digest('base64url'), hasFailed }
}

/** Waits until something that was seen is changed, and no longer than it is worth. What was put off waits for its time alone. */
async function* beatsUntil(
  { about, since, retryAfterMs }: Seen,
  { changes, signal, refreshMs }: LiveAnswers,
): AsyncGenerator<string> {
  const things = retryAfterMs === null ? about : NOTHING
  for (let left = retryAfterMs ?? refreshMs; left > 0; left -= BEAT_MS) {
    const isChanged = await changes.next(things, { since, forMs: Math.min(left, BEAT_MS), signal })
    if (isChanged || signal.aborted) return
    if (left > BEAT_MS) yield BEAT
  }
}
