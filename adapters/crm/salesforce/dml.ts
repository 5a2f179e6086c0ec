import type { Answer } from '../../call/caller.ts'
import { readJson } from '../../call/json.ts'
import { SourceError } from '../../error.ts'
import type { RecordId } from '../../ids.ts'
import type { Instant } from '../../time.ts'
import { answerOf } from './outcome.ts'
import type { Session } from './session.ts'
import { errorsShape, savedShape } from './wire.ts'

/** What a record is made of, by field. */
export type Values = Readonly<Record<string, string | number | boolean | null>>

/** What came of a write. `refused`: the vendor's code or one of ours, and nothing was done; `fields` are those it names. */
type Written = { readonly id: string } | { readonly refused: string; readonly fields: readonly string[] }

/** Refusals of a change by id that have no code of the vendor's: the record was changed since, or is not there. */
export const CHANGED_SINCE = 'changed since'
export const GONE = 'gone'

/**
 * Writes of single records. Each is safe to send again: a new record carries a key of ours that no two records may have, and a change
 * of a record says how it shall be, not by how much. So the pipeline may repeat them after an outage, like reads.
 */
export interface Dml {
  /** A new record. `DUPLICATE_VALUE` is refused where there is one with such a key. */
  create(object: string, values: Values): Promise<Written>
  /** Changes the record that has this value in a field for other systems' keys; refused where there is none. */
  change(object: string, key: readonly [field: string, value: string], values: Values): Promise<Written>
  /** Changes the record with this id, unless it was changed since. */
  update(object: string, id: RecordId, change: ConditionalChange): Promise<Written>
}

/** What is to be changed, and since when the record may not have been; the vendor compares whole seconds. */
interface ConditionalChange {
  readonly values: Values
  readonly unmodifiedSince?: Instant | null
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
  const send = async (write: Write): Promise<Answer> => {
    const { method, object, path, values, headers = {} } = write
    const answer = await session.call({
      method,
      path: `services/data/${version}/sobjects/${path}`,
      route: `sobjects/${object}`,
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(values),
      safe: true,
    })
    heard(answer)
    return answer
  }
  return {
    create: async (object, values) =>
      writtenOf(source, await send({ method: 'POST', object, path: object, values })),
    async change(object, [field, value], values) {
      const path = `${object}/${field}/${encodeURIComponent(value)}`
      return writtenOf(source, await send({ method: 'PATCH', object, path, values }))
    },
    async update(object, id, { values, unmodifiedSince = null }) {
      const since = unmodifiedSince && { 'if-unmodified-since': new Date(unmodifiedSince).toUTCString() }
      const headers = { ...since }
      const answer = await send({ method: 'PATCH', object, path: `${object}/${id}`, values, headers })
      if (answer.status === 412) return { refused: CHANGED_SINCE, fields: [] }
      if (answer.status === 404) return { refused: GONE, fields: [] }
      return writtenOf(source, answer)
    },
  }
}

interface Write {
  readonly method: 'POST' | 'PATCH'
  readonly object: string
  /** Below `sobjects`. */
  readonly path: string
  readonly values: Values
  readonly headers?: Readonly<Record<string, string>>
}

function writtenOf(source: string, answer: Answer): Written {
  // A change by id is answered without a body, before API 46.0 one by key, too; the record is known anyway.
  if (answer.status === 204) return { id: '' }
  const body = readJson(source, answer)
  const saved = savedShape.safeParse(body)
  if (saved.success) return { id: saved.data.id }
  const errors = errorsShape.safeParse(body)
  const [{ errorCode: code, fields = [] } = { errorCode: undefined }] = errors.success ? errors.data : []
  if (answer.status !== 400 || code === undefined) {
    if (code === 'INSUFFICIENT_ACCESS_OR_READONLY') throw notAllowed(source)
    answerOf(source, answer.status, body)
    throw new SourceError(source, 'BAD_RESPONSE', 'a write was answered with something else')
  }
  if (code === 'INVALID_FIELD' || code === 'INVALID_FIELD_FOR_INSERT_UPDATE') throw notAllowed(source)
  return { refused: code, fields }
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
