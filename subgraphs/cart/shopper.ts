import type { CustomerId } from '../../adapters/ids.ts'
import type { Context } from '../context.ts'
import { isOwn } from '../shared/access/known-viewer.ts'
import { customerById } from '../shared/shoppers/customer-records.ts'
import { assists, notOpen } from './access.ts'
import { because, type Refusal } from './refused.ts'

const noSuchShopper = because('NOT_FOUND', 'There is no such shopper.', { field: ['customerId'] })

/** The shopper a cart is for, by the id they carry now, null for a guest; or why nobody is. */
type Whose = { readonly customerId: string | null } | { readonly refusals: readonly Refusal[] }

/**
 * The viewer, who may name themselves as well; else the one that staff who assist names. Another's id and nobody's are FORBIDDEN to who
 * does not assist.
 */
export async function shopperOf(context: Context, named: string | null): Promise<Whose> {
  const { viewer } = context
  const own = viewer.scopes.includes('customer:self') ? viewer.customerId : null
  const isTheirs = named === null || (own !== null && (await isOwn(context, named as CustomerId)))
  if (isTheirs) return { customerId: own && (await idNow(context, own)) }
  if (!assists(context)) throw notOpen()
  const entity = await customerById(context, named)
  return entity ? { customerId: entity.id } : { refusals: [noSuchShopper] }
}

/** A shopper's id as the ledger has it now; the token's own for whom no system knows yet. */
async function idNow(context: Context, id: CustomerId): Promise<string> {
  return (await customerById(context, id))?.id ?? id
}
