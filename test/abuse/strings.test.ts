import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Attacked, startAttacked } from './attacked.ts'
import { aCursor, forgedCursors, harmlessCursors, MINTED, sealedAs } from './dressed.ts'
import { DRESSES, NO_TEXTS, TOGETHER } from './hostile.ts'
import { expectAnswered, judge } from './judge.ts'
import { waysIn } from './place.ts'
import { numberPositions, type Position, textPositions } from './positions.ts'

/** Whose text nobody can tell: neither way of making one of it is a function. */
const ODD = { toString: 1, valueOf: 1 }

const isNoCursor = ({ at }: Position) => !at.endsWith('(after:)')

/** A text for each place of the schema at a time, in each of the forms that is looked for, and what the systems were asked. */
describe('hostile texts', () => {
  let attacked: Attacked
  let positions: readonly Position[]
  beforeAll(async () => {
    attacked = await startAttacked()
    positions = textPositions(waysIn(attacked))
  })
  afterAll(() => attacked?.whole.close())

  it('reach no system but as values, wherever the schema takes a text', async () => {
    const plain = TOGETHER.map(({ text }) => text)
    const dressed = DRESSES.map((dress) => dress(plain[0] ?? ''))
    for (const position of positions.filter(isNoCursor)) {
      const blows =
        position.scalar === 'String'
          ? { texts: plain, ifRefused: async () => dressed }
          : { texts: plain.slice(2) }
      await judge(attacked, position, { ...blows, canary: 'last' })
    }
  }, 60_000)

  it('reach no system but as values in ids that are sealed as the graph seals them', async () => {
    const dressOf = sealedAs(attacked.whole.idKey)
    const sealed = positions.flatMap((position) => {
      const dress = dressOf(position.at)
      return dress ? [{ position, dress }] : []
    })
    const ids = positions.filter(({ scalar, at }) => scalar === 'ID' && !MINTED.has(at))
    expect(sealed.map(({ position }) => position)).toEqual(ids)
    for (const { position, dress } of sealed) {
      await judge(attacked, position, { texts: TOGETHER.map(({ text }) => text), dress, canary: 'last' })
    }
  })

  it('are no place in a list', async () => {
    const cursors = positions.filter((position) => !isNoCursor(position))
    for (const position of cursors) {
      const real = await aCursor(attacked, position)
      await judge(attacked, position, {
        texts: forgedCursors(real, [TOGETHER[0]?.text, ODD]),
        harmless: harmlessCursors(real),
        canary: 'last',
      })
    }
  })

  it('that are no texts are refused before anybody is asked, and so are numbers that are none', async () => {
    const everywhere = [...positions, ...numberPositions(waysIn(attacked))]
    for (const [at, position] of everywhere.entries()) {
      const { text } = NO_TEXTS[at % NO_TEXTS.length] ?? { text: '1' }
      const struck = await attacked.strike(position.body(text))
      expectAnswered(struck, `${position.at} given ${text}`)
    }
  })
})
