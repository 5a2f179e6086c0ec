import type { ChannelKind } from '../../adapters/channel.ts'
import type { CustomerId, Sku } from '../../adapters/ids.ts'
import { type Day, type Instant, parseDay, parseInstant } from '../../adapters/time.ts'
import { type PageInfo, pageInfo, pageSize, readCursor, writeCursor } from '../connection.ts'
import type { Context } from '../context.ts'
import type { Purchase } from '../shared/orders/purchase-lines.ts'
import { purchasesOf } from '../shared/orders/purchases.ts'
import type { SourceStatus } from '../source-status.ts'

interface PurchasedVariant {
  readonly sku: Sku
  readonly times: number
  readonly lastOn: Day
  readonly lastAt: Instant | null
  readonly channels: readonly ChannelKind[]
}

interface PurchasedPage {
  readonly edges: readonly (Omit<PurchasedVariant, 'sku'> & {
    readonly node: { readonly sku: Sku }
    readonly cursor: string
  })[]
  readonly pageInfo: PageInfo
  readonly complete: boolean
  readonly sources: readonly SourceStatus[]
}

/** A place in the list; strict, because a SKU is in it once. */
type Place = Pick<PurchasedVariant, 'lastOn' | 'lastAt' | 'sku'>

/**
 * One page of the variants a shopper has bought, the one bought last first. A cursor keeps its place when they buy more:
 * what is bought anew comes before it.
 */
export async function purchasedVariants(
  context: Context,
  customer: CustomerId,
  { first, after }: { readonly first: number; readonly after?: string | null },
): Promise<PurchasedPage | null> {
  const size = pageSize(first)
  const start = after ? placeOf(after) : null
  const purchases = await purchasesOf(context, customer)
  if (!purchases) return null
  const all = bySku(purchases.lines).sort(compare)
  const rest = start ? all.filter((one) => compare(start, one) < 0) : all
  const edges = rest.slice(0, size).map(({ sku, ...facts }) => ({
    ...facts,
    node: { sku },
    cursor: writeCursor([facts.lastOn, facts.lastAt, sku]),
  }))
  const { complete, sources } = purchases
  return { edges, pageInfo: pageInfo(edges, rest.length > size), complete, sources }
}

/** `lines` come newest first. */
function bySku(lines: readonly Purchase[]): PurchasedVariant[] {
  const groups = new Map<Sku, [Purchase, ...Purchase[]]>()
  for (const line of lines) {
    if (line.kind !== 'BOUGHT' || line.sku === null) continue
    const known = groups.get(line.sku)
    if (known) known.push(line)
    else groups.set(line.sku, [line])
  }
  return [...groups].map(([sku, bought]) => ({
    sku,
    times: new Set(bought.map(({ channel, orderNumber }) => `${channel} ${orderNumber}`)).size,
    lastOn: bought[0].on,
    lastAt: bought[0].at,
    channels: [...new Set(bought.map(({ channel }) => channel))],
  }))
}

function compare(left: Place, right: Place): number {
  if (left.lastOn !== right.lastOn) return left.lastOn > right.lastOn ? -1 : 1
  if (left.lastAt !== right.lastAt) return (left.lastAt ?? '') > (right.lastAt ?? '') ? -1 : 1
  if (left.sku === right.sku) return 0
  return left.sku < right.sku ? -1 : 1
}

function placeOf(cursor: string): Place {
  return readCursor(cursor, (position) => {
    if (!Array.isArray(position) || position.length !== 3) return null
    const [on, at, sku] = position as unknown[]
    const lastOn = typeof on === 'string' ? parseDay(on) : null
    const lastAt = typeof at === 'string' ? parseInstant(at) : null
    if (!lastOn || typeof sku !== 'string' || (at !== null && !lastAt)) return null
    return { lastOn, lastAt, sku: sku as Sku }
  })
}
