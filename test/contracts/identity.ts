import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isIdOf, mintId, type RecordId, type RecordRef } from '../../adapters/ids.ts'
import type { MatchMethod } from '../../adapters/ports/profiles.ts'
import type { Instant } from '../../adapters/time.ts'
import {
  type Decision,
  type IdentityLedger,
  type Ledger,
  type Observation,
  recordKey,
} from '../../ledger/port.ts'
import type { LedgerPlace } from './ledger.ts'

const at = '2026-05-10T10:00:00.000Z' as Instant
const later = '2026-05-11T10:00:00.000Z' as Instant
const steward: Decision = { by: 'lea', at: later, method: 'MANUAL', reason: 'asked for it at the desk' }
const KEY = 'contract key'

/** What every `IdentityLedger` must do. Tests share one ledger; each has its own records. */
export function identityContract(newPlace: () => Promise<LedgerPlace>): void {
  let place: LedgerPlace
  let ledger: Ledger
  let identity: IdentityLedger
  let test = 0

  beforeAll(async () => {
    place = await newPlace()
    ledger = await place.open({ idKey: KEY })
    identity = ledger.identity
  })
  afterAll(async () => {
    await ledger.close()
    await place.destroy()
  })

  /** The records of one shopper, no test's but this one's. */
  const shopper = () => {
    const id = `${++test}` as RecordId
    const at = (source: string): RecordRef => ({ source, id })
    return { crm: at('crm'), erp: at('erp'), tills: at('tills'), card: at('card'), web: at('web') }
  }
  const says = (record: RecordRef, method: MatchMethod, ...same: RecordRef[]): Observation => ({
    record,
    same: same.map((other) => ({ record: other, method })),
  })
  const observe = (...observations: Observation[]) => identity.observe('customer', observations, 'crm', at)
  const ownerOf = async (record: RecordRef) => {
    const owner = (await identity.ownersOf('customer', [record])).get(recordKey(record))
    if (!owner) throw new Error('expected an owner')
    return owner
  }
  const recordsOf = async (record: RecordRef) =>
    (await ownerOf(record)).records.map((owned) => owned.record.source)
  const born = (record: RecordRef, generation = 0) => mintId(KEY, 'customer', record, generation)

  describe('observing', () => {
    it('gives a record never seen an owner of its own, under the id the record gives birth to', async () => {
      const { crm } = shopper()
      await observe(says(crm, 'MANUAL'))
      const owner = await ownerOf(crm)
      expect(owner.id).toBe(born(crm))
      expect(isIdOf('customer', owner.id)).toBe(true)
      expect(owner.records).toEqual([
        {
          record: crm,
          method: 'MANUAL',
          state: 'CONFIRMED',
          confidence: 1,
          evidence: [],
          linkedAt: at,
          linkedBy: 'crm',
        },
      ])
    })

    it.each(['VERIFIED_LOGIN', 'LOYALTY_CARD', 'MANUAL'] as const)('joins records by %s', async (method) => {
      const { crm, erp } = shopper()
      await observe(says(crm, method, erp))
      const { records } = await ownerOf(erp)
      expect(records.map(({ record }) => record)).toEqual([crm, erp])
      expect(records[1]).toMatchObject({ method, linkedBy: 'crm', evidence: ['crm names erp'] })
    })

    it.each(['EXACT_EMAIL', 'EXACT_PHONE', 'NAME_AND_ADDRESS', 'PAYMENT_TOKEN'] as const)(
      'never joins by %s: it is kept as a doubt, seen from both sides',
      async (method) => {
        const { crm, web } = shopper()
        await observe(says(crm, method, web))
        expect(await recordsOf(crm)).toEqual(['crm'])
        expect(await identity.candidatesOf('customer', born(crm))).toMatchObject([
          { entity: { id: born(web) }, because: { record: web, method, state: 'PROBABLE' } },
        ])
        expect(await identity.candidatesOf('customer', born(web))).toMatchObject([
          { entity: { id: born(crm) }, because: { record: crm, method, state: 'PROBABLE' } },
        ])
      },
    )

    it('makes the ids of joined entities answer for the one, which goes on under the id seen first', async () => {
      const { crm, erp, card } = shopper()
      await observe(says(erp, 'MANUAL'), says(crm, 'MANUAL'), says(crm, 'LOYALTY_CARD', card))
      await observe(says(crm, 'MANUAL', erp))
      const answers = await identity.resolve('customer', [born(crm), born(erp), born(card)])
      expect([...answers.keys()].sort()).toEqual([born(crm), born(erp), born(card)].sort())
      expect(new Set([...answers.values()].map((entity) => entity.id))).toEqual(new Set([born(erp)]))
    })

    it('joins three entities that one record brings together', async () => {
      const { crm, erp, tills, card } = shopper()
      await observe(says(erp, 'MANUAL'), says(tills, 'LOYALTY_CARD', card), says(crm, 'MANUAL', erp, tills))
      expect(await recordsOf(card)).toEqual(['erp', 'tills', 'card', 'crm'])
    })

    it('changes nothing when an observation is repeated', async () => {
      const { crm, erp, web } = shopper()
      const said = [says(crm, 'LOYALTY_CARD', erp), says(crm, 'EXACT_EMAIL', web)]
      await observe(...said)
      const before = [await ownerOf(crm), await identity.candidatesOf('customer', born(crm))]
      await identity.observe('customer', said, 'tills', later)
      expect([await ownerOf(crm), await identity.candidatesOf('customer', born(crm))]).toEqual(before)
    })

    it('keeps customers, stores and items with one key apart', async () => {
      const { crm, erp } = shopper()
      await observe(says(crm, 'MANUAL', erp))
      await identity.observe('store', [says(crm, 'MANUAL')], 'crm', at)
      const store = (await identity.ownersOf('store', [crm])).get(recordKey(crm))
      expect(store?.id).toBe(mintId(KEY, 'store', crm))
      expect(store?.records).toHaveLength(1)
      expect(await identity.resolve('customer', [mintId(KEY, 'store', crm)])).toEqual(new Map())
      expect(await identity.resolve('store', [born(crm)])).toEqual(new Map())
    })

    it('takes thousands of records in one call', async () => {
      const shoppers = Array.from({ length: 1_500 }, shopper)
      await observe(...shoppers.map(({ crm, erp, card }) => says(crm, 'LOYALTY_CARD', erp, card)))
      const owners = await identity.ownersOf(
        'customer',
        shoppers.map(({ card }) => card),
      )
      expect(owners.size).toBe(1_500)
      expect([...owners.values()].every((entity) => entity.records.length === 3)).toBe(true)
      const ids = await identity.resolve(
        'customer',
        shoppers.map(({ erp }) => born(erp)),
      )
      expect(ids.size).toBe(1_500)
    })
  })

  describe('asking', () => {
    it('leaves out records never seen and ids never given', async () => {
      const { crm, erp } = shopper()
      await observe(says(crm, 'MANUAL'))
      const owners = await identity.ownersOf('customer', [crm, erp])
      expect([...owners.keys()]).toEqual([recordKey(crm)])
      const entities = await identity.resolve('customer', [born(erp), born(crm), 'nonsense'])
      expect([...entities.keys()]).toEqual([born(crm)])
      expect(await identity.candidatesOf('customer', born(erp))).toEqual([])
    })

    it('answers nothing to nothing', async () => {
      expect(await identity.ownersOf('customer', [])).toEqual(new Map())
      expect(await identity.resolve('customer', [])).toEqual(new Map())
      await identity.observe('customer', [], 'crm', at)
    })

    it('names a doubtful entity once, with its strongest reason, the strongest first', async () => {
      const [one, other] = [shopper(), shopper()]
      await observe(says(one.crm, 'NAME_AND_ADDRESS', one.web), says(one.crm, 'EXACT_EMAIL', other.web))
      await observe(says(other.web, 'MANUAL', other.erp), says(one.crm, 'PAYMENT_TOKEN', other.erp))
      const candidates = await identity.candidatesOf('customer', born(one.crm))
      expect(candidates.map(({ entity, because }) => [entity.id, because.method])).toEqual([
        [born(other.web), 'PAYMENT_TOKEN'],
        [born(one.web), 'NAME_AND_ADDRESS'],
      ])
    })

    it('has no doubt left about records that are one by now', async () => {
      const { crm, web } = shopper()
      await observe(says(crm, 'EXACT_EMAIL', web), says(crm, 'VERIFIED_LOGIN', web))
      expect(await identity.candidatesOf('customer', born(crm))).toEqual([])
    })
  })

  describe('linking by a steward', () => {
    it('adds a record, with who, when and why, and clears the doubt', async () => {
      const { crm, web } = shopper()
      await observe(says(crm, 'EXACT_EMAIL', web))
      const entity = await identity.link('customer', born(crm), web, steward)
      expect(entity).toEqual(await ownerOf(web))
      expect(entity.id).toBe(born(crm))
      expect(entity.records[1]).toEqual({
        record: web,
        method: 'MANUAL',
        state: 'CONFIRMED',
        confidence: 1,
        evidence: ['asked for it at the desk'],
        linkedAt: later,
        linkedBy: 'lea',
      })
      expect(await identity.candidatesOf('customer', born(crm))).toEqual([])
      expect((await identity.resolve('customer', [born(web)])).get(born(web))?.id).toBe(born(crm))
    })

    it('adds a record no source has named yet, by any id of the entity', async () => {
      const { crm, erp, card } = shopper()
      await observe(says(crm, 'MANUAL', erp))
      const entity = await identity.link('customer', born(erp), card, { ...steward, reason: null })
      expect(entity.id).toBe(born(crm))
      expect(entity.records[2]).toMatchObject({ record: card, evidence: [] })
    })

    it('takes a record from its owner, which stays apart when the sources repeat what they said', async () => {
      const [one, other] = [shopper(), shopper()]
      const said = says(other.crm, 'LOYALTY_CARD', other.card)
      await observe(says(one.crm, 'MANUAL'), said)
      await identity.link('customer', born(one.crm), other.card, steward)
      await observe(said)
      expect((await ownerOf(one.crm)).records.map(({ record }) => record)).toEqual([one.crm, other.card])
      expect(await recordsOf(other.crm)).toEqual(['crm'])
    })

    it('leaves the id with the customer that carries it when the record it was minted from is taken', async () => {
      const [one, other] = [shopper(), shopper()]
      await observe(says(one.crm, 'MANUAL'), says(other.crm, 'LOYALTY_CARD', other.card))
      await identity.link('customer', born(one.crm), other.crm, steward)
      expect((await ownerOf(other.card)).id).toBe(born(other.crm))
      expect((await identity.resolve('customer', [born(other.crm, 1)])).get(born(other.crm, 1))?.id).toBe(
        born(one.crm),
      )
    })

    it('undoes an earlier no', async () => {
      const { crm, erp } = shopper()
      await observe(says(crm, 'MANUAL', erp))
      await identity.unlink('customer', born(crm), erp, steward)
      await identity.link('customer', born(crm), erp, steward)
      expect(await recordsOf(crm)).toEqual(['crm', 'erp'])
    })

    it('refuses an id never given and a record that is there already', async () => {
      const { crm, erp } = shopper()
      await expect(identity.link('customer', born(crm), erp, steward)).rejects.toMatchObject({
        code: 'NOT_FOUND',
      })
      await observe(says(crm, 'MANUAL', erp))
      await expect(identity.link('customer', born(crm), erp, steward)).rejects.toMatchObject({
        name: 'IdentityError',
        code: 'ALREADY_LINKED',
      })
    })
  })

  describe('splitting off', () => {
    it('makes the record an entity of its own, under its own id', async () => {
      const { crm, erp } = shopper()
      await observe(says(crm, 'MANUAL', erp))
      const { kept, split } = await identity.unlink('customer', born(crm), erp, steward)
      expect([kept.id, split.id]).toEqual([born(crm), born(erp)])
      expect(await identity.resolve('customer', [born(crm), born(erp)])).toEqual(
        new Map([
          [born(crm), kept],
          [born(erp), split],
        ]),
      )
      expect(split.records).toMatchObject([{ record: erp, linkedBy: 'lea', linkedAt: later }])
    })

    it('gives the record its next id when the one it gave birth to stays with the customer', async () => {
      const { crm, erp } = shopper()
      await observe(says(crm, 'MANUAL', erp))
      const first = await identity.unlink('customer', born(crm), crm, steward)
      expect([first.kept.id, first.split.id]).toEqual([born(crm), born(crm, 1)])
      await identity.merge('customer', born(crm, 1), born(crm), steward)
      const second = await identity.unlink('customer', born(crm, 1), crm, steward)
      expect([second.kept.id, second.split.id]).toEqual([born(crm, 1), born(crm, 2)])
      const answers = await identity.resolve('customer', [born(crm), born(erp), born(crm, 1), born(crm, 2)])
      expect(answers.size).toBe(4)
    })

    it('is not undone by the source that keeps saying otherwise, nor through a third record', async () => {
      const { crm, erp, card } = shopper()
      await observe(says(crm, 'MANUAL', erp))
      await identity.unlink('customer', born(crm), erp, steward)
      await observe(
        says(crm, 'MANUAL', erp),
        says(crm, 'LOYALTY_CARD', card),
        says(erp, 'LOYALTY_CARD', card),
      )
      expect(await recordsOf(crm)).toEqual(['crm', 'card'])
      expect(await recordsOf(erp)).toEqual(['erp'])
    })

    it('ends the doubt between the two for good', async () => {
      const { crm, web } = shopper()
      await observe(says(crm, 'MANUAL', web))
      await identity.unlink('customer', born(crm), web, steward)
      await observe(says(crm, 'EXACT_EMAIL', web))
      expect(await identity.candidatesOf('customer', born(crm))).toEqual([])
    })

    it('refuses an only record, a record of another and an id never given', async () => {
      const { crm, erp, web } = shopper()
      await observe(says(crm, 'MANUAL'), says(erp, 'MANUAL'))
      const refused = (id: string, record: RecordRef) => identity.unlink('customer', id, record, steward)
      await expect(refused(born(crm), crm)).rejects.toMatchObject({ code: 'LAST_RECORD' })
      await expect(refused(born(crm), erp)).rejects.toMatchObject({ code: 'NOT_LINKED' })
      await expect(refused(born(crm), web)).rejects.toMatchObject({ code: 'NOT_LINKED' })
      await expect(refused(born(web), web)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    })
  })

  describe('merging', () => {
    it("keeps the survivor's id and makes the duplicate's ids its aliases", async () => {
      const [one, other] = [shopper(), shopper()]
      await observe(says(one.crm, 'MANUAL', one.erp), says(other.crm, 'MANUAL', other.erp))
      const merged = await identity.merge('customer', born(other.erp), born(one.crm), steward)
      expect(merged.id).toBe(born(other.crm))
      expect(merged.records.map(({ record }) => record)).toEqual([one.crm, one.erp, other.crm, other.erp])
      const given = [one.crm, one.erp, other.crm, other.erp].map((record) => born(record))
      const answers = await identity.resolve('customer', given)
      expect([...answers.values()]).toEqual(given.map(() => merged))
    })

    it('clears the doubt and the no between the two', async () => {
      const [one, other] = [shopper(), shopper()]
      await observe(says(one.crm, 'MANUAL', one.erp), says(other.crm, 'EXACT_EMAIL', one.crm))
      await identity.unlink('customer', born(one.crm), one.erp, steward)
      await identity.merge('customer', born(one.crm), born(one.erp), steward)
      await identity.merge('customer', born(one.crm), born(other.crm), steward)
      await identity.unlink('customer', born(one.crm), other.crm, steward)
      await observe(says(one.crm, 'MANUAL', one.erp))
      expect((await ownerOf(one.crm)).records.map(({ record }) => record)).toEqual([one.crm, one.erp])
    })

    it('refuses one entity twice, also by its aliases, and ids never given', async () => {
      const { crm, erp, web } = shopper()
      await observe(says(crm, 'MANUAL', erp))
      const merge = (survivor: string, duplicate: string) =>
        identity.merge('customer', survivor, duplicate, steward)
      await expect(merge(born(crm), born(erp))).rejects.toMatchObject({ code: 'SAME_ENTITY' })
      await expect(merge(born(crm), born(web))).rejects.toMatchObject({ code: 'NOT_FOUND' })
      await expect(merge(born(web), born(crm))).rejects.toMatchObject({ code: 'NOT_FOUND' })
    })

    it('leaves everything as it was when it is refused', async () => {
      const { crm, erp, web } = shopper()
      await observe(says(crm, 'MANUAL', erp))
      const before = await ownerOf(crm)
      await expect(identity.merge('customer', born(crm), born(web), steward)).rejects.toThrow()
      expect(await ownerOf(crm)).toEqual(before)
      expect(await identity.ownersOf('customer', [web])).toEqual(new Map())
    })
  })
}
