import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { talkingPoints } from '../../sandbox/akeneo/text.ts'
import type { WorldProduct } from '../../sandbox/world/types.ts'
import { startWhole, type Whole } from './whole.ts'

describe('what the graph must answer of products', () => {
  let whole: Whole
  beforeAll(async () => {
    whole = await startWhole()
  })
  afterAll(() => whole.close())

  const sold = (one: WorldProduct) => one.variants.some(({ inPim }) => inPim)
  const productLike = (fits: (one: WorldProduct) => boolean): WorldProduct => {
    const found = whole.world.products.find((one) => sold(one) && fits(one))
    if (!found) throw new Error('expected such a product in the world')
    return found
  }

  it('CAP-41: long text for the web, short for phones, points for associates; a text of another channel says so', async () => {
    const query = `query ($handle: String!) { product(handle: $handle) {
      web: content(channel: WEB) { ...texts } phone: content(channel: MOBILE_APP) { ...texts }
      associate: content(channel: ASSOCIATE_APP) { ...texts }
    } }
    fragment texts on ProductContent { longDescription talkingPoints channel locale localeFallback channelFallback }`
    const own = productLike(({ description }) => description['mobile']?.['fr_FR'] !== undefined)
    const { data, errors } = await whole.ask(query, { handle: own.code })
    expect(errors).toEqual([])
    const french = (channel: string) => own.description[channel]?.['fr_FR'] ?? ''
    const inFrench = { locale: 'fr-FR', localeFallback: false, channelFallback: false }
    expect(data.product).toEqual({
      web: { longDescription: french('ecommerce'), talkingPoints: null, channel: 'WEB', ...inFrench },
      phone: { longDescription: french('mobile'), talkingPoints: null, channel: 'MOBILE_APP', ...inFrench },
      associate: {
        longDescription: french('associate'),
        talkingPoints: talkingPoints(french('associate')),
        channel: 'ASSOCIATE_APP',
        ...inFrench,
      },
    })
    expect(french('mobile').length).toBeLessThan(french('ecommerce').length)
    const lacking = productLike(({ description }) => description['mobile'] === undefined)
    const { data: other } = await whole.ask(query, { handle: lacking.code })
    expect(other.product.phone).toMatchObject({
      longDescription: lacking.description['ecommerce']?.['fr_FR'],
      channelFallback: true,
    })
    expect(other.product.web.channelFallback).toBe(false)
  })

  it.todo(
    'CAP-43: a PIM change event reaches a partner feed; missing: change events, webhooks and partner feeds',
  )
})
