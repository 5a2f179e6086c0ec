import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { ANONYMOUS } from '../../subgraphs/viewer.ts'
import { start } from '../gateway/harness.ts'
import { expectNobodyOutside, expectProbed, probe, script, startSmall, TEMPTING } from './environment.ts'

it('the edge answers in production as in a test, and tells nobody outside this machine anything', async () => {
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
