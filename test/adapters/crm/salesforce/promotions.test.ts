import { describe, expect, it } from 'vitest'
import type { RecordId } from '../../../../adapters/ids.ts'
import type { Day } from '../../../../adapters/time.ts'
import { promotionId } from '../../../../sandbox/salesforce/objects/promotions.ts'
import type { WorldPromotion } from '../../../../sandbox/world/offer-types.ts'
import type { World } from '../../../../sandbox/world/types.ts'
import { failure, foundIn, mapping, openCrm, world } from './open.ts'

const today = '2026-06-01' as Day
const [first] = world.promotions
const worldOf = (...promotions: readonly Partial<WorldPromotion>[]): World => ({
  ...world,
  promotions: promotions.map((facts) => ({ ...(first as WorldPromotion), ...facts })),
})

describe('promotions of Salesforce', () => {
  it('of several days, any number of codes or ids, are one call each', async () => {
    const crm = await openCrm()
    await crm.promotions.running([today, '2026-05-31' as Day, '2026-06-02' as Day])
    expect(crm.calls().filter((route) => route !== 'token')).toEqual(['query'])
    await crm.promotions.byCode(world.promotions.flatMap(({ code }) => code ?? []))
    expect(crm.calls()).toHaveLength(1)
    await crm.promotions.promotions(world.promotions.map((_, at) => promotionId(at) as RecordId))
    expect(crm.calls()).toHaveLength(1)
    await crm.promotions.segments(world.customers.flatMap(({ contactId }) => (contactId ?? []) as RecordId[]))
    expect(crm.calls()).toHaveLength(1)
  })

  it('keep the retailer’s times of day as they are, whatever zone the Z says', async () => {
    const { promotions } = await openCrm({ world: worldOf({ fromTime: '18:00', untilTime: '20:30' }) })
    const { promotions: list } = foundIn((await promotions.running([today])).get(today))
    expect(list[0]?.value.window).toMatchObject({ fromTime: '18:00', untilTime: '20:30' })
  })

  it('with a word that is not mapped are counted as unreadable, and hide no other', async () => {
    const kinds = { Montant: 'AMOUNT' }
    const given = worldOf({}, { benefit: { kind: 'AMOUNT', cents: 500 }, name: 'Cinq euros' })
    const { promotions } = await openCrm({
      world: given,
      options: { promotions: { ...mapping.promotions, kinds } },
    })
    const list = foundIn((await promotions.running([today])).get(today))
    expect(list.promotions.map(({ value }) => value.name)).toEqual(['Cinq euros'])
    expect(list.unreadable).toBe(1)
    const id = promotionId(0) as RecordId
    expect((await promotions.promotions([id])).get(id)).toEqual(failure('BAD_RESPONSE'))
  })

  it('whose audience the integration user may not see are nobody’s, not everybody’s', async () => {
    const { promotions } = await openCrm({ server: { hiddenFields: ['Promotion.Audience__c'] } })
    const list = foundIn((await promotions.running([today])).get(today))
    expect(list.promotions).toEqual([])
    expect(list.unreadable).toBeGreaterThan(0)
  })

  it('do not take a hidden segment field for no segments', async () => {
    const { promotions } = await openCrm({ server: { hiddenFields: ['Contact.Segments__c'] } })
    const id = world.customers[0]?.contactId as RecordId
    expect((await promotions.segments([id])).get(id)).toEqual(failure('UNSUPPORTED'))
  })

  it('fail for every key that was asked when the org does', async () => {
    const crm = await openCrm()
    await crm.served.misbehave({ refuse: 'unavailable' })
    const reads = await crm.promotions.running([today])
    expect(reads.get(today)).toEqual(failure('SOURCE_UNAVAILABLE'))
  })

  it.each([
    [
      'two groups in one audience',
      { audience: { field: 'A__c', groups: { A: { members: true, tier: 'Or' } } } },
    ],
    ['a currency that is none', { currency: 'EURO' }],
    ['a field that is no API name', { kind: 'Kind c' }],
  ])('refuse options with %s', (_, wrong) => {
    return expect(openCrm({ options: { promotions: { ...mapping.promotions, ...wrong } } })).rejects.toThrow()
  })
})
