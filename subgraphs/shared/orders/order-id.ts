import { CHANNEL_KINDS, type ChannelKind } from '../../../adapters/channel.ts'
import type { OrderNumber } from '../../../adapters/ids.ts'
import type { OrderKey } from '../../../adapters/ports/orders.ts'
import { badInput } from '../../graphql-error.ts'
import type { Sealer } from '../../sealed-id.ts'

/** The id of an order: its business number in its channel, sealed. The same in every system that holds a copy. */
export function orderId(sealer: Sealer, { channel, number }: OrderKey): string {
  return sealer.seal('order', [channel, number])
}

/** The order an id stands for; BAD_INPUT for a text that is no order's id. */
export function orderKeyOf(sealer: Sealer, id: string): OrderKey {
  const [channel, number] = sealer.unseal('order', id)
  if (!number || !isChannelKind(channel)) throw badInput('expected the id of an order as the graph gave it')
  return { channel, number: number as OrderNumber }
}

/** Whether the text is a kind of channel. */
export function isChannelKind(text: string | undefined): text is ChannelKind {
  return (CHANNEL_KINDS as readonly (string | undefined)[]).includes(text)
}
