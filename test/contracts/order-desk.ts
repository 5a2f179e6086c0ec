import { afterAll, afterEach, beforeAll } from 'vitest'
import { askingDesk, type OpenDesk, type OpenedDesk } from './order-desk-asking.ts'
import { cancellingContract } from './order-desk-cancelling.ts'
import { placingContract } from './order-desk-placing.ts'
import { returningContract } from './order-desk-returning.ts'
import { unknownOutcomesContract } from './order-desk-unknown.ts'

/** What every `OrderDesk` must do. */
export function orderDeskContract(open: OpenDesk): void {
  let desk: OpenedDesk
  beforeAll(async () => {
    desk = await open()
  })
  afterAll(() => desk.close())
  afterEach(() => desk.misbehave({}))

  const asking = askingDesk(() => desk)
  placingContract(asking)
  unknownOutcomesContract(asking, open)
  cancellingContract(asking)
  returningContract(asking)
}
