import { describe, expect, it } from 'vitest'
import {
  budgetIn,
  passOn,
  passOnRequest,
  requestIdIn,
  viewerIn,
} from '../../../gateway/execution/passed-on.ts'
import { ANONYMOUS } from '../../../subgraphs/shared/access/viewer.ts'

const VIEWER = 'couture-viewer'
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

describe('what a gateway tells a subgraph', () => {
  it('is said whatever the client left out', () => {
    expect(passOn({ viewer: ANONYMOUS, languages: [], channel: null })).toEqual({
      [VIEWER]: base64(ANONYMOUS),
      'accept-language': '*',
    })
    expect(passOn({ viewer: ANONYMOUS, languages: ['fr', 'en'], channel: 'web' })).toEqual({
      [VIEWER]: base64(ANONYMOUS),
      'accept-language': 'fr, en',
      'x-channel': 'web',
    })
  })

  it('is that no time is left, once the deadline is over', () => {
    const request = { id: 'request-1', deadline: 1_000 }
    expect(passOnRequest(request, 400.5)).toEqual({ 'couture-budget-ms': '599', 'x-request-id': 'request-1' })
    expect(passOnRequest(request, 1_500)['couture-budget-ms']).toBe('0')
  })
})

describe('what a subgraph is told', () => {
  it('of the viewer is whom the gateway named, or nobody', () => {
    const staff = { ...ANONYMOUS, kind: 'STAFF' as const, subject: 'staff/1' }
    expect(viewerIn({ [VIEWER]: base64(staff) })).toEqual(staff)
    expect(viewerIn({})).toEqual(ANONYMOUS)
  })

  it.each([
    ['no JSON', 'e30x'],
    ['no viewer', base64({})],
    ['of a kind that there is not', base64({ ...ANONYMOUS, kind: 'ROOT' })],
    ['with something else', base64({ ...ANONYMOUS, admin: true })],
    ['twice', [base64(ANONYMOUS), base64(ANONYMOUS)]],
  ])('of a viewer is refused when it is %s', (_, value) => {
    expect(() => viewerIn({ [VIEWER]: value })).toThrow(
      'expected the header couture-viewer as the gateway writes it',
    )
  })

  it('of the time left is a whole number, or nothing', () => {
    expect([budgetIn({ 'couture-budget-ms': '250' }), budgetIn({})]).toEqual([250, null])
    for (const value of ['', '-1', '1e9', '1234567890', ['1', '2']])
      expect(() => budgetIn({ 'couture-budget-ms': value })).toThrow('to be a whole number of milliseconds')
  })

  it('of the request is its id, where that is one', () => {
    expect(requestIdIn({ 'x-request-id': 'request-1' })).toBe('request-1')
    for (const value of ['short', 'with a space in it', 'x'.repeat(65)])
      expect(requestIdIn({ 'x-request-id': value })).toBeNull()
    expect(requestIdIn({})).toBeNull()
  })
})
