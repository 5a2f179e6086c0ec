import type { Context } from '../context.ts'
import { customerById } from '../shared/shoppers/customer-records.ts'
import type { CustomerModel } from './models.ts'

/** A shopper by any id ever given for them; null when it was never given. */
export async function findCustomer(context: Context, id: string): Promise<CustomerModel | null> {
  const entity = await customerById(context, id)
  return entity && { id: entity.id, entity }
}
