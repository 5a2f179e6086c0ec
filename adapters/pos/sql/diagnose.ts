import { z } from 'zod'
import { isSourceError } from '../../error.ts'
import type { Diagnosis } from '../../source.ts'
import { parseInstant } from '../../time.ts'
import type { TillClient } from './client.ts'
import type { SqlTillOptions } from './options.ts'
import { count, text } from './shapes.ts'
import { tillsByHost } from './stores.ts'

const about = z.object({ version: text, now: text })
const mayWrite = z.object({ grants: count })
const host = z.object({ host: text })

/**
 * Asks the server's version and clock, uniCenta's version, one row of every table, and which tills write here. Throws when the
 * server cannot be reached or refuses; a table that cannot be read and a till nobody has configured are warnings.
 */
export async function diagnoseTills(client: TillClient, options: SqlTillOptions): Promise<Diagnosis> {
  const { product, words } = client.server
  const [server] = await client.readText(words.about, { route: 'server', shape: about })
  const version = client.build.selectFrom('applications').select('version').limit(1)
  const [unicenta, rights, tables, tills] = await Promise.all([
    orWarning(client.read(version, { route: 'APPLICATIONS', shape: z.object({ version: text }) })),
    orWarning(client.readText(words.mayWrite, { route: 'server', shape: mayWrite })),
    Promise.all(lookups(client)),
    unknownTills(client, options),
  ])
  const writes = typeof rights !== 'string' && (rights[0]?.grants ?? 0) > 0
  return {
    version: [
      ...(typeof unicenta === 'string' ? [] : unicenta.map((row) => `uniCenta ${row.version}`)),
      `${product} ${server?.version ?? ''}`.trim(),
    ].join(' on '),
    clock: parseInstant(server?.now ?? ''),
    budget: null,
    warnings: [
      ...tables.flatMap((warning) => warning ?? []),
      ...tills,
      ...(writes ? ['the user may write; give Couture one that may only read'] : []),
    ],
  }
}

/** One row of each table the ports read, with all its columns. */
function lookups({ build, ...client }: TillClient): Promise<string | null>[] {
  const row = z.unknown()
  const looks = {
    RECEIPTS: build.selectFrom('receipts').select(['id', 'money', 'datenew']).limit(1),
    TICKETS: build.selectFrom('tickets').select(['id', 'tickettype', 'ticketid', 'customer']).limit(1),
    TICKETLINES: build
      .selectFrom('ticketlines')
      .select(['ticket', 'line', 'product', 'units', 'price', 'taxid', 'attributes'])
      .limit(1),
    PAYMENTS: build.selectFrom('payments').select(['id', 'receipt', 'payment', 'total', 'cardname']).limit(1),
    PRODUCTS: build
      .selectFrom('products')
      .select(['id', 'reference', 'code', 'name', 'pricesell', 'taxcat'])
      .limit(1),
    TAXES: build.selectFrom('taxes').select(['id', 'category', 'custcategory', 'parentid', 'rate']).limit(1),
    CUSTOMERS: build
      .selectFrom('customers')
      .select(['id', 'searchkey', 'card', 'email', 'phone', 'phone2', 'visible'])
      .limit(1),
    STOCKCURRENT: build.selectFrom('stockcurrent').select(['location', 'product', 'units']).limit(1),
  }
  return Object.entries(looks).map(async ([route, query]) => {
    const found = await orWarning(client.read(query, { route, shape: row }))
    return typeof found === 'string' ? found : null
  })
}

/** Tills that sold something and that the configuration does not name: their receipts cannot be shown. */
async function unknownTills(client: TillClient, options: SqlTillOptions): Promise<readonly string[]> {
  const query = client.build.selectFrom('closedcash').select('host').distinct().orderBy('host')
  const hosts = await orWarning(client.read(query, { route: 'CLOSEDCASH', shape: host }))
  if (typeof hosts === 'string') return [hosts]
  const known = tillsByHost(options)
  const unknown = hosts.filter((one) => !known.has(one.host)).map((one) => one.host)
  if (unknown.length === 0) return []
  return [`expected every till under stores.NAME.hosts; without one: ${unknown.slice(0, 10).join(', ')}`]
}

async function orWarning<T>(work: Promise<T>): Promise<T | string> {
  try {
    return await work
  } catch (error) {
    if (!isSourceError(error)) throw error
    return error.message.replace(`${error.source}: `, '')
  }
}
