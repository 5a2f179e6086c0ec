import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSealer, type SealedKind } from '../../subgraphs/sealed-id.ts'

const sealer = createSealer('a lasting key of the retailer')
const KINDS: readonly SealedKind[] = ['order', 'return', 'product', 'loyalty', 'entry']
const codeOf = (work: () => unknown) => {
  try {
    return work()
  } catch (error) {
    return (error as { readonly extensions?: { readonly code?: unknown } }).extensions?.code
  }
}

describe('a sealed id', () => {
  it('gives back the parts it was made of, whatever they are', () => {
    fc.assert(
      fc.property(fc.constantFrom(...KINDS), fc.array(fc.string({ unit: 'binary' })), (kind, parts) => {
        expect(sealer.unseal(kind, sealer.seal(kind, parts))).toEqual(parts)
      }),
    )
  })

  // Apps keep ids for years: a change of this text breaks every one of them.
  it('is always the same for the same key and parts', () => {
    expect(sealer.seal('order', ['WEB', 'W-100042'])).toBe(
      'ord_144zRxJ9m4A6FTiB5Uz49xtvmcJUWPvcNSABBVTc70PIBTw',
    )
    expect(createSealer('a lasting key of the retailer').seal('order', ['WEB', 'W-100042'])).toBe(
      sealer.seal('order', ['WEB', 'W-100042']),
    )
  })

  it('says nothing of its parts and is safe in a URL', () => {
    const id = sealer.seal('loyalty', ['crm', '2900000000015'])
    expect(id).toMatch(/^loy_1[\w-]+$/)
    expect(Buffer.from(id.slice(5), 'base64url').toString('latin1')).not.toMatch(/crm|2900/)
  })

  it('is not that of another kind, with whatever prefix', () => {
    const id = sealer.seal('order', ['WEB', 'W-1'])
    expect(codeOf(() => sealer.unseal('return', id))).toBe('BAD_INPUT')
    expect(codeOf(() => sealer.unseal('return', `ret${id.slice(3)}`))).toBe('BAD_INPUT')
  })

  it('is not that of another key', () => {
    const other = createSealer('the lasting key of another').seal('order', ['WEB', 'W-1'])
    expect(codeOf(() => sealer.unseal('order', other))).toBe('BAD_INPUT')
  })

  it('has one spelling: with any one character changed it is no id', () => {
    const id = sealer.seal('order', ['WEB', 'W-100042'])
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    for (let position = 5; position < id.length; position += 1) {
      for (const letter of alphabet.replace(id.charAt(position), '')) {
        const tampered = id.slice(0, position) + letter + id.slice(position + 1)
        expect(codeOf(() => sealer.unseal('order', tampered))).toBe('BAD_INPUT')
      }
    }
  })

  it.each(['', 'ord_1', 'ord_2AAAA', 'ord_1====', 'W-100042', 'ord_1AAAA', 'ord_1A'])(
    'is not %j, and the message repeats nothing of it',
    (text) => {
      expect(codeOf(() => sealer.unseal('order', text))).toBe('BAD_INPUT')
      expect(() => sealer.unseal('order', text)).toThrow('expected the id of an order as the graph gave it')
    },
  )
})
