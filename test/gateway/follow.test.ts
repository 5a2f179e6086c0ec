import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { Config } from '../../gateway/config/config.ts'
import { loadConfig } from '../../gateway/config/load.ts'
import { followed } from '../../gateway/follow.ts'
import { openLog } from '../../gateway/open-log.ts'
import type { Outside } from '../../gateway/outside.ts'
import { thisBuild } from '../../gateway/this-build.ts'
import { keepLines } from './harness.ts'

it('shows no secret of a configuration that is new, not even while that is put into service', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'couture-follow-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'couture.yaml')
  const write = (password: string) => writeFileSync(file, `# ${password}\n`)
  write('before')
  let password = 'Violet-Kettle-One'
  const config: Config = loadConfig({
    file: 'couture.sandbox.yaml',
    env: {},
    adapters: thisBuild.adapters,
  })
  const load = (): Config => ({ ...config, secrets: [password] })
  const { stream, text, lines } = keepLines()
  const outside: Outside = {
    env: {},
    io: { out: () => {}, tell: () => {} },
    clock: () => new Date(0),
    stopAsked: new Promise<void>(() => {}),
    logTo: stream,
  }
  const { log, secrets } = openLog(load(), outside)
  const follow = { files: [file], load, pace: { lookMs: 5, settleMs: 1 } }
  const stop = followed(load(), { follow, log, secrets, outside }).start(async () => {
    log.info('erp.unwell', { reason: 'refused Violet-Kettle-One, refused Amber-Ladder-Two' })
  })
  onTestFinished(stop)
  password = 'Amber-Ladder-Two'
  write('after')
  await expect.poll(() => lines.length).toBe(2)
  expect(lines).toMatchObject([
    { event: 'erp.unwell', reason: 'refused [secret], refused [secret]' },
    { event: 'reload.done' },
  ])
  expect(text()).not.toMatch(/Kettle|Ladder/)
})
