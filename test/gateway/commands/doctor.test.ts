import { describe, expect, it } from 'vitest'
import { SourceError } from '../../../adapters/error.ts'
import type { Diagnosis, Source } from '../../../adapters/source.ts'
import { instant } from '../../../adapters/time.ts'
import { examine, report } from '../../../gateway/commands/doctor.ts'

const start = Date.parse('2026-11-01T09:00:00.000Z')

/** A source that takes 40 ms by the test's clock and then says this of itself. */
function system(name: string, diagnose: () => Promise<Diagnosis>): Source {
  return { name, kind: 'ERP', ports: {}, diagnose, close: async () => {} }
}

/** Every look at the clock is 40 ms later than the one before. */
function tickingClock() {
  let ticks = 0
  return () => new Date(start + 40 * ticks++)
}

const well: Diagnosis = {
  version: 'S/4HANA 2023',
  clock: instant(new Date(start + 1_520)),
  budget: { used: 120, limit: 10_000 },
  warnings: [],
}

describe('the doctor', () => {
  it('tells of each system in one line: latency, clock, version, budget', async () => {
    const findings = await examine([system('erp', async () => well)], { clock: tickingClock() })
    expect(report(findings)).toBe(
      'ok    erp  ERP           40 ms  clock +1.5 s, version S/4HANA 2023, budget 120 of 10000 used\n',
    )
  })

  it('says what is unknown', async () => {
    const silent = { version: null, clock: null, budget: null, warnings: [] }
    const findings = await examine([system('tills', async () => silent)], { clock: tickingClock() })
    expect(report(findings)).toContain('clock unknown, version unknown, budget unknown')
  })

  it("tells a system's failure by its code, without stopping at it", async () => {
    const refused = () =>
      Promise.reject(
        new SourceError('crm', 'SOURCE_UNAVAILABLE', 'it refused the credentials; check clientSecret'),
      )
    const findings = await examine([system('crm', refused), system('erp', async () => well)], {
      clock: tickingClock(),
    })
    expect(findings.map(({ failure }) => failure)).toEqual([
      'SOURCE_UNAVAILABLE: it refused the credentials; check clientSecret',
      null,
    ])
    expect(report(findings)).toMatch(/^FAIL {2}crm .*SOURCE_UNAVAILABLE: it refused the credentials/)
  })

  it('does not wait for ever, and hides what an adapter throws by mistake', async () => {
    const hangs = system('pim', () => new Promise(() => {}))
    const broken = system('pos', () => Promise.reject(new TypeError('password hunter2 is undefined')))
    const findings = await examine([hangs, broken], { clock: tickingClock(), timeoutMs: 20 })
    expect(findings.map(({ failure }) => failure)).toEqual([
      'SOURCE_TIMEOUT: no answer within 20 ms',
      'INTERNAL: the adapter failed unexpectedly; its cause is in the log',
    ])
  })

  it('warns of a clock that is far off and of a budget that is nearly used up', async () => {
    const ill: Diagnosis = {
      version: null,
      clock: instant(new Date(start - 120_000)),
      budget: { used: 95, limit: 100 },
      warnings: ['Contact.Birthdate may not be read'],
    }
    const text = report(await examine([system('crm', async () => ill)], { clock: tickingClock() }))
    expect(text.split('\n').slice(1, 4)).toEqual([
      '      warning: its clock differs from ours by -120.0 s; set one of them right',
      '      warning: more than nine tenths of its call budget are used',
      '      warning: Contact.Birthdate may not be read',
    ])
  })

  it('says so when there is nothing to examine', () => {
    expect(report([])).toBe('no systems are configured\n')
  })
})
