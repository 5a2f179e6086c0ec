import { afterAll, beforeAll, expect, it } from 'vitest'
import type { RecordId } from '../../adapters/ids.ts'
import { normalEmail, type Profiles } from '../../adapters/ports/profiles.ts'
import type { WorldCustomer } from '../../sandbox/world/shopper-types.ts'
import { expectProvenance, found } from './found.ts'
import { type Opened, world } from './small-world.ts'

interface OpenedProfiles extends Opened<Profiles> {
  /** The key of a customer's record here; null when this system does not know them. */
  idOf(customer: WorldCustomer): string | null
  /** Whether the records carry names and e-mails (tills may know the card alone). */
  readonly names: boolean
}

/** What every `Profiles` must do. `open` gives the port over the small world. */
export function profilesContract(open: () => Promise<OpenedProfiles>): void {
  let opened: OpenedProfiles
  beforeAll(async () => {
    opened = await open()
  })
  afterAll(() => opened.close())

  const known = () => world.customers.filter((customer) => opened.idOf(customer) !== null)
  const idOf = (customer: WorldCustomer) => opened.idOf(customer) as RecordId

  it('finds every profile in one batch, however large', async () => {
    const ids = known().map(idOf)
    const reads = await opened.port.profiles(ids)
    expect([...reads.keys()].sort()).toEqual([...new Set(ids)].sort())
    for (const customer of known()) {
      const read = found(reads.get(idOf(customer)))
      expectProvenance(read, opened.source)
      expect(read.recordId).toBe(idOf(customer))
      if (opened.names) {
        expect(read.value).toMatchObject({ givenName: customer.givenName, familyName: customer.familyName })
        expect(read.value.email && normalEmail(read.value.email)).toBe(customer.email)
      }
    }
  })

  it('leaves out ids that do not exist, and takes repeats', async () => {
    const [first] = known()
    if (!first) throw new Error('the world must have a customer this system knows')
    const reads = await opened.port.profiles(['99999999' as RecordId, idOf(first), idOf(first)])
    expect([...reads.keys()]).toEqual([idOf(first)])
    expect((await opened.port.profiles([])).size).toBe(0)
  })

  it('finds everybody who has an e-mail, whatever its case, and nobody by a part of it', async () => {
    const [shopper] = known()
    if (!shopper?.email) return expect(opened.names).toBe(false)
    const exact = { type: 'EMAIL', value: shopper.email.toUpperCase() } as const
    const part = { type: 'EMAIL', value: shopper.email.slice(1) } as const
    const reads = await opened.port.find([exact, part])
    expect(reads.has(part)).toBe(false)
    if (!opened.names) return
    const ids = found(reads.get(exact)).value.map(({ recordId }) => recordId)
    expect(ids.sort()).toEqual(
      known()
        .filter(({ email }) => email === shopper.email)
        .map(idOf)
        .sort(),
    )
  })

  it('pages through every record once, and goes on from any page', async () => {
    const seen: string[] = []
    const cursors: string[] = []
    for (let after: string | null = null; ; ) {
      const page = await opened.port.customerReferences(after)
      for (const { record } of page.sets) expect([opened.source, 'card']).toContain(record.source)
      const own = page.sets.filter(({ record }) => record.source === opened.source)
      seen.push(...own.map(({ record }) => record.id))
      if (page.next === null) break
      expect(cursors).not.toContain(page.next)
      cursors.push(page.next)
      after = page.next
    }
    expect(seen.sort()).toEqual([...new Set(known().map(idOf))].sort())
  })
}
