import { describe, expect, it } from 'vitest'
import { sapOptions } from '../../../../adapters/erp/sap/options.ts'
import { mappings } from './open-sap.ts'

const problems = (change: Readonly<Record<string, unknown>>) =>
  sapOptions
    .safeParse({ url: 'https://s4h.example:44300', ...mappings, ...change })
    .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)

describe('the options of S/4HANA', () => {
  it('are complete with the retailer’s mappings and no more', () => {
    expect(problems({})).toBeUndefined()
    expect(problems({ auth: { type: 'apiKey', key: 'k' }, sapClient: '100' })).toBeUndefined()
  })

  it('name the key that is wrong and what was expected', () => {
    expect(problems({ statuses: { CC: 'SHIPPED' } })?.join()).toMatch(/statuses\.CC.*/)
    expect(problems({ currency: 'EURO' })).toEqual(['currency: expected an ISO 4217 code'])
    expect(problems({ pricesIncludeTax: false })?.join()).toMatch(/^vatPercent: expected the VAT/)
    expect(problems({ servicePath: '/sap/' })?.join()).toContain('without a slash at either end')
    expect(problems({ colour: 1 })?.join()).toContain('colour')
  })
})
