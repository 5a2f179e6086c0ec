import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { Instant } from '../../../adapters/time.ts'
import { runCli } from '../../../gateway/commands/program.ts'
import { createActions } from '../../../gateway/main.ts'
import type { Parts } from '../../../gateway/parts.ts'
import { thisBuild } from '../../../gateway/this-build.ts'
import { sqlitePlace } from '../../ledger/sqlite/place.ts'
import { adapters, env, good } from '../config/sample.ts'

const idKey = '0123456789abcdef0123456789abcdef'

/** A ledger's place and a configuration that names it. */
async function configured() {
  const place = await sqlitePlace()
  onTestFinished(place.destroy)
  const config = join(place.file, '..', 'couture.yaml')
  await writeFile(config, good.replace('var/ledger.db', place.file))
  // Of the adapters the configuration's shape alone is looked at.
  const parts = { ...thisBuild, adapters } as unknown as Parts
  const audit = async (...words: string[]) => {
    let said = ''
    const say = (text: string) => {
      said += text
    }
    const io = { out: say, tell: say }
    const outside = { env, io, clock: () => new Date(), stopAsked: new Promise<void>(() => {}) }
    const options = { actions: createActions(parts, outside), io, version: '0', defaultConfig: config }
    const code = await runCli(['audit', 'access', ...words], options)
    return { code, said }
  }
  return { place, audit }
}

it('reads and checks the configured ledger while another process writes to it', async () => {
  const { place, audit } = await configured()
  const running = await place.open({ idKey })
  onTestFinished(() => running.close())
  expect(await audit()).toEqual({ code: 0, said: 'no such access is in the log\n' })
  const { hash } = await running.access.append([
    {
      at: '2026-05-10T10:00:00.000Z' as Instant,
      viewer: { kind: 'STAFF', subject: 'staff/42', store: null },
      customerId: null,
      orderIds: ['ord_1a'],
      what: ['Order'],
      why: { scopes: ['order:read'], reached: ['order'], reason: null },
      from: { client: null, clientVersion: null, address: null, requestId: 'r', operation: null },
    },
  ])
  expect(await audit('--verify')).toEqual({
    code: 0,
    said: `the access log is whole: 1 rows, head 1:${hash}\n`,
  })
  expect((await audit('--order', 'ord_1a')).said).toContain('staff/42')
  await place.tamper("update access_entry set subject = 'staff/43'")
  expect(await audit('--verify')).toEqual({
    code: 1,
    said: 'the access log is broken at row 1: it is not what was written\n',
  })
  expect(await audit()).toMatchObject({ code: 1, said: expect.stringContaining('row 1 of the access log') })
}, 60_000)

it('makes no ledger where there is none', async () => {
  const { place, audit } = await configured()
  expect(await audit()).toEqual({
    code: 1,
    said: `couture: expected a ledger at ${place.file}; found none\n`,
  })
})
