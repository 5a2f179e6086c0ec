import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RecordId } from '../../../adapters/ids.ts'
import { CONSENT_PURPOSES, type ConsentStatement } from '../../../adapters/ports/consents.ts'
import type { Instant } from '../../../adapters/time.ts'
import { type Stated, strictest } from '../../../subgraphs/customers/consents.ts'

const NOW = '2026-06-15T10:00:00.000Z' as Instant

function stated(source: string, statement: Partial<ConsentStatement>): Stated {
  const value: ConsentStatement = {
    purpose: 'MARKETING',
    via: 'EMAIL',
    state: 'GRANTED',
    capturedAt: null,
    legalText: null,
    ...statement,
  }
  const recordId = `${source}-1` as RecordId
  return {
    asked: { kind: source === 'crm' ? 'CRM' : 'EMAIL' },
    found: { value, source, recordId, recordedAt: null, fetchedAt: NOW, fromCache: false },
  }
}

describe('a consent', () => {
  it('is the strictest statement, however old, and shows the system that says otherwise', () => {
    const old = '2020-01-01T00:00:00.000Z' as Instant
    const [consent, ...others] = strictest([
      stated('crm', { state: 'GRANTED', capturedAt: NOW, legalText: 'Oui.' }),
      stated('mailer', { state: 'DENIED', capturedAt: old }),
    ])
    expect(others).toEqual([])
    expect(consent).toMatchObject({
      state: 'DENIED',
      capturedAt: old,
      legalText: null,
      source: { system: 'EMAIL', instance: 'mailer' },
      conflictsWith: [{ system: 'CRM', instance: 'crm', recordId: 'crm-1' }],
    })
  })

  it('conflicts with nothing where two refuse in different words', () => {
    const [consent] = strictest([
      stated('crm', { state: 'WITHDRAWN' }),
      stated('mailer', { state: 'DENIED' }),
    ])
    expect(consent).toMatchObject({ state: 'DENIED', conflictsWith: [] })
  })

  it('for every way holds for each, not the other way round', () => {
    const consents = strictest([
      stated('crm', { via: null, state: 'DENIED' }),
      stated('mailer', { via: 'EMAIL', state: 'GRANTED' }),
    ])
    expect(consents.map(({ via, state }) => [via, state])).toEqual([
      [null, 'DENIED'],
      ['EMAIL', 'DENIED'],
    ])
    const other = strictest([
      stated('crm', { via: null, state: 'GRANTED' }),
      stated('mailer', { via: 'EMAIL', state: 'DENIED' }),
    ])
    expect(other.map(({ via, state }) => [via, state])).toEqual([
      [null, 'GRANTED'],
      ['EMAIL', 'DENIED'],
    ])
  })

  it('is the latest of equally strict ones', () => {
    const older = '2024-01-01T00:00:00.000Z' as Instant
    const [consent] = strictest([
      stated('crm', { capturedAt: older, legalText: 'alt' }),
      stated('mailer', { capturedAt: NOW, legalText: 'neu' }),
    ])
    expect(consent).toMatchObject({ legalText: 'neu', capturedAt: NOW, conflictsWith: [] })
  })

  it('never allows what anybody refuses, whatever else is said and in whatever order', () => {
    const states = ['GRANTED', 'DENIED', 'WITHDRAWN', 'PENDING', 'UNKNOWN'] as const
    const statement = fc.record({
      purpose: fc.constantFrom(...CONSENT_PURPOSES),
      via: fc.constantFrom('EMAIL' as const, 'WEB' as const, null),
      state: fc.constantFrom(...states),
    })
    fc.assert(
      fc.property(fc.array(statement), (said) => {
        const consents = strictest(said.map((one) => stated('crm', one)))
        for (const { purpose, via, state } of consents) {
          const about = said.filter((one) => one.purpose === purpose && (one.via === via || one.via === null))
          expect(state === 'GRANTED').toBe(about.every((one) => one.state === 'GRANTED'))
        }
        const reversed = strictest([...said].reverse().map((one) => stated('crm', one)))
        const facts = (list: typeof consents) =>
          list.map(({ purpose, via, state }) => [purpose, via ?? '', state].join()).sort()
        expect(facts(reversed)).toEqual(facts(consents))
      }),
    )
  })
})
