import { describe, expect, it } from 'vitest'
import {
  businessNumber,
  channelDomain,
  channelOf,
  referenceOf,
  spellings,
} from '../../../../adapters/erp/tryton/channels.ts'
import { trytonOptions } from '../../../../adapters/erp/tryton/index.ts'
import type { OrderNumber } from '../../../../adapters/ids.ts'

const mapped = trytonOptions.parse({
  url: 'https://erp.example',
  database: 'retail',
  user: 'couture',
  password: 'x',
  currency: 'EUR',
  channels: [
    { prefix: '', code: 'phone', kind: 'CALL_CENTER' },
    { prefix: 'W-', code: 'web', kind: 'WEB' },
    { prefix: 'W-B', code: 'partner', kind: 'PARTNER' },
    { number: 'receipt', code: 'store', kind: 'STORE_POS' },
  ],
})

describe("the channel of a sale's reference", () => {
  it.each([
    ['W-100042', 'web'],
    ['W-B100042', 'partner'],
    ['0101-02-20260510-003619', 'store'],
    ['telephone 3', 'phone'],
  ])('%s is %s: the longest beginning, then a receipt, then any other', (reference, code) => {
    expect(channelOf(reference, mapped)?.code).toBe(code)
  })

  it('is none where nothing is mapped', () => {
    expect(channelOf('X-1', { channels: mapped.channels.slice(1) })).toBeUndefined()
  })

  it('decides how the number is written: receipts lose their padding', () => {
    const [, web, , store] = mapped.channels
    if (!web || !store) throw new Error('expected the mapped channels')
    expect(businessNumber(' W-100042 ', web)).toBe('W-100042')
    expect(businessNumber('0101-02-20260510-003619', store)).toBe('0101-2-20260510-3619')
  })
})

describe('the domain of channels', () => {
  it('is open for all kinds, and none for a kind that is not mapped', () => {
    expect(channelDomain([], mapped)).toEqual([])
    expect(channelDomain(['KIOSK'], mapped)).toBeNull()
  })

  it('leaves to others what they match first', () => {
    expect(channelDomain(['WEB', 'CALL_CENTER'], mapped)).toEqual([
      [
        'OR',
        [
          ['reference', 'like', 'W-%'],
          ['reference', 'not like', 'W-B%'],
        ],
        [
          ['reference', 'like', '%'],
          ['reference', 'not like', 'W-B%'],
          ['reference', 'not like', '%-%-________-%'],
        ],
      ],
    ])
  })

  it('takes wildcards for letters', () => {
    const channels = [{ prefix: '10%_', strip: false, code: 'web', kind: 'WEB' as const }]
    expect(channelDomain(['WEB'], { channels })).toEqual([['OR', [['reference', 'like', '10\\%\\_%']]]])
  })
})

describe('channels that number alike', () => {
  const channel = (prefix: string, kind: 'WEB' | 'MOBILE_APP', strip: boolean) => ({
    prefix,
    code: 'x',
    kind,
    strip,
  })
  const channels = [
    channel('W-', 'WEB', false),
    channel('WEB/', 'WEB', true),
    channel('APP/', 'MOBILE_APP', true),
  ]
  const number = 'CA1B2' as OrderNumber

  it.each([
    ['WEB', 'WEB/CA1B2'],
    ['MOBILE_APP', 'APP/CA1B2'],
  ] as const)('%s are told by a beginning that is no part of the number', (kind, reference) => {
    expect(referenceOf({ channel: kind, number }, { channels })).toBe(reference)
    const mapping = channelOf(reference, { channels })
    expect(mapping?.kind).toBe(kind)
    expect(mapping && businessNumber(reference, mapping)).toBe(number)
    expect(spellings(number, { channels })).toEqual(['reference', 'in', [number, 'WEB/CA1B2', 'APP/CA1B2']])
  })

  it('keep a number whose own beginning tells', () => {
    expect(referenceOf({ channel: 'WEB', number: 'W-1' as OrderNumber }, { channels })).toBe('W-1')
  })

  it('have no reference where none is mapped, nor at a till', () => {
    expect(referenceOf({ channel: 'KIOSK', number }, { channels })).toBeNull()
    expect(referenceOf({ channel: 'STORE_POS', number }, mapped)).toBeNull()
  })
})

describe('the search for a number', () => {
  it('is exact for a shop, and takes any padding of a receipt', () => {
    expect(spellings('W-100042' as OrderNumber, mapped)).toEqual(['reference', 'in', ['W-100042']])
    expect(spellings('0101-2-20260510-3619' as OrderNumber, mapped)).toEqual([
      'reference',
      'like',
      '0101-%2-20260510-%3619',
    ])
  })
})
