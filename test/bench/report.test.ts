import { describe, expect, it } from 'vitest'
import type { Findings, Found, Round } from '../../bench/customer-360/measure.ts'
import { report } from '../../bench/customer-360/report.ts'
import { report as guardedReport } from '../../bench/guarded/report.ts'
import { range, ratios, table } from '../../bench/report.ts'

describe('the figures of a report', () => {
  it('are the median with the smallest and largest round, in three figures', () => {
    expect(range([3, 1, 2])).toBe('2 (1–3)')
    expect(range([12.345, 0.12345, 1234.5])).toBe('12.3 (0.123–1,235)')
  })

  it('are ratios round by round, not of the medians', () => {
    expect(ratios([10, 30, 20], [5, 10, 40])).toEqual([2, 3, 0.5])
    expect(() => ratios([1, 2], [1])).toThrow('as many rounds of both, found 2 and 1')
  })

  it('stand in columns as wide as their longest cell', () => {
    expect(table(['name', 'x'], [['a', '100']])).toBe(
      ['| name | x   |', '| ---- | --- |', '| a    | 100 |'].join('\n'),
    )
  })
})

const round = (requestsPerSecond: number, cpuMs: number, cpuMsWhole: number): Round => ({
  requestsPerSecond,
  cpuMs,
  cpuMsWhole,
})
const usage = (residentMb: number, peakMb: number) => ({ cpuMs: 1, residentMb, peakMb })

function found(name: string, rounds: readonly Round[], erp: number): Found {
  return {
    name,
    rounds: new Map([[16, rounds]]),
    calls: { cold: { erp, crm: 2, pim: 0 }, warm: { erp: 0, crm: 0, pim: 0 } },
    memory: { alone: usage(100.4, 120), whole: usage(900, 950.6) },
  }
}

const findings: Findings = {
  answer: '{"data":"é"}',
  found: {
    inProcess: found('one', [round(40, 10, 10), round(60, 12, 12), round(50, 11, 11)], 7),
    overHttp: found('many', [round(30, 4, 20), round(30, 5, 21), round(20, 6, 22)], 8),
    vanilla: found('apollo', [round(20, 8, 24), round(15, 10, 42), round(20, 12, 22)], 8),
  },
}

it('a report shows each contestant’s figures, their ratios to vanilla’s in the same round, calls and memory', () => {
  const lines = report(findings).split('\n')
  const cells = (start: string) =>
    lines
      .filter((line) => line.startsWith(`| ${start} `))
      .map((line) =>
        line
          .slice(1, -1)
          .split('|')
          .slice(1)
          .map((cell) => cell.trim()),
      )
  expect(lines[0]).toBe('The answer has 0.0 kB, the same bytes of all.')
  expect(cells('one')).toEqual([
    ['50 (40–60)', '11 (10–12)', '11 (10–12)'],
    ['16', '2.5 (2–4)', '1.2 (0.917–1.25)', '0.417 (0.286–0.5)'],
    ['erp 7, crm 2', 'none', '100 (120)', '900 (951)'],
  ])
  expect(cells('many')).toEqual([
    ['30 (20–30)', '5 (4–6)', '21 (20–22)'],
    ['16', '1.5 (1–2)', '0.5 (0.5–0.5)', '0.833 (0.5–1)'],
    ['erp 8, crm 2', 'none', '100 (120)', '900 (951)'],
  ])
  expect(cells('apollo')).toEqual([
    ['20 (15–20)', '10 (8–12)', '24 (22–42)'],
    ['erp 8, crm 2', 'none', '100 (120)', '900 (951)'],
  ])
})

it('a report of guards shows what they take of each request, round by round', () => {
  const one = { operation: 'me', asker: 'shopper', answer: '{"data":"é"}' } as const
  const lines = guardedReport([{ ...one, guarded: [2.1, 4.4, 3], unguarded: [2, 4, 4] }]).split('\n')
  expect(lines.at(-1)?.replaceAll(/ +/g, ' ')).toBe(
    '| me | shopper | 0.0 | 3 (2.1–4.4) | 4 (2–4) | 1.05 (0.75–1.1) |',
  )
})
