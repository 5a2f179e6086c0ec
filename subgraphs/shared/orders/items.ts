import DataLoader from 'dataloader'
import { canonicalGtin, type Gtin, type RecordId, type Sku } from '../../../adapters/ids.ts'
import { recordKey } from '../../../ledger/port.ts'
import { type Context, perRequest } from '../../context.ts'

/** The source under which the identity ledger keeps GTINs, which belong to no single system. */
const GS1 = 'gs1'

const skus = perRequest(
  ({ services }) =>
    new DataLoader<Gtin, Sku | null>(async (gtins) => {
      const records = gtins.map((gtin) => ({ source: GS1, id: gtin as string as RecordId }))
      const owners = await services.identity.ownersOf('item', records)
      const catalogs = services.estate.answers.catalog.map(({ name }) => name)
      return records.map((record) => {
        const item = owners.get(recordKey(record))
        const found = item?.records.find(({ record: { source } }) => catalogs.includes(source))
        return found ? (found.record.id as string as Sku) : null
      })
    }),
)

/** The SKU of a GTIN (canonical, 14 digits), from the identity ledger; null when no catalogue has told. */
function skuOfGtin(context: Context, gtin: Gtin): Promise<Sku | null> {
  return skus(context).load(gtin)
}

/** The SKU of a line: as its system states it, else by its GTIN; null where neither is known. */
export async function skuOfLine(
  context: Context,
  { sku, gtin }: { readonly sku: Sku | null; readonly gtin: Gtin | null },
): Promise<Sku | null> {
  return sku ?? (gtin && (await skuOfGtin(context, canonicalGtin(gtin))))
}
