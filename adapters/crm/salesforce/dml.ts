import type { Answer } from '../../call/caller.ts'
import { readJson } from '../../call/json.ts'
import { SourceError } from '../../error.ts'
import { answerOf } from './outcome.ts'
import type { Session } from './session.ts'
import { errorsShape, savedShape } from './wire.ts'

/** What a record is made of, by field. */
export type Values = Readonly<Record<string, string | number | null>>

/** What came of a write. `refused`: the vendor's code, and nothing was done. */
type Written = { readonly id: string } | { readonly refused: string }

/**
 * Writes of single records. Each is safe to send again: a new record carries a key of ours that no two records may have, and a change
 * of a record says how it shall be, not by how much. So the pipeline may repeat them after an outage, like reads.
 */
export interface Dml {
  /** A new record. `DUPLICATE_VALUE` is refused where there is one with such a key. */
  create(object: string, values: Values): Promise<Written>
  /** Changes the record that has this value in a field for other systems' keys; refused where there is none. */
  change(object: string, key: readonly [field: string, value: string], values: Values): Promise<Written>
}

export interface DmlOptions {
  readonly source: string
  readonly session: Session
  /** `v60.0`. */
  readonly version: string
  heard(answer: Answer): void
}

/** Writes over a session. */
export function createDml({ source, session, version, heard }: DmlOptions): Dml {
  const write = async (method: 'POST' | 'PATCH', path: string, object: string, values: Values) => {
    const answer = await session.call({
      method,
      path: `services/data/${version}/sobjects/${path}`,
      route: `sobjects/${object}`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(values),
      safe: true,
    })
    heard(answer)
    return writtenOf(source, answer)
  }
  return {
    create: (object, values) => write('POST', object, object, values),
    change: (object, [field, value], values) =>
      write('PATCH', `${object}/${field}/${encodeURIComponent(value)}`, object, values),
  }
}

function writtenOf(source: string, answer: Answer): Written {
  // Before API 46.0 a change is answered without a body, and the record is known by its key anyway.
  if (answer.status === 204) return { id: '' }
  const body = readJson(source, answer)
  const saved = savedShape.safeParse(body)
  if (saved.success) return { id: saved.data.id }
  const errors = errorsShape.safeParse(body)
  const [code] = errors.success ? errors.data.map(({ errorCode }) => errorCode) : []
  if (answer.status !== 400 || code === undefined) {
    if (code === 'INSUFFICIENT_ACCESS_OR_READONLY') throw notAllowed(source)
    answerOf(source, answer.status, body)
    throw new SourceError(source, 'BAD_RESPONSE', 'a write was answered with something else')
  }
  if (code === 'INVALID_FIELD' || code === 'INVALID_FIELD_FOR_INSERT_UPDATE') throw notAllowed(source)
  return { refused: code }
}

function notAllowed(source: string): SourceError {
  const message = 'the integration user may not write this; grant it, field by field'
  return new SourceError(source, 'UNSUPPORTED', message)
}

/**
 * Another transaction has the member's record for a moment: the vendor waits ten seconds for it and then says so. Asked again it mostly
 * goes through; it is no outage, so that the breaker does not count it.
 */
export function lockedRow(source: string): (answer: Answer) => SourceError | null {
  return ({ status, body }) =>
    status === 400 && body.includes('"UNABLE_TO_LOCK_ROW"')
      ? new SourceError(source, 'RATE_LIMITED', 'the record is in use', { retryAfterSeconds: 0 })
      : null
}
