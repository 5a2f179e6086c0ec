import { measure } from './guarded/measure.ts'
import { report } from './guarded/report.ts'
import type { Bench } from './report.ts'

/** The sandbox's own size, as `npm start` has it. */
const SIZE = 2_000

/** What authorisation, limits and the access log take of each request's CPU time. */
export const guardedBench: Bench = {
  name: 'guarded',
  async run({ print, seconds, rounds }) {
    const options = { seconds: seconds ?? 2, rounds: rounds ?? 9, size: SIZE, print }
    print(`\n${report(await measure(options))}`)
  },
}
