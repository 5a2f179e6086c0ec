import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Misbehaviour } from '../../sandbox/server.ts'
import type { Whole } from './whole.ts'

/** Systems that are asked over the network. */
export const NETWORKED = ['erp', 'crm', 'pim'] as const
export type Networked = (typeof NETWORKED)[number]

/** The ways in which a system on the network fails. */
export const FAULTS: Readonly<Record<string, Misbehaviour>> = {
  down: { down: true },
  hang: { hang: true },
  503: { refuse: 'unavailable' },
  garbage: { garbage: true },
  'slow drip': { dripMs: 100 },
}

/** How each failure is told of, and whether a call waits to its end before it is known. */
export const TELLS: Readonly<
  Record<string, { readonly code: string; readonly outcome: string; readonly waits: boolean }>
> = {
  down: { code: 'SOURCE_UNAVAILABLE', outcome: 'UNAVAILABLE', waits: false },
  hang: { code: 'SOURCE_TIMEOUT', outcome: 'TIMEOUT', waits: true },
  503: { code: 'SOURCE_UNAVAILABLE', outcome: 'UNAVAILABLE', waits: false },
  garbage: { code: 'BAD_RESPONSE', outcome: 'BAD_RESPONSE', waits: false },
  'slow drip': { code: 'SOURCE_TIMEOUT', outcome: 'TIMEOUT', waits: true },
}

/** Most calls to one system that may run out of their time one after the other, by example operation. */
export const MOST_WAITS: Readonly<Record<string, number>> = {
  'customer-360': 4,
  'my-sizes': 3,
  'order-history': 3,
  'product-page': 3,
  'purchase-summary': 3,
  availability: 2,
  category: 2,
  conversations: 3,
  'find-customer': 1,
  loyalty: 2,
  me: 2,
  'my-cart': 3,
  'order-actions': 2,
  'order-detail': 2,
  'order-lookup': 2,
  'price-quote': 2,
  'promotions-nearby': 1,
  search: 1,
  'store-finder': 1,
}

/** What ends a failure again. */
export type Repair = () => void

/** The ways in which a folder of till files fails: the others are a network's. Each returns what ends it. */
export const FOLDER_FAULTS: Readonly<Record<string, (whole: Pick<Whole, 'tills'>) => Repair>> = {
  down: ({ tills }) => {
    const away = `${tills}.away`
    renameSync(tills, away)
    return () => renameSync(away, tills)
  },
  garbage: (whole) => arrives(whole, 'garbage.xml', 'Ceci n’est pas un ticket \u0000\u0001'),
  'slow drip': (whole) =>
    arrives(whole, 'half.xml', '<?xml version="1.0" encoding="utf-8"?>\n<POSLog><Transac'),
}

/** A file comes into the folder. */
function arrives({ tills }: Pick<Whole, 'tills'>, name: string, text: string): Repair {
  const file = join(tills, name)
  writeFileSync(file, text)
  return () => rmSync(file)
}
