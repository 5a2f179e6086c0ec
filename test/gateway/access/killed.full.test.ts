import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openSqliteLedger } from '../../../ledger/sqlite/open.ts'
import { sqlitePlace } from '../../ledger/sqlite/place.ts'
import { freePort } from '../../sandbox/free-port.ts'

const ROUNDS = 3
const AT_ONCE = 16

it('has every access whose answer has left, however soon after it the process is killed', async () => {
  const { file, destroy } = await sqlitePlace()
  onTestFinished(destroy)
  const answered: string[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const program = join(import.meta.dirname, 'answering-process.ts')
    const child = fork(program, [file, `${await freePort()}`], { execArgv: ['--import', 'tsx'] })
    const ended = once(child, 'exit')
    const [url] = (await once(child, 'message')) as [string]
    const first = askAll(url, answered)
    // As soon as somebody has an answer; the others are somewhere on the way.
    await Promise.race(first)
    child.kill('SIGKILL')
    await Promise.allSettled(first)
    await ended
  }
  const ledger = await openSqliteLedger({ file, idKey: 'test key' })
  onTestFinished(() => ledger.close())
  const rows = await ledger.access.read({}, { after: 0, first: 10_000 })
  const written = new Set(rows.map(({ from }) => from.operation))
  expect(answered.length).toBeGreaterThanOrEqual(ROUNDS)
  expect(answered.filter((operation) => !written.has(operation))).toEqual([])
  expect(await ledger.access.verify()).toMatchObject({ whole: true })
}, 300_000)

let asked = 0

/** Asks many things at once; each that is answered is put on the list by the name of its operation. */
function askAll(url: string, answered: string[]): readonly Promise<void>[] {
  return Array.from({ length: AT_ONCE }, async () => {
    asked += 1
    const name = `Asked${asked}`
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: `query ${name} { shopper(id: "1") { email } }` }),
    })
    expect(await response.json()).toEqual({ data: { shopper: { email: '1@example.org' } } })
    answered.push(name)
  })
}
