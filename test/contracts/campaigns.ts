import { afterEach, describe, expect, it } from 'vitest'
import type { RecordId, Sku } from '../../adapters/ids.ts'
import type { AbandonedCart, Campaigns } from '../../adapters/ports/campaigns.ts'
import type { Instant } from '../../adapters/time.ts'
import type { Opened } from './small-world.ts'

/** What a system shows of a cart that it was told of. */
interface ToldCart {
  readonly customer: string
  readonly text: string
}

interface OpenedCampaigns extends Opened<Campaigns> {
  /** A customer's key there. */
  readonly customer: RecordId
  /** Everything that it was told, oldest first. */
  told(): Promise<readonly ToldCart[]>
}

/** What every `Campaigns` must do. `open` gives the port over a system that was told of nothing. */
export function campaignsContract(open: () => Promise<OpenedCampaigns>): void {
  let opened: OpenedCampaigns | null = null
  afterEach(async () => {
    await opened?.close()
    opened = null
  })
  const start = async () => {
    opened = await open()
    const { port, customer, told } = opened
    const cart = (key: string, more: Partial<AbandonedCart> = {}): AbandonedCart => ({
      key,
      cartId: `crt_${key}`,
      customer,
      channel: 'WEB',
      at: '2026-06-15T10:00:00.000Z' as Instant,
      lines: [{ sku: 'SKU-1' as Sku, quantity: 2 }],
      ...more,
    })
    return { port, customer, told, cart }
  }

  describe('an abandoned cart', () => {
    it('is told of with whose it is, which cart, and what is in it', async () => {
      const { port, customer, told, cart } = await start()
      await port.cartAbandoned(cart('a'))
      const all = await told()
      expect(all.map((one) => one.customer)).toEqual([customer])
      for (const word of ['crt_a', 'SKU-1', '2', 'WEB']) expect(all[0]?.text).toContain(word)
    })

    it('is told of once for each key, however often and with whatever else it is sent', async () => {
      const { port, told, cart } = await start()
      await port.cartAbandoned(cart('a'))
      await port.cartAbandoned(cart('a'))
      await Promise.all(['b', 'b', 'b'].map((key) => port.cartAbandoned(cart(key))))
      await port.cartAbandoned(cart('A', { cartId: 'crt_capital' }))
      expect((await told()).map(({ text }) => /crt_\w+/.exec(text)?.[0]).sort()).toEqual([
        'crt_a',
        'crt_b',
        'crt_capital',
      ])
    })

    it('of somebody who is not known there is refused, and told of to nobody', async () => {
      const { port, customer, told, cart } = await start()
      const nobody = customer.replace(/.$/, (last) => (last === 'x' ? 'y' : 'x')) as RecordId
      await expect(port.cartAbandoned(cart('a', { customer: nobody }))).rejects.toMatchObject({
        name: 'SourceError',
        code: 'CONFLICT',
      })
      expect(await told()).toEqual([])
    })
  })
}
