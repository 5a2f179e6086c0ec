import { expect, it } from 'vitest'
import { measure } from '../../bench/guarded/measure.ts'
import { report } from '../../bench/guarded/report.ts'

it('the same build answers alike with what guards it and without, and both are measured', async () => {
  const said: string[] = []
  const found = await measure({ seconds: 0.2, rounds: 2, size: 60, print: (text) => said.push(text) })
  expect(found.map(({ operation, asker }) => [operation, asker])).toEqual([
    ['customer-360', 'associate'],
    ['me', 'shopper'],
  ])
  for (const { answer, guarded, unguarded } of found) {
    expect(Object.keys(JSON.parse(answer))).toEqual(['data'])
    for (const rounds of [guarded, unguarded]) {
      expect(rounds).toHaveLength(2)
      expect(Math.min(...rounds)).toBeGreaterThan(0)
    }
  }
  expect(report(found).split('\n')).toContainEqual(
    expect.stringMatching(/^\| customer-360 +\| associate +\|/),
  )
}, 600_000)
