import type { ChannelKind } from '../../channel.ts'
import type { SapOptions } from './options.ts'

/**
 * The CustomerPurchaseOrderType that is written for a kind of channel: the first that `channels` maps to it, so that what is written
 * is read back as what it was. `shop` leaves out types whose reference is a receipt's number. Null: none.
 */
export function channelTypeOf(
  kind: ChannelKind,
  { channels }: Pick<SapOptions, 'channels'>,
  number: 'shop' | 'any' = 'any',
): string | null {
  const type = Object.entries(channels).find(
    ([name, mapped]) =>
      name !== '*' && mapped.kind === kind && (number === 'any' || mapped.number === number),
  )
  return type?.[0] ?? null
}
