import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { WorldReceipt } from '../world/sale-types.ts'
import type { World } from '../world/types.ts'
import { dayDocument } from './document.ts'
import { drop } from './drop.ts'
import { tillRoom } from './till-room.ts'

/** Where a till writes, and whom it tells what has left. */
export interface RingUpOptions {
  readonly world: World
  /** The folder of `writeTillFiles`. */
  readonly folder: string
  /** Takes an ERP's instruction `goodsIssue`. */
  readonly tellErp: (instruction: unknown) => void
}

/**
 * Rings a receipt up while the sandbox runs: the till drops it as a file of its own, `<till store>/<business day>-<till>-<sequence>.xml`, and what was sold,
 * or came back, is booked out of the store's stock in the ERP at once, as retailers' till integrations do. Receipts that sold nothing move nothing.
 */
export async function ringUp(
  receipt: WorldReceipt,
  { world, folder, tellErp }: RingUpOptions,
): Promise<void> {
  const store = world.stores.find(({ code }) => code === receipt.store)
  if (!store) throw new RangeError(`expected a store of this world, found ${receipt.store}`)
  const { businessDay, till, sequence, at, kind, lines } = receipt
  const place = join(folder, store.tillStore)
  await mkdir(place, { recursive: true })
  const name = `${businessDay.replaceAll('-', '')}-${till}-${sequence}.xml`
  await drop(join(place, name), dayDocument([receipt], tillRoom(world)), new Date(at))
  const items = lines.map(({ sku, quantity }) => ({ material: sku, quantity }))
  const moves = (kind === 'sale' || kind === 'return') && items.length > 0
  if (moves) tellErp({ goodsIssue: { plant: store.plant, items } })
}
