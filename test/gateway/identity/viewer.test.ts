import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { mintId, type RecordId } from '../../../adapters/ids.ts'
import type { IssuerConfig } from '../../../gateway/config/identity-shape.ts'
import { claims, issuer, open, token } from './authority.ts'

/** Who the claims say asks, by an issuer of this configuration. */
async function viewer(more: Partial<IssuerConfig>, said: Readonly<Record<string, unknown>>) {
  return open({ staff: issuer(more) }).withToken(token({ payload: claims(said) }))
}

const scopes = {
  always: ['pricing:read'],
  claim: 'scope',
  allowed: ['order:read', 'customer:read'],
  roles: {
    claim: 'realm.roles',
    grants: { desk: ['support:read', 'customer:read'], till: ['order:lookup'], none: [] },
  },
} satisfies IssuerConfig['scopes']

describe('the scopes of a viewer', () => {
  it.each<[string, Readonly<Record<string, unknown>>, readonly string[]]>([
    ['what every token grants', {}, ['pricing:read']],
    [
      'those of a text that are allowed',
      { scope: 'order:read ops:read  openid' },
      ['order:read', 'pricing:read'],
    ],
    [
      'those of a list that are allowed',
      { scope: ['customer:read', 'ops:read'] },
      ['customer:read', 'pricing:read'],
    ],
    ['those of a role', { realm: { roles: ['desk'] } }, ['customer:read', 'support:read', 'pricing:read']],
    ['those of one role as a text', { realm: { roles: 'till' } }, ['order:lookup', 'pricing:read']],
    [
      'those of several roles, each once',
      { realm: { roles: ['desk', 'till', 'none'] }, scope: 'customer:read' },
      ['customer:read', 'order:lookup', 'support:read', 'pricing:read'],
    ],
    [
      'none of a role nobody knows',
      { realm: { roles: ['admin', 'desk till', 'Desk', ''.padEnd(9, 'x')] } },
      ['pricing:read'],
    ],
    [
      'none of what every object has',
      { realm: { roles: ['constructor', '__proto__', 'toString'] } },
      ['pricing:read'],
    ],
    ['none of a guest', { scope: 'order:guest' }, ['pricing:read']],
  ])('are %s', async (_title, said, expected) => {
    expect((await viewer({ scopes }, said)).scopes).toEqual(expected)
  })

  it('are found by a name with dots before they are looked for along them', async () => {
    const said = { 'realm.roles': ['till'], realm: { roles: ['desk'] } }
    expect((await viewer({ scopes }, said)).scopes).toEqual(['order:lookup', 'pricing:read'])
  })

  it.each([{ realm: {} }, { realm: null }, { realm: 'desk' }])(
    'are none where the way to them ends early: %j',
    async (said) => {
      const inherited = { ...scopes, roles: { ...scopes.roles, claim: 'realm.constructor' } }
      expect((await viewer({ scopes: inherited }, said)).scopes).toEqual(['pricing:read'])
    },
  )

  it.each<[string, unknown]>([
    ['a number', 1],
    ['null', null],
    ['a map', { read: true }],
    ['a list of numbers', [1]],
    ['a list with a number', ['order:read', 1]],
    ['a list with an empty text', ['']],
    ['a long list', Array.from({ length: 201 }, () => 'a')],
    ['a long text in a list', ['x'.repeat(256)]],
  ])('are in no claim that is %s: such a token does not count', async (_title, value) => {
    await expect(viewer({ scopes }, { scope: value })).rejects.toThrow('the token does not count')
    await expect(viewer({ scopes }, { realm: { roles: value } })).rejects.toThrow('the token does not count')
  })
})

describe('the shopper of a viewer', () => {
  const id = mintId('k'.repeat(32), 'customer', { source: 'crm', id: '003A' as RecordId })

  it('is the one whose record the claim names, as the ledger knows it', async () => {
    const seen = await viewer({ kind: 'SHOPPER', customer: { claim: 'sub', system: 'crm' } }, { sub: '003A' })
    expect(seen).toMatchObject({ kind: 'SHOPPER', subject: 'staff/003A', customerId: id })
  })

  it("is the one of the graph's own id", async () => {
    expect((await viewer({ customer: { claim: 'shopper.id' } }, { shopper: { id } })).customerId).toBe(id)
  })

  it('is none without the claim, and none without a claim to look in', async () => {
    expect((await viewer({ customer: { claim: 'shopper' } }, {})).customerId).toBeNull()
    expect((await viewer({}, { customer: id })).customerId).toBeNull()
  })

  it.each<[string, unknown]>([
    ['a number', 1],
    ['null', null],
    ['an empty text', ''],
    ['a long text', 'x'.repeat(256)],
    ['a list', [id]],
  ])('is not in %s: such a token does not count', async (_title, value) => {
    for (const customer of [{ claim: 'c', system: 'crm' }, { claim: 'c' }]) {
      await expect(viewer({ customer }, { c: value })).rejects.toThrow('the token does not count')
    }
  })

  it('is not of another form than ids are', async () => {
    await expect(viewer({ customer: { claim: 'c' } }, { c: '003A' })).rejects.toThrow(
      'the token does not count',
    )
  })
})

describe('the store of a viewer', () => {
  it('is one of the configured', async () => {
    expect((await viewer({ store: { claim: 'store' } }, { store: 'PAR01' })).store).toBe('PAR01')
    expect((await viewer({ store: { claim: 'store' } }, {})).store).toBeNull()
    expect((await viewer({}, { store: 'PAR01' })).store).toBeNull()
  })

  it.each<[string, unknown]>([
    ['that nobody configured', 'PAR99'],
    ['in another case', 'par01'],
    ['that is a list', ['PAR01']],
    ['that is a number', 1],
  ])('is none %s: such a token does not count', async (_title, value) => {
    await expect(viewer({ store: { claim: 'store' } }, { store: value })).rejects.toThrow(
      'the token does not count',
    )
  })
})

describe('an order token', () => {
  const orderToken = `ot_${'aZ0-_'.repeat(9).slice(0, 43)}`
  const hash = createHash('sha256').update(orderToken).digest('hex')

  it('makes a guest of somebody without a token', async () => {
    expect(await open().identify({ 'x-order-token': orderToken })).toEqual({
      kind: 'ANONYMOUS',
      subject: null,
      scopes: ['order:guest'],
      customerId: null,
      store: null,
      orderToken: hash,
      cartToken: null,
    })
  })

  it('comes beside what a token grants, and is not remembered with it', async () => {
    const opened = open({ staff: issuer({ scopes }) })
    const authorization = `Bearer ${token()}`
    const both = await opened.identify({ authorization, 'x-order-token': orderToken })
    expect(both).toMatchObject({ kind: 'STAFF', scopes: ['pricing:read', 'order:guest'], orderToken: hash })
    expect(await opened.identify({ authorization })).toMatchObject({
      scopes: ['pricing:read'],
      orderToken: null,
    })
  })

  it.each([
    ['that is empty', ''],
    ['that is short', orderToken.slice(0, -1)],
    ['that is long', `${orderToken}a`],
    ['without its beginning', orderToken.slice(3)],
    ['of other letters', `${orderToken.slice(0, -1)}+`],
    ['with a line after it', `${orderToken}\n`],
    ['twice', `${orderToken}, ${orderToken}`],
    ['in two headers', [orderToken, orderToken]],
    ['in a list', [orderToken]],
  ] as const)('is refused %s', async (_title, value) => {
    await expect(open().identify({ 'x-order-token': value })).rejects.toMatchObject({
      message: 'expected the header X-Order-Token to be ot_ and 43 characters, as the order came with it',
      extensions: { code: 'BAD_INPUT', http: { status: 400 } },
    })
  })
})

describe('a cart token', () => {
  const cartToken = `ct_${'aZ0-_'.repeat(9).slice(0, 43)}`
  const hash = createHash('sha256').update(cartToken).digest('hex')

  it('comes along as its hash, whoever brings it, and grants no scope', async () => {
    const opened = open({ staff: issuer({ scopes }) })
    expect(await opened.identify({ 'x-cart-token': cartToken })).toEqual({
      kind: 'ANONYMOUS',
      subject: null,
      scopes: [],
      customerId: null,
      store: null,
      orderToken: null,
      cartToken: hash,
    })
    const authorization = `Bearer ${token()}`
    const both = await opened.identify({ authorization, 'x-cart-token': cartToken })
    expect(both).toMatchObject({ kind: 'STAFF', scopes: ['pricing:read'], cartToken: hash })
    expect(await opened.identify({ authorization })).toMatchObject({ cartToken: null })
  })

  it.each([
    ['that is empty', ''],
    ['that is short', cartToken.slice(0, -1)],
    ['that is an order’s', `ot_${cartToken.slice(3)}`],
    ['in two headers', [cartToken, cartToken]],
  ] as const)('is refused %s', async (_title, value) => {
    await expect(open().identify({ 'x-cart-token': value })).rejects.toMatchObject({
      message: 'expected the header X-Cart-Token to be ct_ and 43 characters, as the cart came with it',
      extensions: { code: 'BAD_INPUT', http: { status: 400 } },
    })
  })
})

describe('a bug', () => {
  it('is no refusal of a token', async () => {
    const headers = Object.defineProperty({}, 'authorization', {
      get: () => {
        throw new TypeError('broken')
      },
    })
    await expect(open().identify(headers)).rejects.toThrow(new TypeError('broken'))
  })
})

describe('somebody without a token', () => {
  it('is nobody', async () => {
    expect(await open().identify({})).toEqual({
      kind: 'ANONYMOUS',
      subject: null,
      scopes: [],
      customerId: null,
      store: null,
      orderToken: null,
      cartToken: null,
    })
  })
})
