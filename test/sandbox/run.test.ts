import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningSandbox, runSandbox } from '../../sandbox/run.ts'
import { createWorld } from '../../sandbox/world/world.ts'
import { freePort } from './free-port.ts'

const world = createWorld({ size: 20, now: new Date('2026-06-15T10:00:00Z') })

describe('the sandbox', () => {
  let folder: string
  let sandbox: RunningSandbox
  let ports: Readonly<Record<'erp' | 'crm' | 'pim' | 'psp' | 'issuer', number>>

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sandbox-'))
    ports = {
      erp: await freePort(),
      crm: await freePort(),
      pim: await freePort(),
      psp: await freePort(),
      issuer: await freePort(),
    }
    sandbox = await runSandbox({ world, folder, ports })
  })
  afterAll(async () => {
    await sandbox.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('runs an ERP, a CRM, a PIM, a payment provider and the issuer under the names the configuration gives them, and the tills as files', () => {
    expect(sandbox.systems.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      'erp ERP',
      'crm CRM',
      'pim PIM',
      'psp PAYMENT',
      'issuer ISSUER',
      'tills POS',
    ])
    const [erp] = sandbox.systems
    const tills = sandbox.systems.at(-1)
    expect(erp?.url).toBe(`http://127.0.0.1:${ports.erp}`)
    expect(tills).toMatchObject({ adminUrl: null })
  })

  it('drops the tills’ files where the tills’ URL says', async () => {
    const url = sandbox.systems.at(-1)?.url ?? ''
    expect((await readdir(join(fileURLToPath(url), '0101'))).length).toBeGreaterThan(0)
  })

  it.each([
    ['erp', '/sap/opu/odata/sap/API_BUSINESS_PARTNER/A_BusinessPartner'],
    ['crm', '/services/data/v60.0/query?q=SELECT+Id+FROM+Contact'],
    ['pim', '/api/rest/v1/channels'],
    ['psp', '/v1/payments'],
  ] as const)('refuses a stranger at the %s, and counts the call', async (name, path) => {
    const served = sandbox.served[name]
    const answer = await fetch(served.url + path, { headers: { accept: 'application/json' } })
    expect(answer.status).toBe(401)
    const calls = await (await fetch(new URL('calls', served.adminUrl))).json()
    expect(calls).toEqual([{ method: 'GET', path: path.split('?')[0], status: 401 }])
  })

  it('refuses in each vendor’s manner when told to', async () => {
    const statuses: Record<string, number> = {}
    for (const served of Object.values(sandbox.served)) {
      await served.misbehave({ refuse: 'throttled' })
      statuses[served.name] = (await fetch(served.url)).status
      await served.misbehave({})
    }
    expect(statuses).toEqual({ erp: 429, crm: 403, pim: 429, psp: 429 })
  })

  it('leaves no port open when one of them is taken', async () => {
    const free = { erp: await freePort(), crm: await freePort(), psp: await freePort() }
    const other = { ...free, pim: ports.pim, issuer: await freePort() }
    await expect(runSandbox({ world, folder, ports: other })).rejects.toMatchObject({ code: 'EADDRINUSE' })
    await expect(fetch(`http://127.0.0.1:${other.erp}/`)).rejects.toThrow()
  })
})
