import { describe, expect, it } from 'vitest'
import { type Torments, type TortureResult, whyNot } from './terms.ts'

const whole: TortureResult = {
  operations: 500,
  lost: 0,
  ghost: 0,
  duplicated: 0,
  missing: 0,
  oversold: 0,
  killed: 3,
}
const suffered = { writes: 100, lost: 20, late: 5 }
const torments: Torments = {
  ledger: 'postgres',
  kills: [2, 1],
  suffered: { erp: suffered, psp: { ...suffered, late: 0 } },
  struck: { postgres: 1, redis: 1 },
}

describe('what a run of the torture shows', () => {
  it('is that nothing is lost, when nothing was and enough was done to it', () => {
    expect(whyNot(whole, torments)).toEqual([])
    const alone = { ledger: 'sqlite', kills: [3], struck: { postgres: 0, redis: 0 } } as const
    expect(whyNot(whole, { ...torments, ...alone })).toEqual([])
  })

  it.each<readonly [string, Partial<TortureResult>]>([
    ['lost is 1', { lost: 1 }],
    ['ghost is 2', { ghost: 2 }],
    ['duplicated is 1', { duplicated: 1 }],
    ['missing is 1', { missing: 1 }],
    ['oversold is 4', { oversold: 4 }],
    ['499 operations, and not 500', { operations: 499 }],
    ['2 killed, and not 3', { killed: 2 }],
  ])('is nothing when %s', (sentence, result) => {
    expect(whyNot({ ...whole, ...result }, torments)).toEqual([sentence])
  })

  it.each<readonly [string, Partial<Torments>]>([
    ['a process was never killed', { kills: [3, 0] }],
    ['no reply was lost', { suffered: { ...torments.suffered, psp: { ...suffered, lost: 0 } } }],
    ['no write came late', { suffered: { ...torments.suffered, erp: { ...suffered, late: 0 } } }],
    ['PostgreSQL had one process alone', { kills: [3] }],
    ['PostgreSQL never went down', { struck: { postgres: 0, redis: 1 } }],
    ['Redis never went down', { struck: { postgres: 1, redis: 0 } }],
  ])('is nothing when %s', (sentence, some) => {
    expect(whyNot(whole, { ...torments, ...some })).toEqual([sentence])
  })
})
