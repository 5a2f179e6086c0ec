import { describe, expect, it } from 'vitest'
import type { CustomerId } from '../../adapters/ids.ts'
import { acceptedLanguages, graphContext } from '../../gateway/graph-context.ts'
import type { Services } from '../../subgraphs/context.ts'
import { everything } from '../memory/viewers.ts'

// Only the retailer is looked at; the other services travel through.
const services = { retailer: { locales: ['fr-FR', 'en-US'] } } as unknown as Services
const contextOf = (headers: Record<string, string>) =>
  graphContext(
    { headers },
    { services, viewer: everything('cus_1' as CustomerId), access: { note: () => {} } },
  )

describe("a request's context", () => {
  it('has the languages the client reads, best first, then those of the retailer', () => {
    expect(contextOf({ 'accept-language': 'en-gb;q=0.8, de, *;q=0.1, fr-FR;q=0' }).locales).toEqual([
      'de',
      'en-GB',
      'fr-FR',
      'en-US',
    ])
    expect(contextOf({}).locales).toEqual(['fr-FR', 'en-US'])
  })

  it('has the channel the client names, and the viewer', () => {
    expect(contextOf({ 'x-channel': 'MOBILE_APP' }).channel).toBe('MOBILE_APP')
    expect(contextOf({}).channel).toBeNull()
    expect(contextOf({}).viewer).toEqual(everything('cus_1' as CustomerId))
  })

  it('is refused for a channel nobody knows', () => {
    expect(() => contextOf({ 'x-channel': 'TELEX' })).toThrow(
      expect.objectContaining({ extensions: expect.objectContaining({ code: 'BAD_INPUT' }) }),
    )
  })

  it('is refused for a reason that cannot be written down', () => {
    expect(contextOf({ 'x-access-reason': 'ticket 4711' }).channel).toBeNull()
    expect(() => contextOf({ 'x-access-reason': 'x'.repeat(121) })).toThrow('X-Access-Reason')
  })

  it('takes no harm from a header that is no list of languages', () => {
    expect(acceptedLanguages(';;,,q=1,-,\u0000,x'.repeat(500))).toEqual([])
  })
})
