import { describe, expect, it } from 'vitest'
import { SourceError, type SourceErrorCode } from '../../adapters/error.ts'
import { answered, failed, notAsked, recordOf, statusOfReads } from '../../subgraphs/source-status.ts'
import { foundIn } from '../memory/found.ts'

const asked = { name: 'erp', kind: 'ERP' } as const
const at = (time: string) => ({ source: 'erp', clock: () => new Date(`2026-06-15T${time}Z`) })
const clock = at('10:00:00').clock
const late = new SourceError('erp', 'SOURCE_TIMEOUT', 'no answer from sap.internal')

describe('the status of a source', () => {
  it.each([
    ['SOURCE_TIMEOUT', 'TIMEOUT', 'did not answer in time'],
    ['SOURCE_UNAVAILABLE', 'UNAVAILABLE', 'is not available'],
    ['CIRCUIT_OPEN', 'CIRCUIT_OPEN', 'is not asked for a moment'],
    ['RATE_LIMITED', 'RATE_LIMITED', 'refuses more calls'],
    ['BAD_RESPONSE', 'BAD_RESPONSE', 'answered something unreadable'],
    ['UNSUPPORTED', 'NOT_ASKED', 'cannot answer this'],
    ['CONFLICT', 'BAD_RESPONSE', 'contradicts itself'],
  ] as const)('that failed with %s is %s, in words for people', (code: SourceErrorCode, outcome, words) => {
    const error = new SourceError('erp', code, 'sap.internal said no', { retryAfterSeconds: 30 })
    const status = failed({ asked, error })
    expect(status).toMatchObject({
      system: 'ERP',
      instance: 'erp',
      outcome,
      asOf: null,
      retryAfterSeconds: 30,
    })
    expect(status.message).toContain(`The system "erp" ${words}`)
    expect(status.message).not.toContain('internal')
  })

  it('that answered holds as of then, and says what it left out', () => {
    const then = foundIn(at('09:00:00'), 1, '1').fetchedAt
    expect(answered(asked, then)).toMatchObject({ outcome: 'OK', asOf: then, message: null })
    expect(answered(asked, then, 'PARTIAL').message).toContain('records that cannot be read')
  })

  it('that was not asked says nothing', () => {
    expect(notAsked(asked)).toEqual({
      system: 'ERP',
      instance: 'erp',
      outcome: 'NOT_ASKED',
      asOf: null,
      message: null,
      retryAfterSeconds: null,
    })
  })
})

describe('the status of many reads', () => {
  const [old, young] = [foundIn(at('09:00:00'), 1, '1'), foundIn(at('09:59:00'), 2, '2')]

  it('is OK as of the oldest when all were answered', () => {
    expect(statusOfReads(asked, [young, undefined, old], clock)).toMatchObject({
      outcome: 'OK',
      asOf: '2026-06-15T09:00:00.000Z',
    })
  })

  it('is OK as of now when the source says there is none', () => {
    expect(statusOfReads(asked, [undefined], clock)).toMatchObject({
      outcome: 'OK',
      asOf: '2026-06-15T10:00:00.000Z',
    })
  })

  it('is the failure when all failed, and PARTIAL with its words when some did', () => {
    expect(statusOfReads(asked, [late, late], clock)).toMatchObject({ outcome: 'TIMEOUT', asOf: null })
    expect(statusOfReads(asked, [late, young], clock)).toMatchObject({
      outcome: 'PARTIAL',
      asOf: '2026-06-15T09:59:00.000Z',
      message: 'The system "erp" did not answer in time.',
    })
  })
})

it('a record says where a value comes from', () => {
  expect(recordOf(asked, { ...foundIn(at('09:00:00'), 1, '4711'), fromCache: true })).toEqual({
    system: 'ERP',
    instance: 'erp',
    recordId: '4711',
    recordedAt: null,
    fetchedAt: '2026-06-15T09:00:00.000Z',
    fromCache: true,
  })
})
