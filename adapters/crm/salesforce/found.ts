import { isSourceError, SourceError } from '../../error.ts'
import type { RecordId } from '../../ids.ts'
import type { Found, Read } from '../../read.ts'
import { type Clock, instant, parseInstant } from '../../time.ts'
import { fullId } from './ids.ts'
import { textOf, type WireRecord } from './wire.ts'

/** Makes reads of a source's records. */
export interface FoundIn {
  readonly source: string
  /** The read of a record; a record that cannot be translated is its own failure and nobody else's. */
  <T>(record: WireRecord, id: RecordId, translate: () => T): Read<T>
  /** The record's id in full. Throws BAD_RESPONSE when it has none. */
  idOf(record: WireRecord): RecordId
  /** A value that no single record stands for. */
  computed<T>(id: RecordId, value: T): Found<T>
}

/** Reads that carry a source's name and the clock's time. */
export function foundIn(source: string, clock: Clock): FoundIn {
  const stamp = (recordId: RecordId, recordedAt: Found<unknown>['recordedAt']) => ({
    source,
    recordId,
    recordedAt,
    fetchedAt: instant(clock()),
    fromCache: false,
  })
  const read = <T>(record: WireRecord, id: RecordId, translate: () => T): Read<T> => {
    try {
      const modified = textOf(record, 'LastModifiedDate')
      return { value: translate(), ...stamp(id, modified === null ? null : parseInstant(modified)) }
    } catch (error) {
      if (isSourceError(error)) return error
      throw error
    }
  }
  return Object.assign(read, {
    source,
    idOf(record: WireRecord) {
      const id = fullId(textOf(record, 'Id') ?? '')
      if (id !== null) return id
      throw new SourceError(source, 'BAD_RESPONSE', 'a record came without its id')
    },
    computed: <T>(id: RecordId, value: T) => ({ value, ...stamp(id, null) }),
  })
}
