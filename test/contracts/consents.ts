import { afterAll, beforeAll, expect, it } from 'vitest'
import type { RecordId } from '../../adapters/ids.ts'
import type { ConsentStatement, Consents } from '../../adapters/ports/consents.ts'
import { consentsOf } from '../../sandbox/world/consents.ts'
import type { WorldCustomer } from '../../sandbox/world/shopper-types.ts'
import type { World } from '../../sandbox/world/types.ts'
import { expectProvenance, found } from './found.ts'
import { type Opened, world } from './small-world.ts'

interface OpenedConsents extends Opened<Consents> {
  /** The source's key of a customer; null when it does not know them. */
  idOf(customer: WorldCustomer): string | null
}

type Facts = Pick<ConsentStatement, 'purpose' | 'via' | 'state' | 'capturedAt' | 'legalText'>

/** Everything a shopper has agreed to or refused in the world, in the words of the port. */
export function expectedConsents(of: Pick<World, 'seed'>, customer: WorldCustomer): readonly Facts[] {
  const consents = consentsOf(of, customer)
  if (consents === null) return []
  const refused = (purpose: ConsentStatement['purpose'], via: ConsentStatement['via']): Facts => ({
    purpose,
    via,
    state: 'DENIED',
    capturedAt: null,
    legalText: null,
  })
  return [
    ...(consents.noEmail ? [refused('MARKETING', 'EMAIL')] : []),
    ...(consents.noProfiling ? [refused('PROFILING', null)] : []),
    ...(consents.noGeoTracking ? [refused('LOCATION', null)] : []),
    ...consents.given.map(({ purpose, way, status, capturedAt, legalText }): Facts => {
      const states = { OptIn: 'GRANTED', OptOut: 'DENIED', Pending: 'PENDING', Seen: 'UNKNOWN' } as const
      const ways = { Email: 'EMAIL', Phone: 'CALL_CENTER', Web: 'WEB' } as const
      return {
        purpose: purpose === 'Marketing' ? 'MARKETING' : 'PERSONALISATION',
        via: ways[way],
        state: states[status],
        capturedAt: capturedAt as ConsentStatement['capturedAt'],
        legalText,
      }
    }),
  ]
}

/** What every `Consents` must do. `open` gives the port over the small world. */
export function consentsContract(open: () => Promise<OpenedConsents>): void {
  let opened: OpenedConsents
  beforeAll(async () => {
    opened = await open()
  })
  afterAll(() => opened.close())

  const known = () => world.customers.filter((customer) => opened.idOf(customer) !== null)
  const idOf = (customer: WorldCustomer) => opened.idOf(customer) as RecordId
  const text = (facts: readonly Facts[]) => facts.map((fact) => JSON.stringify(fact)).sort()

  it('tells what each customer agreed to and refused, each by its record', async () => {
    const reads = await opened.port.consents(known().map(idOf))
    expect(reads.size).toBe(known().length)
    for (const customer of known()) {
      const statements = found(reads.get(idOf(customer))).value
      for (const statement of statements) expectProvenance(statement, opened.source)
      const facts = statements.map(({ value: { purpose, via, state, capturedAt, legalText } }) => ({
        purpose,
        via,
        state,
        capturedAt,
        legalText,
      }))
      expect(text(facts)).toEqual(text(expectedConsents(world, customer)))
    }
  })

  it('has nothing to tell of a customer who said nothing, and leaves out one it does not know', async () => {
    const silent = known().filter((customer) => expectedConsents(world, customer).length === 0)
    expect(silent.length).toBeGreaterThan(0)
    const unknown = ['0035e0000099999AAA' as RecordId, 'nobody' as RecordId]
    const reads = await opened.port.consents([...silent.map(idOf), ...unknown])
    expect([...reads.keys()].sort()).toEqual(silent.map(idOf).sort())
    for (const read of reads.values()) expect(found(read).value).toEqual([])
    expect((await opened.port.consents([])).size).toBe(0)
  })
}
