import type { Channel, ChannelKind } from '../adapters/channel.ts'

/** A kind of channel as a channel of its own, where nobody says which of several it was. */
export function channelOf(kind: ChannelKind): Channel {
  return { code: kind.toLowerCase().replaceAll('_', '-'), kind }
}
