import { z } from 'zod'
import { CACHED_READS } from '../../adapters/cached-reads.ts'
import { CHANNEL_KINDS } from '../../adapters/channel.ts'
import { isCurrency } from '../../adapters/money.ts'
import { parseDay, parseInstant } from '../../adapters/time.ts'

/** The log's levels, quietest last. */
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
const STORE_SERVICES = [
  'CLICK_AND_COLLECT',
  'CURBSIDE',
  'RETURNS',
  'SHIP_FROM_STORE',
  'RESERVE',
  'ENDLESS_AISLE',
  'APPOINTMENT',
] as const
const FULFILMENT_KINDS = [
  'SHIP_FROM_WAREHOUSE',
  'SHIP_FROM_STORE',
  'PICKUP_IN_STORE',
  'CURBSIDE_PICKUP',
  'BUY_IN_STORE',
  'ENDLESS_AISLE',
  'RESERVE_IN_STORE',
] as const
const SAMPLES = ['omnichannelShopper', 'tillOnlyShopper'] as const

/** Names that the identity ledger uses for keys of no single system. */
const RESERVED_NAMES = ['card', 'gs1']

const text = z.string().min(1)
const names = z.array(text).default([])
const seconds = (fallback: number) => z.int().min(0).max(604_800).default(fallback)

const timeZone = text
  .refine(isTimeZone, { error: 'expected an IANA time zone like Europe/Paris' })
  .describe('an IANA time zone like Europe/Paris')

const locale = text
  .refine(isLocale, { error: 'expected a BCP 47 language tag like fr-FR' })
  .describe('a BCP 47 language tag like fr-FR')

const systemName = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/)
  .refine((name) => !RESERVED_NAMES.includes(name), { error: `expected a name other than card and gs1` })
  .describe('a name in lower case: letters, digits, hyphens')

const openingHours = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/)
  .describe('opening hours like 10:00-19:30')

const specialHours = z
  .record(
    z
      .string()
      .refine((date) => parseDay(date) !== null, { error: 'expected a date like 2026-12-25' })
      .describe('a date like 2026-12-25'),
    z.array(openingHours),
  )
  .default({})

const leadTime = z.strictObject({
  preparationMinutes: z
    .int()
    .min(0)
    .max(43_200)
    .default(0)
    .describe('time until it can be sent or collected'),
  cutOff: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional()
    .describe('a time of day like 15:00'),
  workingDays: z
    .array(z.enum(DAYS))
    .min(1)
    .default(['monday', 'tuesday', 'wednesday', 'thursday', 'friday'])
    .describe('days on which goods are sent and delivered'),
  carrierDays: z
    .strictObject({ earliest: z.int().min(0).max(30), latest: z.int().min(0).max(30) })
    .refine(({ earliest, latest }) => earliest <= latest, {
      error: 'expected earliest not to be after latest',
    })
    .default({ earliest: 1, latest: 3 }),
  deliveryHours: openingHours.default('08:00-20:00').describe('hours like 08:00-20:00'),
  cost: z
    .union([z.string().regex(/^\d+(\.\d+)?$/), z.number().min(0)])
    .optional()
    .describe("an amount in the retailer's currency, tax included"),
  channels: z.array(z.enum(CHANNEL_KINDS)).default([]).describe('channels it is offered in, all when empty'),
})

const store = z.strictObject({
  code: text.describe("the retailer's own code for the store"),
  kind: z.enum(['STORE', 'WAREHOUSE']).default('STORE'),
  records: z.record(systemName, text).describe("the store's key in each system, by system name"),
  name: text.optional(),
  geo: z.strictObject({
    latitude: z.number().min(-90).max(90).describe('degrees north, WGS 84'),
    longitude: z.number().min(-180).max(180).describe('degrees east, WGS 84'),
  }),
  timeZone,
  hours: z.partialRecord(z.enum(DAYS), z.array(openingHours)).optional(),
  specialHours: specialHours.describe('opening hours of single dates; they come before everything else'),
  services: z.array(z.enum(STORE_SERVICES)).optional(),
  phone: text.optional(),
})

const postgresUrl = z
  .url({ protocol: /^postgres(ql)?$/ })
  .describe('postgres://user:password@host:port/database')

const port = z.int().min(0).max(65_535).describe('a port number, 0 for any free one')
const host = text.describe('a host name or address to listen on')

/** One shape per key that flags and environment variables may set, too. */
export const overridable = {
  host,
  port,
  logLevel: z.enum(LOG_LEVELS),
  ledger: text.describe('the path of the ledger file, or a postgres:// URL'),
}

/**
 * The keys of `couture.yaml`, each with its default. A system's own options are checked apart, by the shape its
 * adapter brings. Paths are relative to the working directory.
 */
export const configShape = z.strictObject({
  retailer: z.strictObject({
    name: text,
    currency: z
      .string()
      .refine(isCurrency, { error: 'expected an ISO 4217 currency code like EUR' })
      .describe('an ISO 4217 currency code like EUR'),
    timeZone,
    defaultLocale: locale,
    locales: z.array(locale).min(1),
    lowStock: z.int().min(0).default(3).describe('at most this many whole units are low stock'),
  }),
  systems: z.record(
    systemName,
    z.looseObject({ adapter: text.describe('the adapter that speaks to this system, like erp/sap') }),
  ),
  answers: z.strictObject({
    profiles: names,
    catalog: names,
    prices: names,
    orders: names,
    stock: names,
    stores: names,
    loyalty: names,
    promotions: names,
    consents: names,
    conversations: names,
    search: names.describe('who finds products; an index in this process when none is named'),
  }),
  stores: z.array(store).default([]),
  specialHours: specialHours.describe('opening hours of single dates in every store'),
  fulfilment: z
    .partialRecord(z.enum(FULFILMENT_KINDS), leadTime)
    .default({})
    .describe('how long each way to the shopper takes'),
  freshness: z
    .strictObject({
      catalog: seconds(CACHED_READS.catalog.maxAge),
      prices: seconds(CACHED_READS.prices.maxAge),
      promotions: seconds(CACHED_READS.promotions.maxAge),
      stock: seconds(CACHED_READS.stock.maxAge),
      stockPromise: seconds(900).describe('age at which a stock reading promises nothing any more, seconds'),
      stores: seconds(CACHED_READS.stores.maxAge),
      profiles: seconds(CACHED_READS.profiles.maxAge),
      orders: seconds(CACHED_READS.orders.maxAge),
      loyalty: seconds(CACHED_READS.loyalty.maxAge),
      conversations: seconds(CACHED_READS.conversations.maxAge),
      staleIfError: seconds(3_600).describe(
        'how long past its age an answer may be shown, marked STALE, while its system fails, seconds',
      ),
    })
    .prefault({})
    .describe('how long what a system said may be used, seconds'),
  limits: z
    .strictObject({
      requestBudgetMs: z.int().min(100).max(120_000).default(5_000).describe('longest time for one request'),
      maxDepth: z.int().min(1).max(100).default(25).describe('deepest nesting of fields in an operation'),
      maxTokens: z.int().min(100).max(100_000).default(5_000).describe('most lexical tokens in an operation'),
      maxBodyBytes: z.int().min(1_024).max(16_777_216).default(262_144).describe('largest request body'),
      stopGraceMs: z.int().min(0).max(120_000).default(10_000).describe('time in-flight requests get to end'),
    })
    .prefault({}),
  ids: z.strictObject({
    key: z.string().min(32).describe('the lasting key that ids are minted under; keep it for ever'),
  }),
  ledger: z
    .strictObject({
      file: text.optional().describe('the path of the SQLite file'),
      url: postgresUrl.optional(),
      connections: z.int().min(1).max(100).default(5).describe('most connections for reads, per process'),
    })
    .refine(({ file, url }) => (file === undefined) !== (url === undefined), {
      error: 'expected exactly one of file (SQLite) and url (PostgreSQL)',
    }),
  cache: z
    .strictObject({
      maxEntries: z.int().min(1).max(10_000_000).default(50_000).describe('most entries kept in memory'),
      url: z
        .url({ protocol: /^rediss?$/ })
        .optional()
        .describe(
          'redis://user:password@host:port, or rediss:// with TLS; without it the cache is in memory',
        ),
      cluster: z.boolean().default(false).describe('whether url is a node of a Redis Cluster'),
      prefix: z
        .string()
        .regex(/^[A-Za-z0-9_.-]{1,40}$/)
        .default('couture')
        .describe('what begins every key in Redis, at most 40 letters, digits, dots and hyphens'),
    })
    .prefault({})
    .describe('what systems said, kept for a while: in memory, or in a Redis that processes share'),
  dev: z
    .strictObject({
      viewer: z
        .strictObject({ customerId: text.optional(), sample: z.enum(SAMPLES).optional() })
        .refine(({ customerId, sample }) => (customerId === undefined) !== (sample === undefined), {
          error: 'expected exactly one of customerId and sample',
        })
        .describe('who `me` is while there are no tokens'),
    })
    .optional(),
  sandbox: z
    .strictObject({
      seed: z.int().min(0).default(1),
      size: z.int().min(20).max(10_000_000).default(2_000).describe('how many customers'),
      now: z
        .string()
        .refine((value) => parseInstant(value) !== null, {
          error: 'expected an instant like 2026-11-01T09:00:00Z',
        })
        .optional(),
      ports: z.record(systemName, port).default({}).describe('the port of each sandbox system, by its name'),
      folder: text.default('var/sandbox/tills').describe("the folder that the tills' files are written to"),
    })
    .optional(),
  server: z
    .strictObject({
      host: overridable.host.default('127.0.0.1'),
      port: overridable.port.default(4_000),
      allowedHosts: z
        .array(text)
        .default([])
        .describe('names a Host header may carry besides the loopback ones'),
    })
    .prefault({}),
  subgraphs: z
    .record(
      systemName,
      z.url({ protocol: /^https?$/ }).describe('the whole URL, http://127.0.0.1:4105/graphql'),
    )
    .default({})
    .describe('where subgraphs of other processes are found, by name'),
  log: z.strictObject({ level: overridable.logLevel.default('info') }).prefault({}),
})

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}
