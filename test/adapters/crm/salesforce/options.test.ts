import { describe, expect, it } from 'vitest'
import { salesforce } from '../../../../adapters/crm/salesforce/index.ts'
import { salesforceOptions } from '../../../../adapters/crm/salesforce/options.ts'
import { mapping } from './open.ts'

const least = { url: 'https://maison.my.salesforce.com', clientId: 'id', clientSecret: 'secret' }
const tools = {
  clock: () => new Date(),
  get ledger(): never {
    throw new Error('this adapter keeps nothing')
  },
  observe: () => {},
  log: () => {},
}

describe('the options', () => {
  it('need a URL and credentials alone', () => {
    expect(salesforceOptions.parse(least)).toMatchObject({
      apiVersion: '60.0',
      fields: { birthDate: 'Birthdate', loyaltyCard: null, locale: null, preferredStore: null },
      references: {},
    })
  })

  it.each([
    ['an unknown key', { token: 'x' }],
    ['a version without its zero', { apiVersion: '60' }],
    ['a field that is no API name', { fields: { locale: 'Id FROM User --' } }],
    ['a reference that is no API name', { references: { 'ERP Customer': 'erp' } }],
    [
      'a way of matching that proves nothing',
      { references: { X__c: { source: 'erp', method: 'EXACT_EMAIL' } } },
    ],
    ['a kind of movement nobody knows', { loyalty: { journalTypes: { Accrual: 'GAIN' } } }],
    ['no field with the points', { loyalty: { points: null } }],
  ])('refuse %s', (_, change) => {
    expect(salesforceOptions.safeParse({ ...least, ...change }).success).toBe(false)
  })
})

describe('the source', () => {
  it('serves loyalty, promotions, consents and conversations only where the retailer has mapped them', async () => {
    const without = salesforce.create('crm', salesforceOptions.parse(least), tools)
    const whole = salesforce.create('crm', salesforceOptions.parse({ ...least, ...mapping }), tools)
    expect(Object.keys(without.ports)).toEqual(['profiles'])
    const ports = [
      'profiles',
      'consents',
      'conversations',
      'loyalty',
      'loyaltyDesk',
      'promotions',
      'profileDesk',
    ]
    expect(Object.keys(whole.ports)).toEqual(ports)
    await Promise.all([without.close(), whole.close()])
  })
})
