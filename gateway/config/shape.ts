import { z } from 'zod'
import { isCurrency } from '../../adapters/money.ts'
import { parseInstant } from '../../adapters/time.ts'
import { answers } from './answers-shape.ts'
import { authorisation } from './authorisation-shape.ts'
import { calls } from './calls-shape.ts'
import { carts } from './carts-shape.ts'
import { documents } from './documents-shape.ts'
import { freshness } from './freshness-shape.ts'
import { issuers } from './identity-shape.ts'
import { limits } from './limits-shape.ts'
import { metrics } from './metrics-shape.ts'
import { FULFILMENT_KINDS, leadTime, store } from './place-shape.ts'
import { connections } from './server-shape.ts'
import { tracing } from './tracing-shape.ts'
import { locale, specialHours, systemName, text, timeZone } from './words.ts'

/** The log's levels, quietest last. */
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const

const postgresUrl = z
  .url({ protocol: /^postgres(ql)?$/ })
  .describe(
    'postgres://user:password@host:port/database. A PostgreSQL ledger, for processes on any machine; exactly one of `file` and `url` is needed',
  )
  .meta({ secret: 'url' })

const port = z.int().min(0).max(65_535).describe('a port number, 0 for any free one')
const host = text.describe('a host name or address to listen on')

/** One shape per key that flags and environment variables may set, too. */
export const overridable = {
  host,
  port,
  logLevel: z.enum(LOG_LEVELS).describe('the quietest event that is still written'),
  ledger: text.describe('the path of the ledger file, or a postgres:// URL'),
}

/**
 * The keys of `couture.yaml`, each with its default. A system's own options are checked apart, by the shape its
 * adapter brings. Paths are relative to the working directory.
 */
export const configShape = z.strictObject({
  retailer: z
    .strictObject({
      name: text.describe("the retailer's name"),
      currency: z
        .string()
        .refine(isCurrency, { error: 'expected an ISO 4217 currency code like EUR' })
        .describe('an ISO 4217 currency code like EUR'),
      timeZone: timeZone.describe(
        'an IANA time zone like Europe/Paris. Business days begin and end by its clock',
      ),
      defaultLocale: locale.describe('a BCP 47 language tag like fr-FR. One of `locales`'),
      locales: z
        .array(locale)
        .min(1)
        .describe(
          'the languages texts are shown in, best first. They come after what `Accept-Language` asks for',
        ),
      lowStock: z
        .int()
        .min(0)
        .default(3)
        .meta({ unit: 'units', description: 'at most this many whole units are low stock' }),
      pickupDays: z.int().min(1).max(365).default(7).meta({
        unit: 'days',
        description: 'for so long what is ready to be collected waits for its shopper',
      }),
    })
    .describe('who sells: the same for every system'),
  systems: z
    .record(
      systemName,
      z.looseObject({
        adapter: text.describe(
          'the adapter that speaks to this system, like erp/sap. Its own keys stand beside it',
        ),
      }),
    )
    .describe(
      'the systems there are, by names of your own. A name is lower case and must not change: the ledger knows records by it. Not `card` or `gs1`',
    ),
  answers,
  stores: z.array(store).default([]).describe('stores and warehouses: what joins their records'),
  specialHours: specialHours.describe(
    'opening hours of single dates in every store. Holidays, for example; a date of a store itself comes before it',
  ),
  fulfilment: z
    .partialRecord(z.enum(FULFILMENT_KINDS), leadTime)
    .default({})
    .describe('how long each way to the shopper takes. A way that is not here is shown without a promise'),
  carts,
  freshness,
  documents,
  limits,
  authorisation,
  ids: z
    .strictObject({
      key: z
        .string()
        .min(32)
        .describe(
          'the lasting key that ids are minted under; keep it for ever. 32 characters or more. Another key is another ledger',
        )
        .meta({ secret: true }),
    })
    .describe("what the graph's own ids are made of"),
  ledger: z
    .strictObject({
      file: text
        .optional()
        .describe(
          'the path of the SQLite file. For the processes of one machine; with a `sandbox` section seed, size and day are put into its name',
        ),
      url: postgresUrl.optional(),
      connections: z.int().min(1).max(100).default(5).meta({
        unit: 'connections',
        description: 'most connections for reads, per process. PostgreSQL only; writes take up to five more',
      }),
    })
    .refine(({ file, url }) => (file === undefined) !== (url === undefined), {
      error: 'expected exactly one of file (SQLite) and url (PostgreSQL)',
    })
    .describe('where what must not be lost is kept'),
  cache: z
    .strictObject({
      maxEntries: z
        .int()
        .min(1)
        .max(10_000_000)
        .default(50_000)
        .meta({ unit: 'entries', description: 'most entries kept in memory' }),
      url: z
        .url({ protocol: /^rediss?$/ })
        .optional()
        .describe('redis://user:password@host:port, or rediss:// with TLS; without it the cache is in memory')
        .meta({ secret: 'url' }),
      cluster: z.boolean().default(false).describe('whether url is a node of a Redis Cluster'),
      prefix: z
        .string()
        .regex(/^[A-Za-z0-9_.-]{1,40}$/)
        .default('couture')
        .describe('what begins every key in Redis, at most 40 letters, digits, dots and hyphens'),
    })
    .prefault({})
    .describe('what systems said, kept for a while: in memory, or in a Redis that processes share'),
  issuers,
  sandbox: z
    .strictObject({
      seed: z.int().min(0).default(1).describe('which retailer is generated'),
      size: z
        .int()
        .min(20)
        .max(10_000_000)
        .default(2_000)
        .meta({ unit: 'customers', description: 'how many customers' }),
      now: z
        .string()
        .refine((value) => parseInstant(value) !== null, {
          error: 'expected an instant like 2026-11-01T09:00:00Z',
        })
        .optional()
        .describe(
          "an instant like 2026-11-01T09:00:00Z. The present of the sandbox's world; today without it",
        ),
      ports: z
        .record(systemName, port)
        .default({})
        .describe(
          'the port of each sandbox system, by its name. `erp` 4201, `crm` 4202, `pim` 4203, `issuer` 4204 and `psp` 4205 where not said; their admin APIs are 1000 above',
        ),
      folder: text.default('var/sandbox/tills').describe("the folder that the tills' files are written to"),
    })
    .optional()
    .describe('the sandbox retailer. Leave it out over your own systems'),
  server: z
    .strictObject({
      host: overridable.host.default('127.0.0.1'),
      port: overridable.port.default(4_000),
      allowedHosts: z
        .array(text)
        .default([])
        .describe('names a Host header may carry besides the loopback ones'),
      explorer: z
        .boolean()
        .default(true)
        .describe(
          'whether the explorer is served at `/`. What it shows is what the schema and the viewer allow',
        ),
      ...connections,
    })
    .prefault({})
    .describe('where the graph listens'),
  subgraphs: z
    .record(
      systemName,
      z
        .url({ protocol: /^https?$/ })
        .describe('the whole URL, http://127.0.0.1:4105/graphql')
        .meta({ secret: 'url' }),
    )
    .default({})
    .describe(
      'where subgraphs of other processes are found, by name. Whole URLs like http://127.0.0.1:4105/graphql, with https beyond this machine; ports 4101 to 4109 where not said',
    ),
  calls,
  log: z
    .strictObject({ level: overridable.logLevel.default('info') })
    .prefault({})
    .describe('what is written to standard output'),
  metrics,
  tracing,
})
