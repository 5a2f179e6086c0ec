import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ExampleOperation } from '../../gateway/http/explorer-pages.ts'
import type { Actor } from '../../gateway/parts.ts'
import { type Gateway, type GatewayOptions, startGateway } from '../../gateway/server.ts'
import { smallGraphOptions } from '../gateway/harness.ts'

const executablePath = process.env['COUTURE_CHROMIUM'] ?? '/usr/bin/chromium'
const isRequired = process.env['COUTURE_REQUIRE_SERVICES'] === '1'
const isMissing = !existsSync(executablePath)
if (isMissing && !isRequired) {
  process.stdout.write(
    `skipped: the explorer's test needs a Chromium at ${executablePath} (COUTURE_CHROMIUM)\n`,
  )
}

const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const operations: readonly ExampleOperation[] = [
  {
    name: 'ada',
    query:
      'query Ada($id: ID!) {\n  person(id: $id) {\n    name\n    orders {\n      number\n    }\n  }\n}\n',
    variables: { id: '1' },
  },
  { name: 'who-am-i', query: 'query WhoAmI {\n  me\n}\n', variables: {} },
  {
    name: 'rename',
    query:
      'mutation Rename($id: ID!, $name: String!) {\n  rename(id: $id, name: $name) {\n    name\n  }\n}\n',
    variables: { id: '1', name: 'Ada King' },
  },
]

/** The small graph says who asks: the subject of the token. */
const people: readonly Actor[] = [
  { name: 'Ada at the till', token: 'a.da.1' },
  { name: 'Bob on the phone', token: 'b.ob.1' },
  { name: 'nobody', token: null },
]

describe.skipIf(isMissing && !isRequired)('the explorer in a real browser', () => {
  let folder: string
  let gateway: Gateway
  let browser: Browser
  let page: Page
  const requests: string[] = []
  const complaints: string[] = []

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'couture-explorer-'))
    const configFile = fileURLToPath(new URL('../../explorer/vite.config.ts', import.meta.url))
    await build({ configFile, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } })
    const createContext: GatewayOptions['createContext'] = async ({ headers }) => ({
      viewer: String(headers['authorization'] ?? 'nobody').replace('Bearer ', ''),
      asked: [],
    })
    // The browser and its page share the machine with the gateway: time enough for everybody.
    const options = await smallGraphOptions({
      explorer: { folder, operations, people: () => people },
      createContext,
    })
    gateway = await startGateway({ ...options, limits: { ...options.limits, requestBudgetMs: 15_000 } })
    browser = await chromium.launch({ executablePath, args })
    page = await browser.newPage()
    page.on('request', (request) => requests.push(request.url()))
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    await page.goto(`${gateway.url}/`)
    await page.getByRole('tab', { name: 'WhoAmI' }).waitFor()
  })

  afterAll(async () => {
    await browser?.close()
    await gateway?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  it('opens a tab for each example operation, the first with its variables', async () => {
    const titles = await page.getByRole('tab').allInnerTexts()
    expect(titles.map((title) => title.trim())).toEqual(['Ada', 'WhoAmI', 'Rename'])
    await expect
      .poll(() => page.locator('.graphiql-query-editor .view-lines').textContent())
      .toContain('query')
    await expect
      .poll(() => page.locator('.graphiql-editor-tool .view-lines').first().textContent())
      .toContain('"id"')
  })

  it('runs the operation and shows its data', async () => {
    await page.getByRole('button', { name: /execute query/i }).click()
    const answer = page.locator('.graphiql-response')
    await expect.poll(() => answer.textContent(), { timeout: 20_000 }).toContain('W-2')
    expect(await answer.textContent()).toContain('"Ada"')
  })

  it('runs another tab', async () => {
    await page.getByRole('tab', { name: 'WhoAmI' }).click()
    // GraphiQL reads a tab's operations a moment after it has shown them; nobody clicks sooner.
    await expect
      .poll(() => page.locator('.graphiql-query-editor .view-lines').textContent())
      .toContain('WhoAmI')
    await page.waitForTimeout(1_000)
    await page.getByRole('button', { name: /execute query/i }).click()
    await expect
      .poll(() => page.locator('.graphiql-response').textContent(), { timeout: 20_000 })
      .toContain('"a.da.1"')
  })

  it('asks as whom the visitor chooses, and as nobody', async () => {
    const choose = page.getByLabel('Act as')
    expect(await choose.locator('option').allInnerTexts()).toEqual(people.map(({ name }) => name))
    for (const [name, told] of [
      ['Bob on the phone', '"b.ob.1"'],
      ['nobody', '"nobody"'],
      ['Bob on the phone', '"b.ob.1"'],
    ] as const) {
      await choose.selectOption(name)
      await page.getByRole('button', { name: /execute query/i }).click()
      await expect
        .poll(() => page.locator('.graphiql-response').textContent(), { timeout: 20_000 })
        .toContain(told)
    }
  })

  it('makes a change, with the variables of its tab', async () => {
    await page.getByRole('tab', { name: 'Rename' }).click()
    await expect
      .poll(() => page.locator('.graphiql-query-editor .view-lines').textContent())
      .toContain('mutation')
    await page.waitForTimeout(1_000)
    await page.getByRole('button', { name: /execute query/i }).click()
    await expect
      .poll(() => page.locator('.graphiql-response').textContent(), { timeout: 20_000 })
      .toContain('"rename"')
    expect(await page.locator('.graphiql-response').textContent()).not.toContain('"errors"')
  })

  it('keeps the tabs when the page is loaded again', async () => {
    await page.waitForTimeout(1_000)
    await page.reload()
    await page.getByRole('tab', { name: 'WhoAmI' }).waitFor()
    expect(await page.getByRole('tab').count()).toBe(3)
    expect(await page.getByLabel('Act as').inputValue()).toBe('Bob on the phone')
  })

  it('knows the schema, and marks a field that is not in it', async () => {
    await page.locator('.graphiql-query-editor .view-lines').click()
    await page.keyboard.press('Control+A')
    await page.keyboard.type('{ nonsense ')
    await expect.poll(() => page.locator('.squiggly-error').count(), { timeout: 20_000 }).toBeGreaterThan(0)
  })

  it('offers nobody to act as where there are no people', async () => {
    const options = await smallGraphOptions({ explorer: { folder, operations } })
    const other = await startGateway(options)
    const otherPage = await browser.newPage()
    try {
      await otherPage.goto(`${other.url}/`)
      await otherPage.getByRole('tab', { name: 'WhoAmI' }).waitFor()
      expect(await otherPage.getByLabel('Act as').count()).toBe(0)
      expect((await fetch(`${other.url}/people.json`)).status).toBe(404)
    } finally {
      await otherPage.close()
      await other.stop()
    }
  })

  it('asked nobody but the gateway, and its policy was not offended', () => {
    const elsewhere = requests.filter(
      (url) => !url.startsWith(`${gateway.url}/`) && !url.startsWith('data:') && !url.startsWith('blob:'),
    )
    expect(elsewhere).toEqual([])
    expect(requests.length).toBeGreaterThan(5)
    expect(complaints).toEqual([])
  })
})
