import { expect, it } from 'vitest'
import { measure } from '../../bench/customer-360/measure.ts'
import { report } from '../../bench/customer-360/report.ts'

it('three gateways give one answer at the same calls, and each is measured', async () => {
  const said: string[] = []
  const options = { seconds: 0.1, rounds: 2, size: 60, connections: [1, 4] }
  const findings = await measure({ ...options, print: (text) => said.push(text) })
  const { inProcess, overHttp, vanilla } = findings.found

  expect(JSON.parse(findings.answer)).toEqual({
    data: { customer: expect.objectContaining({ givenName: expect.any(String) }) },
  })
  expect(vanilla.calls.warm).toEqual(overHttp.calls.warm)
  // Cold, a process logs in and reads a part of the PIM's structure when it first needs it: in how many questions depends
  // on which of its needs comes first, so not on the gateway.
  for (const [system, calls] of Object.entries(overHttp.calls.cold))
    expect(Math.abs((vanilla.calls.cold[system] ?? 0) - calls), system).toBeLessThanOrEqual(3)
  expect(inProcess.calls.warm).toEqual(overHttp.calls.warm)
  expect(inProcess.calls.cold['erp']).toBeGreaterThan(0)
  for (const found of [inProcess, overHttp, vanilla]) {
    expect([...found.rounds.keys()]).toEqual([1, 4])
    for (const rounds of found.rounds.values()) {
      expect(rounds).toHaveLength(2)
      for (const { requestsPerSecond, cpuMs, cpuMsWhole } of rounds) {
        expect(requestsPerSecond).toBeGreaterThan(0)
        expect(cpuMsWhole).toBeGreaterThanOrEqual(cpuMs)
      }
    }
    const { alone, whole } = found.memory
    expect(alone.peakMb).toBeGreaterThanOrEqual(alone.residentMb)
    if (found === inProcess) expect(whole.residentMb).toBeCloseTo(alone.residentMb, 0)
    else expect(whole.residentMb).toBeGreaterThan(alone.residentMb)
  }
  expect(report(findings).split('\n')).toContainEqual(
    expect.stringMatching(/^\| couture gateway +\| 4 +\| [\d.]+ \(/),
  )
}, 600_000)
