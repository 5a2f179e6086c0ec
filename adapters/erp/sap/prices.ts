import Big from 'big.js'
import type { z } from 'zod'
import { type Currency, decimal, isCurrency, money, type TaxedMoney } from '../../money.ts'
import type { Price, PriceKey, Prices } from '../../ports/prices.ts'
import type { Read } from '../../read.ts'
import type { Day } from '../../time.ts'
import type { SapClient } from './client.ts'
import { canonicalKey, materialKey } from './keys.ts'
import type { SapOptions } from './options.ts'
import {
  daysFrom,
  type Holding,
  holdingOn,
  isOpen,
  lowestBefore,
  PRIOR_DAYS,
  type PriceRecord,
  recordsOf,
  reductionBegan,
  spanOf,
} from './price-records.ts'
import { allOf, anyOf } from './query.ts'
import { orFailure } from './refusal.ts'
import { fieldsOf, rowOf } from './shapes.ts'
import { readTaxRates } from './tax-rates.ts'
import { unitFactor } from './units.ts'
import { dayLiteral, textLiteral } from './values.ts'
import { conditionRecord, type Validity, validity, validityKeys } from './wire.ts'

/** How the retailer's condition records are read. */
export type PriceMapping = Pick<
  SapOptions,
  | 'salesOrganization'
  | 'distributionChannel'
  | 'conditionType'
  | 'promotionalConditionTypes'
  | 'taxes'
  | 'currency'
  | 'pricesIncludeTax'
  | 'vatPercent'
  | 'units'
  | 'materialDigits'
>

const validityRow = rowOf(validityKeys, validity)
type ValidityRow = z.output<typeof validityRow>

const RECORD = 'to_SlsPrcgConditionRecord'
const SELECT = [...fieldsOf(validity), ...fieldsOf(conditionRecord, RECORD)]

/** How far back of a day records are read at first: a reduction of two months, and the 30 days before it. */
const DAYS_BACK = PRIOR_DAYS + 60

/**
 * Prices from condition records: one read of validities with their records for any number of materials and days. A record
 * for the store's plant wins over one for all, and a promotional price over a higher regular one; records for a customer,
 * group or price list are nobody's else. Articles reduced for more than two months take a second read, for the price before.
 * Scales are not read: the price is that of one unit.
 */
export function sapPrices(client: SapClient, mapping: PriceMapping): Prices {
  const reads = async (keys: readonly PriceKey[], all: boolean) => {
    const early = new Set<PriceKey>()
    const prices = await client.readByKeys('prices', keys, {
      query: (chunk) => ({
        set: 'A_SlsPrcgCndnRecdValidity',
        shape: validityRow,
        filter: filterFor(chunk, mapping, all),
        expand: [RECORD],
        select: SELECT,
      }),
      entries: (rows, chunk) => {
        const byMaterial = new Map<string, ValidityRow[]>()
        for (const row of rows) {
          const material = canonicalKey(row.head.Material)
          const known = byMaterial.get(material)
          if (known) known.push(row)
          else byMaterial.set(material, [row])
        }
        return chunk.flatMap((key) => {
          const read = readPrice(byMaterial.get(canonicalKey(key.item)) ?? [], key, () => early.add(key))
          return read ? [[key, read] as const] : []
        })
      },
    })
    return { prices, early: [...early] }
  }

  /** A record that cannot be read might be the one that holds: then nobody knows. */
  function readPrice(
    rows: readonly ValidityRow[],
    key: PriceKey,
    beganEarly: () => void,
  ): Read<Price> | null {
    const whole = rows.flatMap((row) => row.whole ?? [])
    if (whole.length < rows.length) return client.unreadable('A_SlsPrcgCndnRecdValidity')
    const set = 'A_SlsPrcgConditionRecord'
    const read = orFailure(() =>
      client.translate(set, () => {
        const promotionalTypes = mapping.promotionalConditionTypes
        const minorOf = (row: Validity) => unitPriceOf(row, mapping).gross.minor
        const records = recordsOf(whole, { promotionalTypes, minorOf })
        const held = holdingOn(records, key.on, key.store)
        if (!held) return null
        if (held.regular && began(records, key) < daysFrom(key.on, PRIOR_DAYS - DAYS_BACK)) beganEarly()
        return client.found(toPrice(records, held, key), canonicalKey(held.decides.row.ConditionRecord), null)
      }),
    )
    return read
  }

  function toPrice(records: readonly PriceRecord[], held: Holding, key: PriceKey): Price {
    const { from, until } = spanOf(records, key.on, key.store)
    const unitPrice = unitPriceOf(held.decides.row, mapping)
    const { currency } = unitPrice.gross
    const lowest = held.regular && lowestBefore(records, began(records, key), key.store)
    return {
      unitPrice,
      compareAtPrice: held.regular && unitPriceOf(held.regular.row, mapping),
      lowestPrior30Days: lowest === null ? null : { minor: lowest, currency },
      validFrom: isOpen(from) ? null : from,
      validUntil: isOpen(until) ? null : until,
    }
  }

  return {
    async prices(keys) {
      const { prices, early } = await reads(keys, false)
      if (early.length === 0) return prices
      return new Map([...prices, ...(await reads(early, true)).prices])
    },
    taxRates: (items) => readTaxRates(client, items, mapping),
  }
}

function began(records: readonly PriceRecord[], { on, store }: PriceKey): Day {
  return reductionBegan(records, on, store)
}

/** Validities that touch any of the days; with promotional prices also those before, and after: they say until when. */
function filterFor(keys: readonly PriceKey[], mapping: PriceMapping, all: boolean): string {
  const { conditionType, promotionalConditionTypes, salesOrganization, distributionChannel } = mapping
  const materials = new Set(keys.map(({ item }) => materialKey(item, mapping.materialDigits)))
  const days = keys.map(({ on }) => on).sort()
  const [first, last] = [days[0], days.at(-1)]
  const plain = promotionalConditionTypes.length === 0
  const types = [conditionType, ...promotionalConditionTypes]
  const since = first && (plain ? first : daysFrom(first, -DAYS_BACK))
  return allOf(
    anyOf('Material', [...materials]),
    plain ? `ConditionType eq ${textLiteral(conditionType)}` : anyOf('ConditionType', types),
    `SalesOrganization eq ${textLiteral(salesOrganization)}`,
    `DistributionChannel eq ${textLiteral(distributionChannel)}`,
    plain && last ? `ConditionValidityStartDate le ${dayLiteral(last)}` : null,
    since && !all ? `ConditionValidityEndDate ge ${dayLiteral(since)}` : null,
  )
}

/** A price is stated per ConditionQuantity units, and each of those may be several sale units. */
function unitPriceOf(row: Validity, mapping: PriceMapping): TaxedMoney {
  const record = row.to_SlsPrcgConditionRecord
  const currency = record.ConditionRateValueUnit ?? record.ConditionCurrency ?? mapping.currency
  if (!isCurrency(currency)) throw new RangeError('expected an ISO 4217 currency')
  const stated = new Big(decimal(record.ConditionQuantity ?? '1'))
  const units = (stated.eq(0) ? new Big(1) : stated).times(unitFactor(record.ConditionQuantityUnit, mapping))
  const each = new Big(decimal(record.ConditionRateValue)).div(units)
  return taxed(each, currency, mapping)
}

function taxed(
  each: Big,
  currency: Currency,
  { pricesIncludeTax, vatPercent = '0' }: PriceMapping,
): TaxedMoney {
  if (pricesIncludeTax) return { gross: money(each.toFixed(), currency), net: null, tax: null }
  const gross = money(each.times(new Big(vatPercent).div(100).plus(1)).toFixed(), currency)
  const net = money(each.toFixed(), currency)
  return { gross, net, tax: { minor: gross.minor - net.minor, currency } }
}
