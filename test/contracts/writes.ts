import { afterAll, beforeAll, describe } from 'vitest'
import type { LedgerPlace } from './ledger.ts'
import { cartsContract } from './write-carts.ts'
import { casesContract } from './write-cases.ts'
import { commandsContract } from './write-commands.ts'
import { holdsContract } from './write-holds.ts'
import { leasesContract } from './write-leases.ts'
import { placedOrdersContract } from './write-orders.ts'
import { outboxContract } from './write-outbox.ts'
import type { TwoLedgers } from './write-world.ts'

/** What every `WriteLedger` must do. */
export function writesContract(newPlace: () => Promise<LedgerPlace>): void {
  let place: LedgerPlace
  let ledgers: TwoLedgers

  beforeAll(async () => {
    place = await newPlace()
    ledgers = { one: await place.open(), other: await place.open() }
  })
  afterAll(async () => {
    await Promise.all([ledgers.one.close(), ledgers.other.close()])
    await place.destroy()
  })
  const opened = () => ledgers
  describe('commands', () => commandsContract(opened))
  describe('carts', () => cartsContract(opened))
  describe('holds', () => holdsContract(opened))
  describe('placed orders', () => placedOrdersContract(opened))
  describe('cases', () => casesContract(opened))
  describe('the outbox', () => outboxContract(opened))
  describe("the outbox's workers", () => leasesContract(opened))
}
