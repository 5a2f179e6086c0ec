import Big from 'big.js'
import type { z } from 'zod'
import { isSourceError } from '../../error.ts'
import type { RecordId } from '../../ids.ts'
import { type Currency, money } from '../../money.ts'
import type { Price, PriceKey, Prices, TaxRate } from '../../ports/prices.ts'
import type { Read } from '../../read.ts'
import type { TrytonClient } from './client.ts'
import type { TrytonOptions } from './options.ts'
import { rowOf } from './shapes.ts'
import { percentageOf, withoutTaxes, withTaxes } from './taxes.ts'
import { unitFactor } from './units.ts'
import { type PricedProduct, pricedProduct, productHead } from './wire.ts'

/** How the retailer's list prices are read. */
export type PriceMapping = Pick<TrytonOptions, 'currency' | 'pricesIncludeTax' | 'units'>

const priceRow = rowOf(productHead, pricedProduct)
type PriceRow = z.output<typeof priceRow>

/**
 * List prices of products, with the customer taxes of their accounting category; one call. Tryton keeps the price of
 * now alone, the same in every channel and store: a price has no first and last day, and no regular one beside it.
 */
export function trytonPrices(client: TrytonClient, mapping: PriceMapping): Prices {
  return {
    prices: (keys) =>
      client.readByKeys(keys, {
        query: (chunk) => ({
          model: 'product.product',
          domain: [['code', 'in', [...new Set(chunk.map(({ item }) => item))]]],
          fields: pricedProduct,
          shape: priceRow,
        }),
        entries: (rows, chunk) => {
          // Codes need not be unique: the first product is the one.
          const byCode = new Map(rows.toReversed().map((row) => [row.head.code, row]))
          return chunk.flatMap((key) => {
            const row = byCode.get(key.item)
            const read = row && readPrice(row, key)
            return read ? [[key, read] as const] : []
          })
        },
      }),
    taxRates: (items) =>
      client.readByKeys(items, {
        query: (chunk) => ({
          model: 'product.product',
          domain: [['code', 'in', [...new Set(chunk)]]],
          fields: pricedProduct,
          shape: priceRow,
        }),
        entries: (rows, chunk) => {
          const byCode = new Map(rows.toReversed().map((row) => [row.head.code, row]))
          return chunk.flatMap((item) => {
            const row = byCode.get(item)
            const read = row && readRate(row, item)
            return read ? [[item, read] as const] : []
          })
        },
      }),
  }

  function readRate({ whole }: PriceRow, item: RecordId): Read<TaxRate> | null {
    if (whole === null) return client.unreadable('product.product')
    const percent = percentageOf(whole['template.']?.['account_category.']?.['customer_taxes_used.'] ?? null)
    return percent === null ? null : client.found({ percent }, item, null)
  }

  function readPrice({ whole }: PriceRow, { item }: PriceKey): Read<Price> | null {
    if (whole === null) return client.unreadable('product.product')
    const { list_price: listPrice } = whole
    if (listPrice === null) return null
    try {
      const price = client.translate('product.product', () => toPrice(whole, listPrice, mapping))
      return client.found(price, item, null)
    } catch (error) {
      if (!isSourceError(error)) throw error
      return error
    }
  }
}

/** Throws a RangeError for a product whose VAT nobody knows, where it has to be added. */
function toPrice(row: PricedProduct, listPrice: string, mapping: PriceMapping): Price {
  const factor = new Big(unitFactor(row['default_uom.']?.symbol, mapping))
  const listed = new Big(listPrice).div(factor.eq(0) ? 1 : factor)
  const taxes = row['template.']?.['account_category.']?.['customer_taxes_used.']
  // isCurrency has checked the option.
  const currency = mapping.currency as Currency
  const one = new Big(1)
  const amount = (value: Big) => money(value.toFixed(), currency)
  const dates = { compareAtPrice: null, lowestPrior30Days: null, validFrom: null, validUntil: null }
  if (mapping.pricesIncludeTax) {
    const gross = amount(listed)
    const net = taxes ? amount(withoutTaxes(listed, one, taxes)) : null
    const tax = net && { minor: gross.minor - net.minor, currency }
    return { unitPrice: { gross, net, tax }, ...dates }
  }
  if (!taxes) throw new RangeError('expected an accounting category with customer taxes')
  const [gross, net] = [amount(withTaxes(listed, one, taxes)), amount(listed)]
  return { unitPrice: { gross, net, tax: { minor: gross.minor - net.minor, currency } }, ...dates }
}
