import type { z } from 'zod'
import type { Answer, Caller } from '../../call/caller.ts'
import { parseShape } from '../../call/json.ts'
import { SourceError } from '../../error.ts'
import type { RecordId } from '../../ids.ts'
import type { Found, Read } from '../../read.ts'
import { inChunks } from '../../read.ts'
import { type Clock, type Instant, instant } from '../../time.ts'
import { isRefusedCredentials, refusedCredentials, resultOf, tooManySignIns } from './refusal.ts'
import { createSessions, heldBack, type Session } from './session.ts'
import { fieldsOf, preferences, signedIn } from './wire.ts'

/** One `search_read`. Its rows are parsed one by one by `shape`. */
export interface Query<Row> {
  readonly model: string
  readonly domain: readonly unknown[]
  /** What is read, which is also what is asked for. */
  readonly fields: z.ZodObject
  readonly shape: z.ZodType<Row>
  /** Pairs of field and ASC or DESC. @default by id */
  readonly order?: readonly (readonly [string, 'ASC' | 'DESC'])[]
  /** Tryton itself has none. @default no limit */
  readonly limit?: number
  /** What function fields want to know beyond the user's preferences. */
  readonly context?: Readonly<Record<string, unknown>>
  /** How many keys it asks for. @default 1 */
  readonly keys?: number
}

/** The wire to one Tryton database, JSON-RPC. */
export interface TrytonClient {
  readonly source: string
  /** Throws a `SourceError`. */
  read<Row>(query: Query<Row>): Promise<readonly Row[]>
  /**
   * Reads keys in chunks; a failed chunk fails its own keys and no others. `entries` may throw as `translate`'s work.
   */
  readByKeys<Key, Row, Value>(
    keys: readonly Key[],
    by: {
      query(chunk: readonly Key[]): Query<Row>
      entries(rows: readonly Row[], chunk: readonly Key[]): Iterable<readonly [Key, Read<Value>]>
    },
  ): Promise<Map<Key, Read<Value>>>
  /** Runs `work` and turns a RangeError, which means a value that cannot be read, into BAD_RESPONSE. */
  translate<T>(what: string, work: () => T): T
  /** The failure of a key whose record is there and cannot be read. */
  unreadable(model: string): SourceError
  found<Value>(value: Value, recordId: RecordId, recordedAt: Instant | null): Found<Value>
  /** The server's version, and the time of its answer. */
  version(): Promise<{ readonly version: unknown; readonly date: string | null }>
  /** Signs in anew, as a session may outlive a changed password, and goes on with that; the user's company. */
  company(): Promise<number | null>
}

export interface TrytonClientOptions {
  readonly source: string
  readonly caller: Caller
  readonly clock: Clock
  readonly database: string
  readonly user: string
  readonly password: string
  readonly language: string
  /** Most keys in one call. */
  readonly chunk: number
}

/** How long refused credentials are not tried again. */
const REFUSED_MS = 10_000

/** A client that has not signed in yet. */
export function createTrytonClient(options: TrytonClientOptions): TrytonClient {
  const { source, clock, chunk } = options
  const post = poster(options)
  const refusals = { clock, ms: REFUSED_MS, isRefusal: isRefusedCredentials }
  const sessions = createSessions(heldBack(() => signIn(options, post), refusals))

  async function call(model: string, params: (session: Session) => readonly unknown[], keys: number) {
    const method = `model.${model}.search_read`
    const send = (session: Session) => post(method, params(session), { model, keys, session })
    const session = await sessions.current()
    const answer = await send(session)
    if (answer.status !== 401) return answer
    sessions.drop(session)
    return send(await sessions.current())
  }

  async function read<Row>(query: Query<Row>): Promise<readonly Row[]> {
    const { model, domain, fields, shape, order = [['id', 'ASC']], limit = null, keys = 1 } = query
    const params = ({ context }: Session) => [
      domain,
      0,
      limit,
      order,
      fieldsOf(fields),
      { ...context, ...query.context },
    ]
    const answer = await call(model, params, keys)
    if (answer.status === 401) throw refusedCredentials(source)
    const rows = resultOf(source, model, answer)
    if (!Array.isArray(rows)) throw new SourceError(source, 'BAD_RESPONSE', `expected a list of ${model}`)
    return rows.map((row) => parseShape(source, shape, row))
  }

  return {
    source,
    read,
    translate: (what, work) => translate(source, what, work),
    readByKeys: (keys, { query, entries }) =>
      inChunks(keys, chunk, async (some) => {
        const asked = { keys: some.length, ...query(some) }
        const rows = await read(asked)
        return translate(source, asked.model, () => [...entries(rows, some)])
      }),
    unreadable: (model) => new SourceError(source, 'BAD_RESPONSE', `a record of ${model} cannot be read`),
    found: (value, recordId, recordedAt) => ({
      value,
      source,
      recordId,
      recordedAt,
      fetchedAt: instant(clock()),
      fromCache: false,
    }),
    version: async () => {
      const answer = await post('common.server.version', [], { model: 'common.server.version', root: true })
      const { date } = answer.headers
      const version = resultOf(source, 'common.server.version', answer)
      return { version, date: typeof date === 'string' ? date : null }
    },
    company: async () => {
      const session = await signIn(options, post)
      sessions.take(session)
      const { context } = session
      return typeof context['company'] === 'number' ? context['company'] : null
    },
  }
}

function translate<T>(source: string, what: string, work: () => T): T {
  try {
    return work()
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    throw new SourceError(source, 'BAD_RESPONSE', `a value of ${what} cannot be read`, { cause })
  }
}

/** How a call travels: what it is called in records, for how many keys, and on whose behalf. */
interface Way {
  readonly model: string
  readonly keys?: number
  readonly session?: Session
  /** Asks the server rather than a database. */
  readonly root?: boolean
}

type Post = (method: string, params: readonly unknown[], way: Way) => Promise<Answer>

function poster({ caller, database }: TrytonClientOptions): Post {
  let id = 0
  return (method, params, { model, keys = 1, session, root = false }) => {
    id += 1
    return caller.call({
      method: 'POST',
      path: root ? '' : `${encodeURIComponent(database)}/`,
      route: model,
      batchSize: keys,
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        ...(session && { authorization: session.authorization }),
      },
      body: JSON.stringify({ id, method, params }),
      // A session that is opened twice is one too many; all else is read.
      safe: method !== 'common.db.login',
    })
  }
}

/** A session, and the preferences that belong to every call. */
async function signIn(options: TrytonClientOptions, post: Post): Promise<Session> {
  const { source, user, password, language } = options
  const way: Way = { model: 'common.db.login' }
  const login = await post(way.model, [user, { password }, language], way).catch(tooManySignIns(source))
  if (login.status === 401) throw refusedCredentials(source)
  const [userId, token] = parseShape(source, signedIn, resultOf(source, 'common.db.login', login))
  const authorization = `Session ${Buffer.from(`${user}:${userId}:${token}`).toString('base64')}`
  const bare: Session = { authorization, context: {} }
  const answer = await post('model.res.user.get_preferences', [true, {}], {
    model: 'res.user',
    session: bare,
  })
  if (answer.status === 401) throw refusedCredentials(source)
  const context = parseShape(source, preferences, resultOf(source, 'res.user', answer))
  return { authorization, context }
}
