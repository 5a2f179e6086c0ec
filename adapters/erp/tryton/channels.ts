import type { Channel, ChannelKind } from '../../channel.ts'
import { type OrderNumber, parseReceiptNumber, receiptNumber } from '../../ids.ts'
import type { OrderKey } from '../../ports/orders.ts'
import type { TrytonOptions } from './options.ts'

type Channels = Pick<TrytonOptions, 'channels'>

/**
 * A channel as the retailer maps it: by the beginning of a sale's reference, or because that is a receipt's number.
 */
export type ChannelMapping = TrytonOptions['channels'][number]

/**
 * The channel of a sale's reference: the longest prefix, then receipts, then the empty prefix. Undefined: none is
 * mapped.
 */
export function channelOf(reference: string, { channels }: Channels): ChannelMapping | undefined {
  const matching = inOrder(channels).filter((mapping) => matches(reference, mapping))
  return matching[0]
}

/** Whether the channel's sales are copies of till receipts. */
export function isAtTill(mapping: ChannelMapping): boolean {
  return 'number' in mapping
}

/** The one spelling of an order's business number: receipts lose the padding the ERP's copy has. */
export function businessNumber(reference: string, mapping: ChannelMapping): OrderNumber {
  const receipt = isAtTill(mapping) ? parseReceiptNumber(reference) : null
  if (receipt) return receiptNumber(receipt)
  const own = 'prefix' in mapping && mapping.strip ? reference.slice(mapping.prefix.length) : reference
  return own.trim() as OrderNumber
}

/** The reference of an order that is to be written; null where its channel's sales would not be told by it, or are the tills'. */
export function referenceOf({ channel, number }: OrderKey, { channels }: Channels): string | null {
  for (const mapping of channels) {
    if (mapping.kind !== channel || !('prefix' in mapping)) continue
    const reference = mapping.strip ? mapping.prefix + number : number
    if (channelOf(reference, { channels }) === mapping) return reference
  }
  return null
}

/** The channel alone. */
export function toChannel({ code, kind }: ChannelMapping): Channel {
  return { code, kind }
}

/** The domain of sales of channels of these kinds: empty for all, null when the retailer maps none of them. */
export function channelDomain(
  kinds: readonly ChannelKind[],
  { channels }: Channels,
): readonly unknown[] | null {
  if (kinds.length === 0) return []
  const ordered = inOrder(channels)
  const wanted = ordered.flatMap((mapping, at) => {
    if (!kinds.includes(mapping.kind)) return []
    // A reference belongs to the first mapping it matches: those before that are not wanted take theirs away.
    const taken = ordered.slice(0, at).filter(({ kind }) => !kinds.includes(kind))
    return [
      [
        ['reference', 'like', patternOf(mapping)],
        ...taken.map((other) => ['reference', 'not like', patternOf(other)]),
      ],
    ]
  })
  return wanted.length === 0 ? null : [['OR', ...wanted]]
}

/**
 * How a business number may be written in the ERP: as it is, behind what tells its channel, and a receipt's with padding, which only a
 * pattern finds.
 */
export function spellings(number: OrderNumber, { channels }: Channels): readonly unknown[] {
  const receipt = parseReceiptNumber(number)
  if (!receipt) {
    const prefixes = channels.flatMap((each) => ('prefix' in each && each.strip ? [each.prefix] : []))
    return ['reference', 'in', [number, ...prefixes.map((prefix) => prefix + number)]]
  }
  const day = receipt.businessDay.replaceAll('-', '')
  const pattern = [escaped(receipt.store), `%${escaped(receipt.till)}`, day, `%${receipt.sequence}`].join('-')
  return ['reference', 'like', pattern]
}

function matches(reference: string, mapping: ChannelMapping): boolean {
  if ('prefix' in mapping) return reference.startsWith(mapping.prefix)
  return parseReceiptNumber(reference) !== null
}

/** Any store, till and sequence around eight digits of a day. */
const RECEIPT_PATTERN = '%-%-________-%'

function patternOf(mapping: ChannelMapping): string {
  return 'prefix' in mapping ? `${escaped(mapping.prefix)}%` : RECEIPT_PATTERN
}

/** Text without the wildcards of `like`. */
export function escaped(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}

function inOrder(channels: readonly ChannelMapping[]): readonly ChannelMapping[] {
  const rank = (mapping: ChannelMapping) => {
    if (!('prefix' in mapping)) return 0.5
    return mapping.prefix.length
  }
  return [...channels].sort((left, right) => rank(right) - rank(left))
}
