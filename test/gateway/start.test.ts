import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { secretsInFiles } from '../../bench/secrets-in-files.ts'
import { loadConfig } from '../../gateway/config/load.ts'
import { startGatewayProcess } from '../../gateway/gateway-process.ts'
import { createActions } from '../../gateway/main.ts'
import type { Parts } from '../../gateway/parts.ts'
import { startSubgraph } from '../../gateway/subgraph-process.ts'
import { thisBuild } from '../../gateway/this-build.ts'
import { startUp } from '../../gateway/up.ts'
import { keepLines } from './harness.ts'

const committed = readFileSync(new URL('../../couture.sandbox.yaml', import.meta.url), 'utf8')
const withoutSandbox = committed
  .replace(/^sandbox:\n(?: .*\n)+/m, '')
  .replace('sandbox-only-secret', 'start-own-secret')
const withoutIssuers = withoutSandbox.replace(/^issuers:\n(?:( .*)?\n)+/m, '')
const read = (text: string) => loadConfig({ file: 'c.yaml', text, env: {}, adapters: thisBuild.adapters })

/** The sandbox's configuration as a retailer's, with more sections. */
const outOfSandbox = (more: string) => ({
  ...read(`${committed}\n${more}\n`),
  sandbox: undefined,
  issuers: {},
})

/** What the process lends, and what was told. */
function outside() {
  let told = ''
  const kept = keepLines()
  const io = {
    out: () => {},
    tell: (text: string) => {
      told += text
    },
  }
  const lent = {
    env: {},
    io,
    clock: () => new Date(),
    stopAsked: new Promise<void>(() => {}),
    logTo: kept.stream,
  }
  return { lent, lines: kept.lines, told: () => told }
}

/** This build, which notes each ledger it is asked to open. */
function noticingLedgers(): { readonly parts: Parts; readonly opened: readonly string[] } {
  const opened: string[] = []
  const openLedger: Parts['openLedger'] = (options) => {
    opened.push('ledger')
    return thisBuild.openLedger(options)
  }
  return { parts: { ...thisBuild, openLedger }, opened }
}

describe('starting over a configuration that trusts the sandbox', () => {
  it('is refused without a sandbox section, before anything is opened', async () => {
    const { parts, opened } = noticingLedgers()
    const config = { ...read(committed), sandbox: undefined }
    const message = "issuers.accounts is the sandbox's, whose tokens everybody can make"
    await expect(startUp(config, { parts, outside: outside().lent })).rejects.toThrow(message)
    await expect(startGatewayProcess(config, { parts, outside: outside().lent })).rejects.toThrow(message)
    expect(opened).toEqual([])
  })

  it('is refused where others could reach it, before the sandbox is started', async () => {
    const started: string[] = []
    const start: Parts['sandbox']['start'] = async () => {
      started.push('sandbox')
      throw new Error('started')
    }
    const parts: Parts = { ...thisBuild, sandbox: { ...thisBuild.sandbox, start } }
    const config = read(`${committed}\nserver: { host: 0.0.0.0 }\n`)
    await expect(startUp(config, { parts, outside: outside().lent })).rejects.toThrow(
      'expected a loopback host',
    )
    expect(started).toEqual([])
  })
})

describe('everything in one process', () => {
  it('starts no sandbox that its configuration does not have, nor does it begin to trust one', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'couture-start-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const file = join(folder, 'c.yaml')
    const put = (text: string) => {
      const keep = (name: string, secret: string) => {
        writeFileSync(join(folder, name), secret)
        return join(folder, name)
      }
      const own = text.replaceAll('var/sandbox', folder)
      writeFileSync(file, secretsInFiles(`${own}\nserver: { port: 0 }\n`, keep))
    }
    put(withoutIssuers)
    const load = () => loadConfig({ file, env: {}, adapters: thisBuild.adapters })
    const started: string[] = []
    const start: Parts['sandbox']['start'] = async () => {
      started.push('sandbox')
      throw new Error('started')
    }
    const parts: Parts = { ...thisBuild, sandbox: { ...thisBuild.sandbox, start } }
    const { lent, lines } = outside()
    const follow = { files: [file], load, pace: { lookMs: 20, settleMs: 5 } }
    const up = await startUp(load(), { parts, outside: lent, follow })
    onTestFinished(() => up.stop())
    expect(started).toEqual([])
    put(withoutSandbox)
    await vi.waitFor(
      () =>
        expect(lines.find(({ event }) => event === 'reload.refused')?.['reason']).toContain(
          'issuers.accounts',
        ),
      10_000,
    )
  })
})

describe('a subgraph’s process', () => {
  it('does not listen beyond this machine in the clear, and opens nothing for it', async () => {
    const { parts, opened } = noticingLedgers()
    const config = outOfSandbox('server: { host: 0.0.0.0 }')
    await expect(startSubgraph(config, { name: 'orders', parts, outside: outside().lent })).rejects.toThrow(
      'expected a loopback host',
    )
    expect(opened).toEqual([])
  })
})

describe('a gateway’s process', () => {
  it.each([
    ['orders: http://orders.test:4105/graphql', 'subgraph orders: expected https:// beyond this machine'],
    [
      'order: http://127.0.0.1:4105/graphql',
      'subgraphs.order: the supergraph has no such subgraph; did you mean orders?',
    ],
  ])('asks no subgraph at %s', async (urls, message) => {
    const config = outOfSandbox(`server: { port: 0 }\nsubgraphs: { ${urls} }`)
    await expect(startGatewayProcess(config, { parts: thisBuild, outside: outside().lent })).rejects.toThrow(
      message,
    )
  })

  it('serves nobody but the anonymous without issuers, and says so; nor does it begin to trust the sandbox', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'couture-start-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const file = join(folder, 'c.yaml')
    const port = '\nserver: { port: 0 }\n'
    const put = (text: string) => {
      const keep = (name: string, secret: string) => {
        writeFileSync(join(folder, name), secret)
        return join(folder, name)
      }
      writeFileSync(file, secretsInFiles(text + port, keep))
    }
    put(withoutIssuers)
    const load = () => loadConfig({ file, env: {}, adapters: thisBuild.adapters })
    const { lent, lines, told } = outside()
    const follow = { files: [file], load, pace: { lookMs: 20, settleMs: 5 } }
    const gateway = await startGatewayProcess(load(), { parts: thisBuild, outside: lent, follow })
    onTestFinished(() => gateway.stop())
    expect(told()).toContain('No issuers are configured: everybody is anonymous')
    expect((await fetch(`${gateway.url}/people.json`)).status).toBe(404)
    const ask = (headers: Record<string, string>) =>
      fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: '{"query":"{ __typename }"}',
      })
    expect((await ask({})).status).toBe(200)
    const token = thisBuild.sandbox.token(read(committed), { role: 'steward' }, { now: new Date() })
    expect((await ask({ authorization: `Bearer ${token}` })).status).toBe(401)
    put(withoutSandbox)
    await vi.waitFor(
      () =>
        expect(lines.find(({ event }) => event === 'reload.refused')?.['reason']).toContain(
          'issuers.accounts',
        ),
      10_000,
    )
  })

  it('shows the sandbox’s people over the sandbox alone, and says nothing of issuers that there are', async () => {
    const { lent, told } = outside()
    const config = read(`${committed.replace('size: 2000', 'size: 20')}\nserver: { port: 0 }\n`)
    const gateway = await startGatewayProcess(config, { parts: thisBuild, outside: lent })
    onTestFinished(() => gateway.stop())
    expect((await fetch(`${gateway.url}/people.json`)).status).toBe(200)
    expect(told()).not.toContain('anonymous')
  })

  it('takes no --insecure: its issuers say who asks', async () => {
    const actions = createActions(thisBuild, outside().lent)
    const gateway = { config: 'couture.sandbox.yaml', supergraph: null, insecure: true, flags: {} }
    await expect(actions.gateway(gateway)).rejects.toThrow(
      'expected no --insecure: with a configuration, its issuers say who asks',
    )
  })
})
