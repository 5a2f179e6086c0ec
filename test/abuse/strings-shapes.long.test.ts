import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Attacked, startAttacked } from './attacked.ts'
import { aCursor, forgedCursors, harmlessCursors } from './dressed.ts'
import { DRESSES, EVERY, LONG, NO_CHARACTERS, NO_TEXTS, TOGETHER } from './hostile.ts'
import { expectAnswered, judge, judgeNumber } from './judge.ts'
import { waysIn } from './place.ts'
import { numberPositions, type Position, textPositions } from './positions.ts'

describe('every hostile text, in other shapes', () => {
  let attacked: Attacked
  let positions: readonly Position[]
  beforeAll(async () => {
    attacked = await startAttacked()
    positions = textPositions(waysIn(attacked))
  })
  afterAll(() => attacked?.whole.close())

  it('is no place in a list', async () => {
    const values: readonly unknown[] = [
      ...EVERY.map(({ text }) => text),
      { toString: 1, valueOf: 1 },
      { length: -1 },
      null,
      -0,
      1e308,
    ]
    for (const position of positions.filter(({ at }) => at.endsWith('(after:)'))) {
      const real = await aCursor(attacked, position)
      await judge(attacked, position, { texts: forgedCursors(real, values), harmless: harmlessCursors(real) })
    }
  })

  // Elsewhere a place is struck in the dresses that it takes; here those that take none are, too.
  it.each(TOGETHER)('is a value to the systems and no more in any dress: $name', async ({ text }) => {
    const texts = DRESSES.map((dress) => dress(text))
    for (const position of positions.filter(({ scalar }) => scalar !== 'String'))
      await judge(attacked, position, { texts })
  })

  it('of 100 kB asks nobody more than a short one does', async () => {
    for (const position of positions) await judgeNumber(attacked, position, LONG.text)
  })

  it.each(NO_CHARACTERS)('is refused for $name, and nobody is asked', async ({ text }) => {
    for (const position of positions) {
      const struck = await attacked.strike(position.body(JSON.stringify(text)))
      expect(struck).toMatchObject({ status: 400, codes: ['BAD_INPUT'], requests: [] })
      await attacked.canary()
    }
  })

  it.each(NO_TEXTS)('that is no text is refused or read as one: $name', async ({ text }) => {
    for (const position of [...positions, ...numberPositions(waysIn(attacked))]) {
      expectAnswered(await attacked.strike(position.body(text)), `${position.at} given ${text}`)
      await attacked.canary()
    }
  })
})
