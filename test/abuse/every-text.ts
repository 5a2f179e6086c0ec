import { afterAll, beforeAll, describe, it } from 'vitest'
import { type Attacked, startAttacked } from './attacked.ts'
import { sealedAs } from './dressed.ts'
import { DRESSES, EVERY } from './hostile.ts'
import { type Asked, fittingDresses, judge } from './judge.ts'
import { waysIn } from './place.ts'
import { type Position, textPositions } from './positions.ts'

/** What is learnt of a place, once for all that it is struck with. */
function oncePer<T>(learn: (position: Position) => T): (position: Position) => T {
  const known = new Map<Position, { readonly value: T }>()
  return (position) => {
    const learnt = known.get(position) ?? { value: learn(position) }
    known.set(position, learnt)
    return learnt.value
  }
}

/** The whole product: every text in every place that is meant, as it is and in every dress that the place takes. */
export function everyTextIn(places: string, isMeant: (position: Position) => boolean): void {
  describe(`every hostile text ${places}`, () => {
    let attacked: Attacked
    let positions: readonly Position[]
    beforeAll(async () => {
      attacked = await startAttacked()
      positions = textPositions(waysIn(attacked)).filter(isMeant)
      if (positions.length === 0) throw new Error('expected places to strike')
    })
    afterAll(() => attacked?.whole.close())

    const plain = oncePer((): Asked[] => [])
    const dresses = oncePer((position) => fittingDresses(attacked, position, DRESSES))
    it.each(EVERY)('is a value to the systems and no more: $name', async ({ text }) => {
      for (const position of positions) {
        const ifRefused = async () => (await dresses(position)).map((dress) => dress(text))
        await judge(attacked, position, { texts: [text], ifRefused, usual: plain(position) })
      }
    })

    const sealed = oncePer((): Asked[] => [])
    it.each(EVERY)('is a value to the systems and no more in a sealed id: $name', async ({ text }) => {
      const dressOf = sealedAs(attacked.whole.idKey)
      for (const position of positions) {
        const dress = dressOf(position.at)
        if (dress) await judge(attacked, position, { texts: [text], dress, usual: sealed(position) })
      }
    })
  })
}
