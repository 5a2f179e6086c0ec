import { describe, expect, it } from 'vitest'
import { loadConfig } from '../../../gateway/config/load.ts'
import type { Flags } from '../../../gateway/config/overrides.ts'
import { ConfigError } from '../../../gateway/config/problem.ts'
import { adapters, env, good } from './sample.ts'

const load = (text: string, variables: Record<string, string> = env, flags: Flags = {}) =>
  loadConfig({ file: 'couture.yaml', text, env: variables, flags, adapters })

function complaint(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  return 'no complaint'
}

describe('a right configuration', () => {
  it('keeps what the file says and fills in the defaults', () => {
    const config = load(good)
    expect(config.retailer.name).toBe('Maison Couture')
    expect(config.answers).toEqual({
      profiles: ['crm', 'erp'],
      catalog: [],
      prices: ['erp'],
      orders: ['erp', 'tills'],
      orderDesk: [],
      stock: [],
      stores: [],
      loyalty: ['crm'],
      promotions: [],
      search: [],
      consents: [],
      conversations: [],
      payments: [],
      loyaltyDesk: [],
      profileDesk: [],
      campaigns: [],
    })
    expect(config.freshness).toMatchObject({
      catalog: 600,
      prices: 60,
      promotions: 60,
      stock: 30,
      stores: 3_600,
    })
    expect(config.limits.requestBudgetMs).toBe(5_000)
    expect(config.server).toEqual({
      host: '127.0.0.1',
      port: 4_000,
      allowedHosts: [],
      explorer: true,
      trustedProxies: [],
      cors: { origins: [] },
      behindTls: false,
      maxConnections: 5_000,
      live: { streams: 1_000, perClient: 50, refreshSeconds: 60 },
      timeouts: { headersMs: 10_000, requestMs: 15_000, idleMs: 125_000 },
    })
    expect(config.log).toEqual({ level: 'info' })
    expect(config.authorisation).toEqual({ refused: 'NULL', introspection: ['STAFF'] })
  })

  it("hands each system's own keys through its adapter's shape", () => {
    expect(load(good).systems['erp']).toEqual({
      adapter: 'erp/sap',
      options: {
        url: 'https://erp.example',
        username: 'COUTURE',
        password: 'hunter2-hunter2',
        timeoutMs: 2_000,
      },
    })
  })

  it('cannot be changed in form by what a variable holds', () => {
    const config = load(good, { ...env, ERP_PASSWORD: 'a: {b}\n  # "c' })
    expect(config.systems['erp']).toMatchObject({ options: { password: 'a: {b}\n  # "c' } })
  })

  it('leaves a doubled dollar and comments alone', () => {
    const text = good.replace('name: Maison Couture', () => "name: 'Maison $${X}' # ${NOT_SET}")
    expect(load(text).retailer.name).toBe('Maison ${X}')
  })
})

describe('precedence', () => {
  it('takes the environment over the file and flags over both', () => {
    const variables = { ...env, COUTURE_PORT: '4100', COUTURE_LOG_LEVEL: 'debug', COUTURE_LEDGER: 'l.db' }
    const config = load(good, variables, { port: '4200' })
    expect([config.server.port, config.log.level, config.ledger.file]).toEqual([4200, 'debug', 'l.db'])
  })

  it('takes a URL for the ledger in place of a file, from the variable as from the flag', () => {
    const url = 'postgres://couture:secret@db.test/retail'
    expect(load(good, { ...env, COUTURE_LEDGER: url }).ledger).toEqual({ url, connections: 5 })
    expect(load(good, { ...env, COUTURE_LEDGER: url }, { ledger: 'l.db' }).ledger).toEqual({
      file: 'l.db',
      connections: 5,
    })
  })

  it('names the flag or variable that is wrong', () => {
    const variables = { ...env, COUTURE_LOG_LEVEL: 'loud' }
    expect(complaint(() => load(good, variables, { port: 'http' }))).toBe(
      [
        '--port: expected a port number from 0 to 65535, 0 for any free one; found "http"',
        'COUTURE_LOG_LEVEL: expected one of trace, debug, info, warn, error, silent; found "loud"',
      ].join('\n'),
    )
  })
})

describe('a wrong file', () => {
  const wrong: readonly [title: string, from: string, to: string, message: string][] = [
    [
      'an unknown key, with the nearest right one',
      'currency: EUR',
      'curency: EUR',
      'couture.yaml:2:3 retailer.currency: expected a text (an ISO 4217 currency code like EUR); found nothing\n' +
        'couture.yaml:3:3 retailer.curency: unknown key; did you mean currency?',
    ],
    [
      'an unknown key that is like no other',
      'ids:\n',
      'ids:\n  rotate: weekly\n',
      'couture.yaml:32:3 ids.rotate: unknown key; expected one of key',
    ],
    [
      'another way to refuse',
      'ids:\n',
      'authorisation: { refused: FIELD }\nids:\n',
      'couture.yaml:31:27 authorisation.refused: expected one of NULL, OPERATION (what is refused for a field that a viewer may not see); found "FIELD"',
    ],
    [
      'a kind of viewer there is not',
      'ids:\n',
      'authorisation: { introspection: [STAFF, ADMIN] }\nids:\n',
      'couture.yaml:31:41 authorisation.introspection[1]: expected one of ANONYMOUS, SHOPPER, STAFF, PARTNER; found "ADMIN"',
    ],
    [
      'an explorer that is neither there nor not',
      'ids:\n',
      'server: { explorer: maybe }\nids:\n',
      'couture.yaml:31:21 server.explorer: expected true or false (whether the explorer is served at `/`); found "maybe"',
    ],
    [
      'a value of the wrong type',
      'username: COUTURE',
      'username: COUTURE\n    timeoutMs: soon',
      'couture.yaml:12:16 systems.erp.timeoutMs: expected a number (longest time for one call, milliseconds); found "soon"',
    ],
    [
      'a URL that is none, without showing what may be a credential',
      'url: https://erp.example',
      'url: me:secret@erp.example',
      'couture.yaml:10:10 systems.erp.url: expected base URL of the system, https://host[:port][/path]; found a text, not shown',
    ],
    [
      'a proxy that is no address',
      'ids:\n',
      'server: { trustedProxies: [10.0.0.0/8, "fd00::/8", 10.0.0.0/33, proxy.example, 10.0.0.1/8/8] }\nids:\n',
      [
        'couture.yaml:31:52 server.trustedProxies[2]: expected an address or a network like 10.0.0.0/8; found "10.0.0.0/33"',
        'couture.yaml:31:65 server.trustedProxies[3]: expected an address or a network like 10.0.0.0/8; found "proxy.example"',
        'couture.yaml:31:80 server.trustedProxies[4]: expected an address or a network like 10.0.0.0/8; found "10.0.0.1/8/8"',
      ].join('\n'),
    ],
    [
      'a budget of a kind of viewer there is not',
      'ids:\n',
      'limits: { clients: { STAF: { costBudget: 10 }, STAFF: { costBudget: 0 } } }\nids:\n',
      'couture.yaml:31:22 limits.clients.STAF: unknown key; did you mean STAFF?\n' +
        'couture.yaml:31:69 limits.clients.STAFF.costBudget: expected at least 1 (cost at once, after a pause, points); found 0',
    ],
    [
      'a variable that is not set',
      'ERP_PASSWORD',
      'ERP_PASSWRD',
      'couture.yaml:12:15: expected the environment variable ERP_PASSWRD, which is not set',
    ],
    [
      'a variable without a proper name',
      '${ERP_PASSWORD}',
      '${erp password}',
      'couture.yaml:12:15: expected ${NAME} with the name of an environment variable, or ${file:/path}; write $${ for a plain ${',
    ],
    [
      "a secret's value, which is not shown",
      'key: ${IDS_KEY}',
      'key: swordfish',
      'couture.yaml:32:8 ids.key: expected at least 32 characters (the lasting key that ids are minted under; keep it for ever); found a text, not shown',
    ],
    [
      'an adapter that does not exist',
      'adapter: erp/sap',
      'adapter: erp/sapp',
      'couture.yaml:9:14 systems.erp.adapter: unknown adapter "erp/sapp"; did you mean erp/sap?',
    ],
    [
      'a system that is not declared',
      'orders: [erp, tills]',
      'orders: [erp, til]',
      'couture.yaml:23:17 answers.orders[1]: unknown system "til"; expected one of crm, erp, tills',
    ],
    [
      'a port that the adapter does not serve',
      'prices: [erp]',
      'prices: [crm]',
      'couture.yaml:22:12 answers.prices[0]: expected a system that serves prices; found crm: crm/salesforce serves profiles, loyalty',
    ],
    [
      'an unknown port',
      'prices: [erp]',
      'price: [erp]',
      'couture.yaml:22:3 answers.price: unknown key; did you mean prices?',
    ],
    [
      'a place outside the world',
      'latitude: 48.87',
      'latitude: 148.87',
      'couture.yaml:28:22 stores[0].geo.latitude: expected at most 90 (degrees north, WGS 84); found 148.87',
    ],
    [
      'a time zone nobody knows',
      'timeZone: Europe/Paris\n  defaultLocale',
      'timeZone: Europe/Pariss\n  defaultLocale',
      'couture.yaml:4:13 retailer.timeZone: expected an IANA time zone like Europe/Paris; found "Europe/Pariss"',
    ],
    [
      'opening hours in another form',
      '10:00-19:30',
      '10h-19h30',
      'couture.yaml:30:23 stores[0].hours.monday[0]: expected opening hours like 10:00-19:30; found "10h-19h30"',
    ],
    [
      "a store's record in an unknown system",
      "records: { erp: '1010', tills: '0101' }",
      "records: { erp: '1010', till: '0101' }",
      'couture.yaml:27:35 stores[0].records.till: unknown system "till"; did you mean tills?',
    ],
    [
      'a default locale that is not among the locales',
      'defaultLocale: fr-FR',
      'defaultLocale: de-DE',
      'couture.yaml:5:18 retailer.defaultLocale: expected one of retailer.locales (fr-FR, en-US); found "de-DE"',
    ],
    [
      "a system named like the ledger's own keys",
      'systems:\n',
      'systems:\n  card: { adapter: pos/poslog, folder: x }\n',
      'couture.yaml:8:3 systems.card: expected a name other than card and gs1; found the key "card"',
    ],
    [
      'a system whose name has another form',
      'systems:\n',
      'systems:\n  Tills: { adapter: pos/poslog, folder: x }\n',
      'couture.yaml:8:3 systems.Tills: expected a name in lower case: letters, digits, hyphens; found the key "Tills"',
    ],
    [
      'a level that is no level',
      'ids:\n',
      'log: { level: verbos }\nids:\n',
      'couture.yaml:31:15 log.level: expected one of trace, debug, info, warn, error, silent (the quietest event that is still written); found "verbos"',
    ],
  ]

  it.each(wrong)('is answered for %s', (_title, from, to, message) => {
    expect(good).toContain(from)
    expect(complaint(() => load(good.replace(from, to)))).toBe(message)
  })

  it('is answered for text that is not YAML', () => {
    expect(complaint(() => load('retailer: [\n'))).toMatch(/^couture\.yaml:2:1: expected YAML: Flow sequence/)
  })

  it('is answered for a key that stands twice', () => {
    expect(complaint(() => load(`${good}ids: {}\n`))).toBe(
      'couture.yaml:35:1: expected YAML: Map keys must be unique',
    )
  })

  it('is answered for an empty file, with every missing section', () => {
    expect(complaint(() => load('')).split('\n')).toEqual(
      ['retailer', 'systems', 'answers', 'ids', 'ledger'].map(
        (section) => `couture.yaml:1:1 ${section}: expected a map of keys; found nothing`,
      ),
    )
  })

  it('is answered when there is no file', () => {
    expect(complaint(() => loadConfig({ file: '/nowhere/c.yaml', env: {}, adapters }))).toBe(
      '/nowhere/c.yaml: expected a configuration file; found there is none',
    )
  })

  it('lists everything that is wrong, in the order of the file', () => {
    const text = good
      .replace('currency: EUR', 'currency: euro')
      .replace('adapter: pos/poslog', 'adapter: pos/x')
    const lines = complaint(() => load(text.replace('https://erp.example', 'nope'))).split('\n')
    expect(lines.map((line) => line.split(' ')[0])).toEqual(['couture.yaml:3:13', 'couture.yaml:10:10'])
  })

  it('never prints what came from the environment', () => {
    const text = good.replace('url: https://erp.example', 'url: ${ERP_PASSWORD}')
    const message = complaint(() => load(text))
    expect(message).toContain('found the value of ${ERP_PASSWORD}, not shown')
    expect(message).not.toContain('hunter2')
  })
})
