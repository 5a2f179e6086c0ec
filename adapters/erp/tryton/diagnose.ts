import { z } from 'zod'
import { isSourceError } from '../../error.ts'
import type { Diagnosis } from '../../source.ts'
import { instant } from '../../time.ts'
import type { TrytonClient } from './client.ts'
import {
  billedSale,
  party,
  pricedProduct,
  returnSale,
  sale,
  shippedSale,
  stockedProduct,
  warehouse,
} from './wire.ts'

/** What is read of which model, and what the graph lacks without it. */
const CHECKS = [
  { model: 'party.party', fields: party, loses: 'profiles' },
  { model: 'sale.sale', fields: sale, loses: 'order history' },
  { model: 'sale.sale', fields: shippedSale, loses: 'fulfilments' },
  { model: 'sale.sale', fields: billedSale, loses: 'payments' },
  { model: 'sale.sale', fields: returnSale, loses: 'returns' },
  { model: 'product.product', fields: pricedProduct, loses: 'prices' },
  { model: 'product.product', fields: stockedProduct, loses: 'stock levels' },
  { model: 'stock.location', fields: warehouse, loses: 'stores' },
] as const

/**
 * Asks the server's version, signs in, and reads one record of everything the ports need. What cannot be read is a
 * warning; a server that does not answer, an unknown database and refused credentials are thrown, each by its name.
 */
export async function diagnoseTryton(client: TrytonClient): Promise<Diagnosis> {
  const { version, date } = await client.version()
  const company = await client.company()
  const checks = await Promise.all(CHECKS.map((check) => warningOf(client, check)))
  const millis = Date.parse(date ?? '')
  return {
    version: typeof version === 'string' ? version : null,
    clock: Number.isNaN(millis) ? null : instant(new Date(millis)),
    budget: null,
    warnings: [
      ...(company === null ? ['the user works for no company: prices and sales need one'] : []),
      ...checks.flatMap((warning) => warning ?? []),
    ],
  }
}

async function warningOf(
  client: TrytonClient,
  { model, fields, loses }: (typeof CHECKS)[number],
): Promise<string | null> {
  try {
    await client.read({ model, domain: [], fields, shape: z.unknown(), limit: 1 })
    return null
  } catch (error) {
    if (!isSourceError(error)) throw error
    return `no ${loses}: ${error.message.replace(`${client.source}: `, '')}`
  }
}
