import { range, ratios, table } from '../report.ts'
import type { Calls } from './calls.ts'
import type { Findings, Found, Round } from './measure.ts'

/** Everything that was found, in Markdown: the figures of each contestant, and what they are of vanilla's. */
export function report({ answer, found }: Findings): string {
  const { inProcess, overHttp, vanilla } = found
  const all = [inProcess, overHttp, vanilla]
  const settings = [...vanilla.rounds.keys()]
  return [
    `The answer has ${kilobytes(answer)} kB, the same bytes of all.`,
    ...settings.map((connections) => figuresOf(connections, all)),
    timesVanilla(settings, [overHttp, inProcess], vanilla),
    costs(all),
  ].join('\n\n')
}

function figuresOf(connections: number, all: readonly Found[]): string {
  const rows = all.map(({ name, rounds }) => {
    const list = rounds.get(connections) ?? []
    return [name, ...FIGURES.map(([, of]) => range(list.map(of)))]
  })
  const title = connections === 1 ? '1 connection' : `${connections} connections`
  return table([title, ...FIGURES.map(([head]) => head)], rows)
}

/** What is said of every round. */
const FIGURES: readonly (readonly [head: string, of: (round: Round) => number])[] = [
  ['requests per second', ({ requestsPerSecond }) => requestsPerSecond],
  ['CPU ms per request', ({ cpuMs }) => cpuMs],
  ['with subgraphs', ({ cpuMsWhole }) => cpuMsWhole],
]

function timesVanilla(settings: readonly number[], ours: readonly Found[], vanilla: Found): string {
  const rows = settings.flatMap((connections) =>
    ours.map(({ name, rounds }) => {
      const [own, others] = [rounds.get(connections) ?? [], vanilla.rounds.get(connections) ?? []]
      return [
        name,
        String(connections),
        ...FIGURES.map(([, of]) => range(ratios(own.map(of), others.map(of)))),
      ]
    }),
  )
  return table(['× vanilla', 'connections', ...FIGURES.map(([head]) => head)], rows)
}

function costs(all: readonly Found[]): string {
  const rows = all.map(({ name, calls, memory: { alone, whole } }) => [
    name,
    callsText(calls.cold),
    callsText(calls.warm),
    `${Math.round(alone.residentMb)} (${Math.round(alone.peakMb)})`,
    `${Math.round(whole.residentMb)} (${Math.round(whole.peakMb)})`,
  ])
  return table(['', 'calls, cold', 'calls, warm', 'memory, MB (peak)', 'with subgraphs'], rows)
}

function callsText(calls: Calls): string {
  const asked = Object.entries(calls).filter(([, count]) => count > 0)
  return asked.length === 0 ? 'none' : asked.map(([name, count]) => `${name} ${count}`).join(', ')
}

function kilobytes(text: string): string {
  return (Buffer.byteLength(text) / 1_000).toFixed(1)
}
