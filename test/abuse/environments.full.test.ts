import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ANONYMOUS } from '../../subgraphs/shared/access/viewer.ts'
import { start } from '../gateway/harness.ts'
import {
  expectNobodyOutside,
  expectProbed,
  probe,
  runScript,
  script,
  startSmall,
  TEMPTING,
} from './environment.ts'

describe('whatever NODE_ENV says', () => {
  it('the edge answers alike, and shows nothing of its inside', async () => {
    const environments = [{ NODE_ENV: 'production' }, { NODE_ENV: 'development' }, { NODE_ENV: 'test' }, {}]
    const all = await Promise.all(
      environments.map(async (env) => probe((await startSmall({ ...TEMPTING, ...env })).url)),
    )
    const [first = {}, ...others] = all
    expectProbed(first)
    for (const other of others) expect(other).toEqual(first)
  })
})

describe('in production', () => {
  it('the edge answers as in a test, and tells nobody outside this machine anything', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'couture-sockets-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const file = join(folder, 'sockets.jsonl')
    const production = await startSmall({ ...TEMPTING, NODE_ENV: 'production' }, [
      '--import',
      script('watch-sockets.ts'),
      script('small-process.ts'),
      `--watch=${file}`,
    ])
    const timeouts = { headersMs: 1_000, requestMs: 2_000 }
    const { gateway } = await start({ timeouts, identify: async () => ANONYMOUS })
    const [there, here] = await Promise.all([probe(production.url), probe(gateway.url)])
    expectProbed(here)
    expect(there).toEqual(here)
    await production.stop()
    expectNobodyOutside(file)
  }, 60_000)
})

describe('without being configured to', () => {
  it('the whole graph tells nobody outside this machine anything, whatever the environment offers', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'couture-sockets-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const file = join(folder, 'sockets.jsonl')
    const args = ['--import', script('watch-sockets.ts'), script('telling-process.ts'), `--watch=${file}`]
    const child = runScript(args, { ...TEMPTING, NODE_ENV: 'production' })
    let errors = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      errors += chunk.toString()
    })
    const [code] = await once(child, 'exit')
    expect(code, errors).toBe(0)
    expectNobodyOutside(file)
  })
})
