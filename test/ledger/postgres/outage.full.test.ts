import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { openPostgresLedger } from '../../../ledger/postgres/open.ts'
import { missingForPostgres, type Postgres, startPostgres } from '../../services/postgres.ts'
import { hasServices } from '../../services/shared.ts'
import { execute } from './place.ts'

const required = process.env['COUTURE_REQUIRE_SERVICES'] === '1'

/** With a server of its own, which is stopped and started. */
describe.skipIf(!hasServices(required, missingForPostgres()))("when the ledger's server goes away", () => {
  let folder: string
  let postgres: Postgres
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'couture-outage-'))
    postgres = await startPostgres(folder)
    await postgres.createDatabase('ledger')
  })
  afterAll(async () => {
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  })

  async function open() {
    const url = postgres.url('ledger')
    const ledger = await openPostgresLedger({
      url,
      schema: 'couture',
      idKey: 'test key',
      statementTimeoutMs: 500,
    })
    onTestFinished(() => ledger.close())
    return ledger
  }
  const away = {
    name: 'LedgerError',
    code: 'UNAVAILABLE',
    message: expect.stringContaining('it is asked again with the next request'),
  }

  it('says so while it is away, and works again when it is back, with all that was written', async () => {
    const ledger = await open()
    await ledger.marks.write('job', 'before')
    await postgres.halt()
    await expect(ledger.marks.read('job')).rejects.toMatchObject(away)
    await expect(ledger.marks.write('job', 'lost')).rejects.toMatchObject(away)
    await postgres.start()
    expect(await ledger.marks.read('job')).toBe('before')
    await ledger.marks.write('job', 'after')
    expect(await ledger.marks.read('job')).toBe('after')
  })

  it('survives that its connections are cut in the middle of a write', async () => {
    const ledger = await open()
    await ledger.marks.write('job', 'before')
    const cut =
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'couture-ledger'"
    const writes = Promise.allSettled(
      Array.from({ length: 50 }, (_, n) => ledger.marks.write(`job ${n}`, 'done')),
    )
    await execute(postgres.url('ledger'), cut)
    const outcomes = await writes
    for (const [n, { status }] of outcomes.entries()) {
      // What was reported as written is there; what was reported as failed may be told again.
      if (status === 'fulfilled') expect(await ledger.marks.read(`job ${n}`)).toBe('done')
    }
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject(away)
    }
    await ledger.marks.write('job', 'after')
    expect(await ledger.marks.read('job')).toBe('after')
  })

  it('does not wait for ever for a server that says nothing any more', async () => {
    const ledger = await open()
    await ledger.marks.write('job', 'before')
    const ours = "select pid from pg_stat_activity where application_name = 'couture-ledger'"
    const pids = (await execute(postgres.url('ledger'), ours)).map(({ pid }) => Number(pid))
    expect(pids.length).toBeGreaterThan(0)
    for (const pid of pids) process.kill(pid, 'SIGSTOP')
    try {
      await expect(ledger.marks.read('job')).rejects.toMatchObject(away)
    } finally {
      for (const pid of pids) process.kill(pid, 'SIGCONT')
    }
    expect(await ledger.marks.read('job')).toBe('before')
  })
})
