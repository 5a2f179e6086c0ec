import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Attacked, type Struck, startAttacked } from './attacked.ts'
import { type OtherPerson, otherPerson } from './other-person.ts'
import { waysIn } from './place.ts'
import { type Position, textPositions } from './positions.ts'
import { structureOf } from './wire-structure.ts'

/** A shopper who writes into every place of the schema what is somebody else's. */
describe('what is somebody else’s', () => {
  let attacked: Attacked
  let other: OtherPerson
  let positions: readonly Position[]
  let headers: Readonly<Record<string, string>>
  beforeAll(async () => {
    attacked = await startAttacked()
    other = await otherPerson(attacked.whole)
    const shopper = attacked.whole.samples.omnichannelShopper.customerId
    const { to, beside } = waysIn(attacked)
    const own = Object.entries(to).map(([type, way]) => [
      type,
      way.replace(`customer(id: "${shopper}")`, 'me'),
    ])
    positions = textPositions({ to: Object.fromEntries(own), beside })
    headers = attacked.whole.as('shopper')
  })
  afterAll(() => attacked?.whole.close())

  /** Nothing of theirs is in the answer but what was asked with. */
  const expectNothing = ({ text }: Struck, given: string, at: string) => {
    const said = text.replaceAll(JSON.stringify(given).slice(1, -1), '')
    expect(
      other.secrets.filter((secret) => said.includes(secret)),
      `${at} given ${given}`,
    ).toEqual([])
  }
  const strike = async (position: Position, given: string) => {
    const struck = await attacked.strike(position.body(JSON.stringify(given)), headers)
    expectNothing(struck, given, position.at)
    return struck
  }

  it('has an id of each kind, cursors and values to look for', () => {
    expect(other.ids.map(({ kind }) => kind)).toEqual([
      'cus',
      'ord',
      'cnv',
      'loy',
      'ret',
      'ord of another key',
    ])
    expect(other.cursors.length).toBeGreaterThan(4)
    expect(other.secrets.length).toBeGreaterThan(8)
  })

  it('is answered as what nobody has, whatever its id is written into, after as many calls', async () => {
    for (const position of positions.filter(({ scalar }) => scalar === 'ID')) {
      for (const { kind, theirs, nobodys } of other.ids) {
        const told = comparable(await strike(position, theirs), theirs)
        const unknown = comparable(await strike(position, nobodys), nobodys)
        expect(told, `${position.at} given ${kind}`).toEqual(unknown)
      }
      await attacked.canary()
    }
  }, 60_000)

  it('is not found by its numbers, its cards or its addresses', async () => {
    const texts = positions.filter(
      ({ scalar, at }) => scalar === 'String' && /^Query\.(customer|order|loyalty)/.test(at),
    )
    for (const position of texts) {
      for (const given of other.known) await strike(position, given)
      await attacked.canary()
    }
  })

  it('is not in the lists of the asker, whose cursor they are given', async () => {
    for (const position of positions.filter(({ at }) => at.endsWith('(after:)'))) {
      for (const cursor of other.cursors) await strike(position, cursor)
      await attacked.canary()
    }
  })
})

/** What of an answer must be the same: all but the value that was asked with, and what is left of the budget. */
function comparable({ status, text, requests }: Struck, given: string) {
  const { data, errors } = JSON.parse(text.replaceAll(given, 'ID')) as Record<string, unknown>
  return { status, data, errors, calls: requests.map((one) => structureOf(one).form) }
}
