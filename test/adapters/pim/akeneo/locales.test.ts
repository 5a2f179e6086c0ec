import { expect, it } from 'vitest'
import { localeOrder } from '../../../../adapters/pim/akeneo/locales.ts'

const activated = ['fr_FR', 'fr_CA', 'en_GB', 'zh_Hans_CN']

it.each([
  [['fr-FR'], ['fr_FR']],
  [
    ['FR-ca', 'fr-FR'],
    ['fr_CA', 'fr_FR'],
  ],
  [['zh-Hans-CN'], ['zh_Hans_CN']],
  [['fr'], ['fr_FR']],
  [
    ['en', 'fr'],
    ['en_GB', 'fr_FR'],
  ],
  [['en-US', 'de'], []],
  [['fr', 'fr-FR'], ['fr_FR']],
  [
    ['fr-BE', 'en-GB'],
    ['fr_FR', 'en_GB'],
  ],
])('brings %j into the PIM’s %j', (tags, codes) => {
  expect(localeOrder(tags, activated, { 'fr-be': 'fr_FR' }).codes).toEqual(codes)
})

it('flags every locale but the one the first tag stands for', () => {
  const order = localeOrder(['en-US', 'fr'], activated, {})
  expect(order.isFallback('fr_FR')).toBe(true)
  expect(localeOrder(['fr-BE'], activated, { 'fr-BE': 'fr_FR' }).isFallback('fr_FR')).toBe(false)
  expect(order.tag('zh_Hans_CN')).toBe('zh-Hans-CN')
})
