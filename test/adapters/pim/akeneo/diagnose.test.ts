import { describe, expect, it } from 'vitest'
import { akeneoOptions } from '../../../../adapters/pim/akeneo/index.ts'
import { openPim } from './open.ts'
import { world } from './retailer.ts'

describe('the diagnosis', () => {
  it('of a PIM that fits its configuration has no warnings, and tells the PIM’s time', async () => {
    const { source } = await openPim(world)
    const diagnosis = await source.diagnose()
    expect(diagnosis).toMatchObject({ version: null, budget: null, warnings: [] })
    expect(diagnosis.clock).toMatch(/^\d{4}-\d{2}-\d{2}T/)
  })

  it('names what the PIM lacks', async () => {
    const { source } = await openPim(world, {
      options: {
        attributes: { size: 'taille', gtin: 'name' },
        show: ['material', 'length'],
        channels: { WEB: 'web' },
        mediaBaseUrl: undefined,
      },
    })
    expect((await source.diagnose()).warnings).toEqual([
      'the PIM has no attribute "taille", or does not show it to this connection',
      'the PIM has no attribute "length", or does not show it to this connection',
      'attribute "name" is no identifier: nothing can be looked up by it',
      'the PIM has no channel "web"',
      'no mediaBaseUrl is configured: pictures are not shown',
    ])
  })

  it('fails with what is wrong: credentials, or nobody there', async () => {
    const { source } = await openPim(world, { options: { secret: 'wrong' } })
    await expect(source.diagnose()).rejects.toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
      message: 'pim: the PIM refuses the credentials; check clientId, secret, username and password',
    })
    const down = await openPim(world)
    await down.served.misbehave({ down: true })
    await expect(down.source.diagnose()).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' })
  })
})

describe('the options', () => {
  it('have the vendor’s usual names as defaults, and refuse what they do not know', () => {
    const least = { url: 'https://pim.example', clientId: 'a', secret: 'b', username: 'c', password: 'd' }
    expect(akeneoOptions.parse(least)).toMatchObject({
      concurrency: 4,
      defaultChannel: 'ecommerce',
      attributes: { sku: 'sku', title: 'name', gtin: 'ean' },
    })
    expect(akeneoOptions.safeParse({ ...least, attribute: {} }).success).toBe(false)
    expect(akeneoOptions.safeParse({ ...least, channels: { SHOP: 'x' } }).success).toBe(false)
  })
})
