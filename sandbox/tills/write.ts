import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { daysBefore, parisInstant } from '../world/calendar.ts'
import type { WorldReceipt } from '../world/sale-types.ts'
import type { World } from '../world/types.ts'
import { dayDocument } from './document.ts'
import { drop } from './drop.ts'
import { finish, prepare } from './stamp.ts'
import { tillRoom } from './till-room.ts'

/** Files written at a time. */
const AT_ONCE = 32

/**
 * Writes the tills' POSLog files: `<till store>/<business day>.xml`, one per store and day with receipts. A file appears
 * whole or not at all, and its time of change is the night after its day, or the world's now where it came late. A folder that
 * holds this world already is left alone; another world's files are replaced; any other folder with files in it is
 * refused with an Error. Answers how many files it wrote.
 */
export async function writeTillFiles(world: World, folder: string): Promise<number> {
  await mkdir(folder, { recursive: true })
  if (!(await prepare(world, folder))) return 0
  const room = tillRoom(world)
  const days = [...byStoreAndDay(world.receipts).values()]
  for (const { tillStore } of world.stores) await mkdir(join(folder, tillStore), { recursive: true })
  for (let start = 0; start < days.length; start += AT_ONCE) {
    const batch = days.slice(start, start + AT_ONCE).map(async (receipts) => {
      const [first] = receipts
      if (!first) return
      const name = `${first.businessDay.replaceAll('-', '')}.xml`
      const path = join(folder, room.storeId(first.store), name)
      await drop(path, dayDocument(receipts, room), first.late ? world.now : nightAfter(first.businessDay))
    })
    await Promise.all(batch)
  }
  await finish(world, folder)
  return days.length
}

function byStoreAndDay(receipts: readonly WorldReceipt[]): ReadonlyMap<string, readonly WorldReceipt[]> {
  const days = new Map<string, WorldReceipt[]>()
  for (const receipt of receipts) {
    const key = `${receipt.store}/${receipt.businessDay}`
    const day = days.get(key)
    if (day) day.push(receipt)
    else days.set(key, [receipt])
  }
  return days
}

function nightAfter(day: string): Date {
  return new Date(parisInstant(daysBefore(day, -1), 3 * 3600 + 1800))
}
