import { expect, it } from 'vitest'
import { type Judged, nameOf, report } from './report.ts'

const check = { file: 'a.ts', line: 7, within: 'f', what: 'left out', text: 'throw b' }
const judged = (verdict: Judged['verdict'], line = 7): Judged => ({
  place: 'tokens',
  isRequired: true,
  check: { ...check, line, text: `throw b${line}` },
  verdict,
})

it('counts what was noticed, and tells every survivor', () => {
  const { lines, isGood } = report([judged('NOTICED', 1), judged('SURVIVED', 2)], [], true)
  expect(lines).toEqual([
    'survived: a.ts:2 f: left out: throw b2',
    'tokens: 1 / 2',
    'all that is required: 1 / 2',
    'all: 1 / 2',
    'equivalent: 0',
  ])
  expect(isGood).toBe(false)
})

it('counts apart what nobody could notice', () => {
  const equivalent = { name: nameOf(judged('SURVIVED', 2).check), why: 'because' }
  const { lines, isGood } = report([judged('NOTICED', 1), judged('SURVIVED', 2)], [equivalent], true)
  expect(lines).toContain('equivalent: a.ts:2 f: left out: throw b2; because')
  expect(lines).toContain('all: 1 / 1')
  expect(isGood).toBe(true)
})

it('fails where that is not true any more', () => {
  const equivalent = { name: nameOf(judged('NOTICED', 1).check), why: 'because' }
  const gone = { name: 'a.ts › f › left out: throw c', why: 'because' }
  expect(report([judged('NOTICED', 1)], [equivalent], true).isGood).toBe(false)
  expect(report([judged('NOTICED', 1)], [gone], true)).toMatchObject({ isGood: false })
  expect(report([judged('NOTICED', 1)], [gone], false).isGood).toBe(true)
})
