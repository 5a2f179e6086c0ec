// A process that does nothing but check carts out, several at a time, and tells of each that it was told of: `writing-process.ts PLACE NAME FROM TO [FIRST]`. It begins when its input ends,
// so that several begin together; before that it does the checkout FIRST, where one is named.
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { LedgerError } from '../../../ledger/error.ts'
import { checkout } from '../../contracts/checkouts.ts'
import { openAt } from './open-at.ts'

const [place = '', name = '', from = '0', to = '0', first = ''] = process.argv.slice(2)
const LANES = 4
const ledger = await openAt(place)
process.stdout.write('"open"\n')
const begun = once(process.stdin.resume(), 'end')

/** The same key again until it is known to be done, as a client would. */
async function untilDone(n: number) {
  for (;;) {
    try {
      return await checkout(ledger.writes, n, name)
    } catch (error) {
      if (!(error instanceof LedgerError) || !['UNAVAILABLE', 'BUSY'].includes(error.code)) throw error
      await pause(50)
    }
  }
}

async function tell(n: number) {
  process.stdout.write(`${JSON.stringify(await untilDone(n))}\n`)
}

async function lane(start: number) {
  for (let n = start; n < Number(to); n += LANES) if (String(n) !== first) await tell(n)
}

if (first !== '') await tell(Number(first))
await begun
await Promise.all(Array.from({ length: LANES }, (_, i) => lane(Number(from) + i)))
await ledger.close()
