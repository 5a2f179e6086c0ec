import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  canonicalGtin,
  isIdOf,
  mintId,
  parseReceiptBarcode,
  parseReceiptNumber,
  type RecordId,
  receiptNumber,
} from '../../adapters/ids.ts'

const KEY = 'a lasting key'
const contact = { source: 'crm', id: '0035e000001' as RecordId }

describe('a minted id', () => {
  // Ids are kept by apps for years: a change of these five is a breaking change for every retailer.
  it.each([
    ['customer', 0, 'cus_hns04pc7dz3y1bjj059f6ts338'],
    ['customer', 1, 'cus_kgb8mdkw851spt71xs7fh9wcj1'],
    ['store', 0, 'sto_jjry6hpt3vevccmsbz1pm0txq3'],
    ['item', 0, 'itm_e76q0t2fgp0nx20pnyms4tac5t'],
    ['item', 1, 'itm_eh7n1gdx5kggf49psy6061stn7'],
  ] as const)('of a %s, generation %d, is always the same', (kind, generation, id) => {
    expect(mintId(KEY, kind, contact, generation)).toBe(id)
  })

  it('depends on the key, the kind, the source, the record and the generation, each apart', () => {
    const ids = [
      mintId(KEY, 'customer', contact),
      mintId('another key', 'customer', contact),
      mintId(KEY, 'store', contact),
      mintId(KEY, 'customer', { ...contact, source: 'erp' }),
      mintId(KEY, 'customer', { source: 'crm0', id: '035e000001' as RecordId }),
      mintId(KEY, 'customer', { ...contact, id: '0035e000002' as RecordId }),
      mintId(KEY, 'customer', contact, 1),
    ]
    expect(new Set(ids.map((id) => id.slice(4))).size).toBe(ids.length)
  })

  it('has its form, whatever the record', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (source, id) => {
        const minted = mintId(KEY, 'customer', { source, id: id as RecordId })
        expect(isIdOf('customer', minted)).toBe(true)
        expect(isIdOf('store', minted)).toBe(false)
      }),
    )
  })

  it.each([
    'cus_',
    'cus_hns04pc7dz3y1bjj059f6ts33',
    'cus_hns04pc7dz3y1bjj059f6ts3380',
    'cus_hns04pc7dz3y1bjj059f6ts33l',
    'cus_HNS04PC7DZ3Y1BJJ059F6TS338',
    'sto_hns04pc7dz3y1bjj059f6ts338',
    ' cus_hns04pc7dz3y1bjj059f6ts338',
    'cus_hns04pc7dz3y1bjj059f6ts338\n',
  ])('has not the form of %j', (text) => {
    expect(isIdOf('customer', text)).toBe(false)
  })
})

describe('a receipt number', () => {
  it.each([
    ['0101-02-20260510-003619', '0101-2-20260510-3619'],
    [' 0101-2-20260510-3619 ', '0101-2-20260510-3619'],
    ['0101-00-20260510-000', '0101-0-20260510-0'],
    ['FR-PAR-01-K2-20260510-7', 'FR-PAR-01-K2-20260510-7'],
  ])('%j has the one spelling %s', (text, spelling) => {
    const key = parseReceiptNumber(text)
    expect(key && receiptNumber(key)).toBe(spelling)
  })

  it('keeps the store’s own zeros, and says what it is made of', () => {
    expect(parseReceiptNumber('0101-02-20260510-003619')).toEqual({
      store: '0101',
      till: '2',
      businessDay: '2026-05-10',
      sequence: '3619',
    })
  })

  it.each([
    '',
    'W-100042',
    '0101-2-2026051-3619',
    '0101-2-20260510',
    '0101-2-20260230-7',
    '0101-2-20260510-x',
  ])('is not %j', (text) => {
    expect(parseReceiptNumber(text)).toBeNull()
  })
})

it('compares GTINs of every length by their 14 digits', () => {
  expect(['4006381333931', '04006381333931', ' 4006381333931'].map(canonicalGtin)).toEqual(
    Array.from({ length: 3 }, () => '04006381333931'),
  )
  expect(canonicalGtin('96385074')).toBe('00000096385074')
})

describe('the barcode of a receipt', () => {
  const receipt = { store: '0101', till: '2', businessDay: '2026-05-10', sequence: '3619' }

  it.each([
    '01010220260510003619',
    ']C101010220260510003619',
    '0101-2-20260510-3619',
    ' 0101-02-20260510-003619 ',
  ])('is read from %s', (text) => {
    expect(parseReceiptBarcode(text)).toEqual(receipt)
  })

  it.each(['', '12', '01010220261310003619', '4006381333931', 'W-100001'])('is not %s', (text) => {
    expect(parseReceiptBarcode(text)).toBeNull()
  })
})
