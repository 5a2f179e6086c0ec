import type { CustomerId } from '../../adapters/ids.ts'
import type { Context } from '../context.ts'
import { customerById } from '../customer-records.ts'
import { isOwn } from '../known-viewer.ts'
import { assists, notOpen } from './access.ts'

/**
 * The shopper a cart is for, by the id they carry now: the one that is named, by themselves or by staff who assist; else the viewer.
 * Null for a guest. FORBIDDEN for another's id and for nobody's, to who does not assist.
 */
export async function customerFor(context: Context, named: string | null): Promise<string | null> {
  const { viewer } = context
  const own = viewer.scopes.includes('customer:self') ? viewer.customerId : null
  if (named === null) return own === null ? null : await idNow(context, own)
  const isTheirs = own !== null && (await isOwn(context, named as CustomerId))
  if (!isTheirs && !assists(context)) throw notOpen()
  const entity = await customerById(context, named)
  if (!entity) throw notOpen()
  return entity.id
}

/** A shopper's id as the ledger has it now; the token's own for whom no system knows yet. */
async function idNow(context: Context, id: CustomerId): Promise<string> {
  return (await customerById(context, id))?.id ?? id
}
