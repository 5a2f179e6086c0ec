import type { OrderDesk } from '../../../adapters/ports/order-desk.ts'
import type { Estate } from '../../../adapters/source.ts'

/** The desk of a system. Throws where the retailer has none of that name. */
export function deskOf({ estate }: { readonly estate: Estate }, system: string): OrderDesk {
  const desk = estate.answers.orderDesk.find(({ name }) => name === system)
  if (!desk) throw new Error(`expected a system "${system}" that answers orderDesk`)
  return desk.port
}
