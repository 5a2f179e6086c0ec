import { expect, it } from 'vitest'
import { phoneSpellings } from '../../../../adapters/crm/salesforce/phones.ts'
import { normalPhone } from '../../../../adapters/ports/profiles.ts'

it('spells a French number as people type it, every spelling the same number', () => {
  const spellings = phoneSpellings('06 39 98 00 12', '33')
  expect(spellings).toEqual([
    '+33639980012',
    '0033639980012',
    '0639980012',
    '06 39 98 00 12',
    '06.39.98.00.12',
    '06-39-98-00-12',
    '+33 6 39 98 00 12',
    '+33 639980012',
  ])
  expect(new Set(spellings.map((text) => normalPhone(text)))).toEqual(new Set(['+33639980012']))
})

it('keeps a number of another country as it is', () => {
  expect(phoneSpellings('+44 20 7946 0012', '33')).toEqual(['+442079460012', '+44 20 7946 0012'])
})
