import { expect } from 'vitest'
import { type Found, isFound, type Read } from '../../adapters/read.ts'
import { parseInstant } from '../../adapters/time.ts'

/** The found value of a read; fails the test with the failure's own words when there is none. */
export function found<T>(read: Read<T> | undefined): Found<T> {
  if (isFound(read)) return read
  throw new Error(read === undefined ? 'expected a value, the source says there is none' : read.message)
}

/** Whether a read says where it comes from and when it was read. */
export function expectProvenance(read: Found<unknown>, source: string): void {
  expect(read.source).toBe(source)
  expect(read.recordId).not.toBe('')
  expect(parseInstant(read.fetchedAt)).toBe(read.fetchedAt)
}
