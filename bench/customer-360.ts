import { measure } from './customer-360/measure.ts'
import { report } from './customer-360/report.ts'
import type { Bench } from './report.ts'

/** The sandbox's own size, as `npm start` has it. */
const SIZE = 2_000

/** The example operation `customer-360` through Couture, in one process and over HTTP, beside Apollo's gateway over the same subgraphs. */
export const customer360Bench: Bench = {
  name: 'customer-360',
  async run({ print, seconds, rounds }) {
    const options = { seconds: seconds ?? 2, rounds: rounds ?? 5, size: SIZE, connections: [1, 16], print }
    print(`\n${report(await measure(options))}`)
  },
}
