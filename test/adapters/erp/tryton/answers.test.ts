import { afterEach, describe, expect, it } from 'vitest'
import { isSourceError } from '../../../../adapters/error.ts'
import type { Identifier } from '../../../../adapters/ports/profiles.ts'
import { isFound } from '../../../../adapters/read.ts'
import { type Loopback, openLoopback, type Script } from './loopback.ts'

let opened: Loopback | null = null
const open = async (script: Script) => {
  opened = await openLoopback(script)
  return opened
}
afterEach(async () => {
  await opened?.close()
  opened = null
})

const party = (id: number, phone: string) => ({
  id,
  code: `1710000${id}`,
  name: 'Ada Lovelace',
  'lang.': null,
  'addresses.': [],
  'contact_mechanisms.': [{ id, type: 'mobile', value: phone }],
})
const rows = [party(1, '06.12.34.56.78'), party(2, '07 12 34 56 78'), party(3, '+33 6 12 34 56 78')]

describe('parties of Tryton', () => {
  it('answer to a phone number however it was typed, and to no part of one', async () => {
    const { ports, calls } = await open(({ method }) =>
      method === 'model.party.party.search_read' ? { result: rows } : undefined,
    )
    const wanted: Identifier[] = [
      { type: 'PHONE', value: '+33612345678' },
      { type: 'PHONE', value: '12 34 56 78' },
      { type: 'PHONE', value: ' - ' },
    ]
    const reads = await ports.profiles.find(wanted)
    const found = wanted.map((one) => {
      const read = reads.get(one)
      return isFound(read) ? read.value.map(({ recordId }) => recordId) : null
    })
    expect(found).toEqual([['17100001', '17100003'], null, null])
    const [domain] = calls().at(-1)?.params ?? []
    expect(JSON.stringify(domain)).toContain('["value","like","%1%2%3%4%5%6%7%8%"]')
    expect(JSON.stringify(domain)).not.toContain('"%%"')
  })
})

describe("an answer of Tryton's", () => {
  it.each(['constructor', 'toString', 'Surprise'])(
    'with a value of class %s cannot be read',
    async (name) => {
      const { ports } = await open(({ method }) =>
        method === 'model.stock.location.search_read'
          ? { result: [{ id: 1, code: { __class__: name } }] }
          : undefined,
      )
      const thrown = await ports.stores.stores().catch((error: unknown) => error)
      if (!isSourceError(thrown)) throw new Error('expected a SourceError', { cause: thrown })
      expect(thrown.message).toMatch(/a value of .* cannot be read/)
    },
  )
})
