import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli } from '../../../gateway/commands/program.ts'
import { loadConfig } from '../../../gateway/config/load.ts'
import { createActions } from '../../../gateway/main.ts'
import type { Outside } from '../../../gateway/outside.ts'
import { thisBuild } from '../../../gateway/this-build.ts'
import { startUp } from '../../../gateway/up.ts'
import { operation } from '../../graph/whole.ts'
import { freePort } from '../../sandbox/free-port.ts'
import { keepLines } from '../harness.ts'

/** Each found nowhere else, none in a form that gives it away. */
const SECRETS = {
  ERP_PASSWORD: 'Violet-Kettle-One',
  CRM_SECRET: 'Amber_Ladder_Two',
  PIM_SECRET: 'Crimson.Basket/Three',
  PIM_PASSWORD: 'Olive"Window\\Four',
  TILLS_PASSWORD: 'Indigo~Carpet~Five',
  IDS_KEY: 'Scarlet-Lantern-Six-Scarlet-Lantern-Six',
  TRACES_TOKEN: 'Teal-Compass-Seven',
  TRACES_PASSWORD: 'Coral-Anchor-Eight',
  PSP_KEY: 'Silver_Harbour|Nine',
} as const

/** A system that says back all it is told, in its error, its headers and its reason; and where nothing listens. */
let echo: Server
let folder: string
let outputs: { readonly [what: string]: string }

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'couture-planted-'))
  const port = await freePort()
  echo = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => (body += chunk))
    request.on('end', () => {
      const told = JSON.stringify({ ...request.headers, url: request.url, body })
      const status = request.url?.includes('token') ? 401 : ([400, 403, 500, 200][body.length % 4] ?? 400)
      response.writeHead(status, { 'content-type': 'application/json', 'x-echo': encodeURIComponent(told) })
      response.end(
        JSON.stringify({
          error: 'invalid_client',
          error_description: told,
          message: told,
          code: told,
          errors: [{ message: told }],
        }),
      )
    })
  })
  await new Promise<void>((resolve) => echo.listen(port, '127.0.0.1', resolve))
  outputs = await everyOutput(port)
}, 120_000)
afterAll(async () => {
  echo.closeAllConnections()
  await new Promise((resolve) => echo.close(resolve))
  rmSync(folder, { recursive: true, force: true })
})

interface Places {
  readonly echoing: number
  readonly dead: number
  readonly graph: number
  readonly metrics: number
}

function yaml({ echoing, dead, graph, metrics }: Places): string {
  return `retailer: { name: Maison, currency: EUR, timeZone: Europe/Paris, defaultLocale: fr-FR, locales: [fr-FR] }
ids: { key: '\${IDS_KEY}' }
ledger: { file: ${join(folder, 'ledger.sqlite')} }
systems:
  erp:
    adapter: erp/sap
    url: http://127.0.0.1:${echoing}
    auth: { type: basic, user: COUTURE, password: '\${ERP_PASSWORD}' }
    salesOrganization: '1010'
    distributionChannel: '10'
    currency: EUR
    channels: {}
    timeZone: Europe/Paris
  crm:
    adapter: crm/salesforce
    url: http://127.0.0.1:${echoing}
    clientId: couture
    clientSecret: '\${file:${join(folder, 'crm')}}'
  pim:
    adapter: pim/akeneo
    url: http://127.0.0.1:${echoing}
    clientId: couture
    secret: '\${PIM_SECRET}'
    username: couture
    password: '\${PIM_PASSWORD}'
  tills:
    adapter: pos/sql
    url: 'postgres://reader:\${TILLS_PASSWORD}@127.0.0.1:${dead}/unicentaopos'
    dayStartsAt: '05:00'
    stores: { '0103': { location: '0', hosts: { C1: '1' } } }
  psp:
    adapter: payment/passerelle
    url: http://127.0.0.1:${echoing}
    secretKey: '\${PSP_KEY}'
answers: { payments: [psp], profiles: [crm, erp], catalog: [pim], prices: [erp], orders: [erp, tills], stock: [erp], stores: [erp] }
server: { port: ${graph} }
log: { level: debug }
metrics: { port: ${metrics} }
tracing: { url: 'http://x:\${TRACES_PASSWORD}@127.0.0.1:${dead}/v1/traces', headers: { authorization: '\${TRACES_TOKEN}' } }
`
}

/** Starts it all over systems that fail, asks, and keeps whatever anybody can read. */
async function everyOutput(echoing: number): Promise<Readonly<Record<string, string>>> {
  const places = { echoing, dead: await freePort(), graph: await freePort(), metrics: await freePort() }
  const file = join(folder, 'couture.yaml')
  writeFileSync(file, yaml(places))
  writeFileSync(join(folder, 'crm'), `${SECRETS.CRM_SECRET}\n`)
  const log = keepLines()
  const told: string[] = []
  const io = { out: (text: string) => void told.push(text), tell: (text: string) => void told.push(text) }
  const env = { ...SECRETS }
  const outside: Outside = {
    env,
    io,
    clock: () => new Date(),
    logTo: log.stream,
    stopAsked: new Promise(() => {}),
  }
  const up = await startUp(loadConfig({ file, env, adapters: thisBuild.adapters }), {
    parts: thisBuild,
    outside,
  })
  const answers: string[] = []
  const id = 'cus_aaaaaaaaaaaaaaaaaaaaaaaaaa'
  for (const [name, variables] of [
    ['customer-360', { id, near: { latitude: 48, longitude: 2 } }],
    ['find-customer', { card: '2900000000001', email: 'a@example.org' }],
    ['product-page', { sku: '10000001' }],
    ['store-finder', { near: { latitude: 48, longitude: 2 }, sku: '10000001' }],
    ['health', {}],
  ] as const) {
    const response = await fetch(`${up.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: operation(name), variables }),
    })
    answers.push(`${JSON.stringify([...response.headers])}${await response.text()}`)
  }
  const read = async (url: string) => (await fetch(url)).text()
  const ready = await read(`${up.url}/ready`)
  const metrics = await read(`http://127.0.0.1:${places.metrics}/metrics`)
  await up.stop()
  const run = async (words: string) => {
    told.length = 0
    const actions = createActions(thisBuild, outside)
    const code = await runCli(words.split(' '), { actions, io, version: '0', defaultConfig: file })
    return `${code} ${told.join('')}`
  }
  const wrong = join(folder, 'wrong.yaml')
  writeFileSync(
    wrong,
    yaml(places)
      .replace('currency: EUR\n', () => `currency: '\${ERP_PASSWORD}'\n`)
      .replace("'10'", () => `"\${PIM_PASSWORD}x\${"`),
  )
  return {
    log: log.text(),
    answers: answers.join('\n'),
    ready,
    metrics,
    doctor: await run('doctor'),
    'doctor --json': await run('doctor --json'),
    help: `${await run('--help')}${await run('help up')}${await run('help doctor')}${await run('help subgraph')}`,
    'a wrong configuration': await run(`doctor --config ${wrong}`),
    'the process': [process.title, ...process.argv, ...process.execArgv].join(' '),
  }
}

/** The forms in which a text can turn up. */
function formsOf(secret: string): readonly string[] {
  const base64 = (text: string) => Buffer.from(text).toString('base64').replace(/=+$/, '')
  return [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    base64(secret),
    base64(`COUTURE:${secret}`),
  ]
}

describe('no secret', () => {
  it('is in anything that is written, answered or shown', () => {
    const found = Object.entries(outputs).flatMap(([what, text]) =>
      Object.entries(SECRETS).flatMap(([name, secret]) =>
        formsOf(secret).some((form) => text.includes(form)) ? [`${name} in ${what}`] : [],
      ),
    )
    expect(found).toEqual([])
  })

  it('is missing because nothing was said: every output says what it should', () => {
    expect(outputs['log']).toMatch(/"calls":\{"pim":1\}.*"event":"request"/)
    for (const source of ['crm', 'erp', 'pim'])
      expect(outputs['log']).toMatch(new RegExp(`"source":"${source}".*"event":"identity.fill.failed"`))
    expect(outputs['log']).toContain('"event":"tracing.away"')
    expect(outputs['answers']).toMatch(/SOURCE_UNAVAILABLE|BAD_RESPONSE/)
    expect(outputs['ready']).toContain('"ledger":true')
    expect(outputs['metrics']).toMatch(/couture_system_calls_total\{source="crm"/)
    expect(outputs['doctor']).toMatch(/^1 FAIL {2}erp/m)
    expect(outputs['doctor']).toMatch(/^FAIL {2}psp/m)
    expect(outputs['doctor --json']).toContain('"failure": "SOURCE_UNAVAILABLE')
    expect(outputs['help']).toContain('--config <file>')
    expect(outputs['a wrong configuration']).toMatch(/^2 the configuration is wrong/)
  })
})
