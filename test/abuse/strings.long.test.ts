import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Attacked, startAttacked } from './attacked.ts'
import { aCursor, forgedCursors, harmlessCursors, sealedAs } from './dressed.ts'
import { DRESSES, EVERY, LONG, NO_CHARACTERS, NO_TEXTS } from './hostile.ts'
import { type Asked, expectAnswered, judge, judgeNumber } from './judge.ts'
import { waysIn } from './place.ts'
import { numberPositions, type Position, textPositions } from './positions.ts'

/** What each place asks for harmless texts, learnt once for all that it is struck with. */
function learning(): (position: Position) => Asked[] {
  const known = new Map<Position, Asked[]>()
  return (position) => {
    const usual = known.get(position) ?? []
    known.set(position, usual)
    return usual
  }
}

/** The whole product: every text in every place, as it is and in every dress. */
describe('every hostile text', () => {
  let attacked: Attacked
  let positions: readonly Position[]
  beforeAll(async () => {
    attacked = await startAttacked()
    positions = textPositions(waysIn(attacked))
  })
  afterAll(() => attacked?.whole.close())

  const plain = learning()
  it.each(EVERY)('is a value to the systems and no more: $name', async ({ text }) => {
    const dressed = DRESSES.map((dress) => dress(text))
    for (const position of positions) {
      await judge(attacked, position, { texts: [text], ifRefused: dressed, usual: plain(position) })
    }
  })

  const sealed = learning()
  it.each(EVERY)('is a value to the systems and no more in a sealed id: $name', async ({ text }) => {
    const dressOf = sealedAs(attacked.whole.idKey)
    for (const position of positions) {
      const dress = dressOf(position.at)
      if (dress) await judge(attacked, position, { texts: [text], dress, usual: sealed(position) })
    }
  })

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
