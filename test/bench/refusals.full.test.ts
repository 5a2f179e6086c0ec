import { expect, it } from 'vitest'
import { measureRefusals } from '../../bench/refusals/measure.ts'

it('every kind of refusal is measured, and asks no system', async () => {
  const found = await measureRefusals({ times: 2, rounds: 1, print: () => {} })
  expect(found.length).toBeGreaterThan(10)
  for (const { name, cpuMs } of found) expect(cpuMs, name).toEqual([expect.any(Number)])
  expect(found.map(({ answer }) => answer)).toContain('200 FORBIDDEN')
}, 600_000)
