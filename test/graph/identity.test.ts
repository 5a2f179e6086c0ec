import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWhole, type Whole } from './whole.ts'

describe('who asks the whole graph', () => {
  let whole: Whole
  beforeAll(async () => {
    whole = await startWhole()
  })
  afterAll(() => whole?.close())

  const ME = '{ me { id } }'

  it('is the shopper of the token', async () => {
    const { omnichannelShopper, tillOnlyShopper } = whole.samples
    const own = await whole.ask(ME, {}, whole.as('shopper'))
    expect([own.status, own.errors, own.data]).toEqual([
      200,
      [],
      { me: { id: omnichannelShopper.customerId } },
    ])
    const { customerId } = tillOnlyShopper
    expect((await whole.ask(ME, {}, whole.as('shopper', { customerId }))).data.me).not.toEqual(own.data.me)
  })

  it('is nobody without a token', async () => {
    expect((await whole.ask(ME, {}, whole.as('anonymous'))).data).toEqual({ me: null })
  })

  it('is refused with a token that does not count', async () => {
    const authorization = `${whole.as('shopper')['authorization']}x`
    const { status, errors, data, calls } = await whole.ask(ME, {}, { authorization })
    expect([status, data, errors.map(({ extensions }) => extensions.code)]).toEqual([
      401,
      null,
      ['UNAUTHENTICATED'],
    ])
    expect(calls).toEqual({ erp: 0, crm: 0, pim: 0 })
  })
})
