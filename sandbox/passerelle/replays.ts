import { createHash } from 'node:crypto'
import type { Clock } from '../../adapters/time.ts'
import { Problem } from './problem.ts'

/** What was answered, to be answered again. */
export interface Answered {
  readonly status: number
  readonly contentType: string
  readonly body: string
}

/** Requests that were worked on, by the key they came with. */
export interface Replays {
  /**
   * The first answer to this key, or what `work` answers now. Throws a `Problem`: 409 while the first is being worked on, 422 for a
   * key that came with another request. What `work` throws is kept no longer than it takes.
   */
  once(
    key: string,
    request: { readonly path: string; readonly body: string },
    work: () => Promise<Answered>,
  ): Promise<{ readonly answered: Answered; readonly replayed: boolean }>
}

const DAY_MS = 86_400_000

/** Keys are known for 24 hours from their first use. */
export function createReplays(clock: Clock): Replays {
  const known = new Map<
    string,
    { readonly since: number; readonly print: string; answered: Answered | null }
  >()

  /** The oldest are first: a map keeps the order in which its keys came. */
  const forget = (now: number) => {
    for (const [key, { since }] of known) {
      if (since + DAY_MS > now) return
      known.delete(key)
    }
  }

  return {
    async once(key, { path, body }, work) {
      const now = clock().getTime()
      forget(now)
      const print = createHash('sha256').update(`${path}\n${body}`).digest('hex')
      const before = known.get(key)
      if (before && before.print !== print) {
        throw new Problem(422, 'idempotency_key_reused', 'Expected a new key for another request.')
      }
      if (before?.answered) return { answered: before.answered, replayed: true }
      if (before) throw new Problem(409, 'idempotency_key_in_use', 'Ask again in a moment.')
      const entry: { since: number; print: string; answered: Answered | null } = {
        since: now,
        print,
        answered: null,
      }
      known.set(key, entry)
      try {
        entry.answered = await work()
        return { answered: entry.answered, replayed: false }
      } catch (error) {
        known.delete(key)
        throw error
      }
    },
  }
}

/**
 * The key in an `Idempotency-Key` header: a structured field string (RFC 9651) as the IETF's draft has it, or the bare word that many
 * clients send. Throws a `Problem` without one, or for more than 255 characters.
 */
export function readKey(header: string | null): string {
  if (header === null) {
    throw new Problem(400, 'idempotency_key_missing', 'Expected the header Idempotency-Key.')
  }
  const text = header.trim()
  const quoted = /^"((?:[ !#-[\]-~]|\\["\\])*)"$/.exec(text)?.[1]?.replaceAll(/\\(["\\])/g, '$1')
  const key = quoted ?? (/^[\w.:~+/=-]+$/.test(text) ? text : '')
  if (key !== '' && key.length <= 255) return key
  throw new Problem(400, 'idempotency_key_invalid', 'Expected 1 to 255 characters of printable ASCII.')
}
