import { measureRefusals } from './refusals/measure.ts'
import { type Bench, range, table } from './report.ts'

/** What it costs to refuse: the goal is less than this for any one request, in CPU time. */
const GOAL_MS = 50

/** CPU time of one refusal of each kind, by the shipped configuration. */
export const refusalsBench: Bench = {
  name: 'refusals',
  async run({ print, rounds }) {
    const found = await measureRefusals({ times: 50, rounds: rounds ?? 5, print })
    const rows = found.map(({ name, answer, cpuMs }) => [name, answer, range(cpuMs)])
    const most = Math.max(...found.flatMap(({ cpuMs }) => cpuMs))
    const verdict = most < GOAL_MS ? 'met' : 'NOT met'
    print(`\n${table(['refused', 'answer', 'CPU ms per request'], rows)}\n`)
    print(
      `\nNo system was asked. The dearest took ${most.toPrecision(3)} ms; the goal, below ${GOAL_MS} ms, is ${verdict}.`,
    )
  },
}
