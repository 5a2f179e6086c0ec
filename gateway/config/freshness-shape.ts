import { z } from 'zod'
import { CACHED_READS, type CachedPort } from '../../adapters/cached-reads.ts'

const seconds = (fallback: number, of: string) =>
  z
    .int()
    .min(0)
    .max(604_800)
    .default(fallback)
    .meta({ unit: 'seconds', description: `how long ${of}` })
const kept = (port: CachedPort, what: string) =>
  seconds(CACHED_READS[port].maxAge, `${what} may be shown from the cache`)

/** `freshness`: the ages, in seconds, up to which what a system said may be used. */
export const freshness = z
  .strictObject({
    catalog: kept('catalog', 'product content'),
    prices: kept('prices', 'prices and tax rates'),
    promotions: kept('promotions', 'promotions'),
    stock: kept('stock', 'stock levels'),
    stores: kept('stores', 'the master data of stores'),
    profiles: kept('profiles', 'profiles of shoppers'),
    orders: kept('orders', 'orders and their parts'),
    loyalty: kept('loyalty', 'loyalty accounts: movements, standing, what expires, rewards'),
    conversations: kept('conversations', 'conversations and what was said in them'),
    stockPromise: z.int().min(0).max(604_800).default(900).meta({
      unit: 'seconds',
      description: 'age at which a stock reading promises nothing any more. Its status is then `UNKNOWN`',
    }),
    staleIfError: seconds(
      3_600,
      'past its age an answer may be shown, marked STALE, while its system fails; 0 for never',
    ),
  })
  .prefault({})
  .describe('how long what a system said may be used')
