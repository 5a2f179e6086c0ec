import { z } from 'zod'
import type { KnownAdapter } from '../../../gateway/config/config.ts'

/** Three adapters as a registry would list them. */
export const adapters: Readonly<Record<string, KnownAdapter>> = {
  'erp/sap': {
    kind: 'ERP',
    options: z.strictObject({
      url: z.url({ protocol: /^https?$/ }).describe('base URL of the system, https://host[:port][/path]'),
      username: z.string(),
      password: z.string().min(1).meta({ secret: true }),
      timeoutMs: z.int().min(50).default(2_000).describe('longest time for one call, milliseconds'),
    }),
    ports: ['profiles', 'prices', 'orders', 'stock', 'stores'],
  },
  'crm/salesforce': {
    kind: 'CRM',
    options: z.strictObject({ url: z.url(), clientSecret: z.string().meta({ secret: true }) }),
    ports: ['profiles', 'loyalty'],
  },
  'pos/poslog': { kind: 'POS', options: z.strictObject({ folder: z.string() }), ports: ['orders'] },
}

export const env = {
  ERP_PASSWORD: 'hunter2-hunter2',
  CRM_SECRET: 'opensesame',
  IDS_KEY: '0123456789abcdef0123456789abcdef',
}

/** A right configuration. Tests spoil one line of it. */
export const good = `retailer:
  name: Maison Couture
  currency: EUR
  timeZone: Europe/Paris
  defaultLocale: fr-FR
  locales: [fr-FR, en-US]
systems:
  erp:
    adapter: erp/sap
    url: https://erp.example
    username: COUTURE
    password: \${ERP_PASSWORD}
  crm:
    adapter: crm/salesforce
    url: https://crm.example
    clientSecret: \${CRM_SECRET}
  tills:
    adapter: pos/poslog
    folder: var/tills
answers:
  profiles: [crm, erp]
  prices: [erp]
  orders: [erp, tills]
  loyalty: [crm]
stores:
  - code: PAR01
    records: { erp: '1010', tills: '0101' }
    geo: { latitude: 48.87, longitude: 2.33 }
    timeZone: Europe/Paris
    hours: { monday: ['10:00-19:30'] }
ids:
  key: \${IDS_KEY}
ledger:
  file: var/ledger.db
`
