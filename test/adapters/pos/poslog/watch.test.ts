import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { watchFolder } from '../../../../adapters/pos/poslog/watch.ts'
import { mugForCash, openTills, posLog6, transaction6 } from './tills.ts'

const oneSale = (sequence: number) => posLog6(transaction6(sequence, mugForCash))
const aDay = 86_400

it('reads a file when it arrives, long before the clock would have it looked for', async () => {
  const tills = openTills({ 'a.xml': oneSale(1) }, { pollSeconds: aDay })
  mkdirSync(join(tills.folder, '0101'))
  const stop = new AbortController()
  const running = tills.job.run(stop.signal)
  const count = () => tills.ledger.receipts.count('tills')
  await vi.waitFor(async () => expect(await count()).toBe(1), 10_000)
  // Once per place: the folder, one that was there below it, and one that is made meanwhile.
  for (const [index, path] of ['b.xml', '0101/c.xml', '0102/d.xml'].entries()) {
    await vi.waitFor(async () => {
      tills.write(path, oneSale(index + 2))
      expect(await count()).toBe(index + 2)
    }, 10_000)
  }
  stop.abort()
  await running
})

it('waits no longer than it is told, and not at all once it is stopped', async () => {
  const tills = openTills()
  const blind: string[] = []
  const watch = watchFolder({ folder: tills.folder, onBlind: (code) => blind.push(code) })
  await watch.nextLook(10, new AbortController().signal)
  await watch.nextLook(aDay * 1_000, AbortSignal.abort())
  watch.close()
  expect(blind).toEqual([])
})

it('goes on by the clock when the folder cannot be watched because it is not there', async () => {
  const tills = openTills()
  const blind: string[] = []
  const folder = join(tills.folder, 'not-there')
  const watch = watchFolder({ folder, onBlind: (code) => blind.push(code) })
  await watch.nextLook(10, new AbortController().signal)
  watch.close()
  expect(blind).toEqual([])
})
