import Big from 'big.js'
import { amountOf, taxWithin } from '../../world/amounts.ts'
import type { Article, Book } from '../rows/book.ts'
import type { KeptLine } from '../rows/kept.ts'
import { unitOf } from '../rows/order-facts.ts'
import { quantity } from '../rows/text.ts'
import type { Entity } from './entity.ts'
import { allows, inEuros, needs, oneOf, refused, textOf } from './rules.ts'

const ITEM = [
  'SalesOrderItem',
  'Material',
  'SalesOrderItemText',
  'RequestedQuantity',
  'RequestedQuantityUnit',
  'ProductionPlant',
  'StorageLocation',
  'ShippingType',
]

/**
 * The line that a sent item stands for, priced as the procedure does: the given price (PMP0) or the list's, less the given discount
 * (RB00), with the tax within. Throws a Refusal.
 */
export function lineOf(item: Entity, at: number, book: Book): KeptLine {
  allows(item, ITEM, ['to_PricingElement'])
  needs(item, 'Material', 'RequestedQuantity')
  const article = articleOf(item, book)
  const { product, variant } = article
  const unit = unitOf(variant.sku, book)
  oneOf(item, 'RequestedQuantityUnit', { values: [unit], code: 'V1/384' })
  oneOf(item, 'ShippingType', { values: ['01', '03'], code: 'VP/113' })
  const shippingType = textOf(item, 'ShippingType')
  const amount = quantityOf(item, article)
  const price = ownCents(item, 'PMP0')
  const isManual = elementOf(item, 'PMP0') !== undefined
  const unitPrice = isManual ? price : variant.price
  const discount = ownCents(item, 'RB00')
  const total = amountOf(amount, unitPrice) - discount
  if (total < 0) throw refused('VK/012', 'The discount is larger than the price.', 'to_PricingElement')
  const plant = plantOf(item, article, book)
  return {
    line: numberOf(item, at),
    sku: variant.sku,
    title: textOf(item, 'SalesOrderItemText') || (product.title['fr_FR'] ?? '').slice(0, 40),
    quantity: amount,
    unitPrice,
    total,
    tax: taxWithin(total, product.taxRate),
    taxRate: product.taxRate,
    discount,
    ...(plant !== '' && { plant }),
    ...(shippingType !== '' && { shippingType }),
    ...(isManual && { manualPrice: true }),
    ...(discount > 0 && { fixedDiscount: true }),
  }
}

/** What an entity was sent with of a condition type, in cents and positive; 0 without. Throws for types that cannot be entered. */
export function ownCents(entity: Entity, type: 'PMP0' | 'RB00' | 'HD00'): number {
  const allowed = entity.nested.has('to_Item') ? ['HD00'] : ['PMP0', 'RB00']
  for (const element of entity.nested.get('to_PricingElement') ?? []) {
    allows(element, ELEMENT)
    needs(element, 'ConditionType', 'ConditionRateValue')
    inEuros(element, 'ConditionCurrency')
    oneOf(element, 'ConditionType', { values: allowed, code: 'V1/801' })
  }
  const found = elementOf(entity, type)
  if (!found) return 0
  const per = textOf(found, 'ConditionQuantity') || '1'
  const cents = new Big(textOf(found, 'ConditionRateValue')).times(100).div(per)
  // A discount's sign is its type's, whichever was sent; prices and charges are never below nothing.
  if (type !== 'RB00' && cents.lt(0))
    throw refused('VK/032', `${type} must not be negative.`, 'ConditionRateValue')
  if (!cents.round(0, Big.roundDown).eq(cents))
    throw refused('VK/034', 'Enter no more decimals than the currency has.', 'ConditionRateValue')
  return Number(cents.abs())
}

const ELEMENT = [
  'ConditionType',
  'ConditionRateValue',
  'ConditionCurrency',
  'ConditionQuantity',
  'ConditionQuantityUnit',
]

function elementOf(entity: Entity, type: string): Entity | undefined {
  return entity.nested.get('to_PricingElement')?.find((each) => textOf(each, 'ConditionType') === type)
}

function articleOf(item: Entity, book: Book): Article {
  const material = textOf(item, 'Material')
  const [article] = book.article(material)
  if (!article) throw refused('V1/382', `Material ${material} is not defined for the sales area.`, 'Material')
  return article
}

function quantityOf(item: Entity, { product }: Article): string {
  const amount = new Big(textOf(item, 'RequestedQuantity'))
  const least = product.weighed ? '0.001' : '1'
  if (amount.lt(least)) throw refused('V1/357', 'Enter a quantity.', 'RequestedQuantity')
  if (!product.weighed && !amount.round(0, Big.roundDown).eq(amount))
    throw refused('BM/302', 'The unit has no decimals.', 'RequestedQuantity')
  return quantity(amount.toFixed())
}

function plantOf(item: Entity, { variant }: Article, book: Book): string {
  const plant = textOf(item, 'ProductionPlant')
  if (plant === '') return ''
  const [place] = book.placeByPlant(plant)
  if (!place) throw refused('V1/383', `Plant ${plant} is not defined.`, 'ProductionPlant')
  if (!Object.hasOwn(variant.stock, place.code))
    throw refused('M3/351', `Material ${variant.sku} is not maintained in plant ${plant}.`, 'ProductionPlant')
  return plant
}

function numberOf(item: Entity, at: number): number {
  const number = textOf(item, 'SalesOrderItem')
  if (number === '' || number === '0') return (at + 1) * 10
  if (!/^[1-9]\d{0,5}$/.test(number))
    throw refused('V1/022', 'The item number is not valid.', 'SalesOrderItem')
  return Number(number)
}
