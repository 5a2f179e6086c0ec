import Big from 'big.js'
import type { z } from 'zod'
import { isSourceError } from '../../error.ts'
import { type Currency, decimal, isCurrency, money, type TaxedMoney } from '../../money.ts'
import type { Price, PriceKey, Prices } from '../../ports/prices.ts'
import type { Read } from '../../read.ts'
import type { Day } from '../../time.ts'
import type { SapClient } from './client.ts'
import { canonicalKey, materialKey } from './keys.ts'
import type { SapOptions } from './options.ts'
import { allOf, anyOf } from './query.ts'
import { orFailure } from './refusal.ts'
import { fieldsOf, rowOf } from './shapes.ts'
import { unitFactor } from './units.ts'
import { dayLiteral, dayOf, lastDayOf, textLiteral } from './values.ts'
import { conditionRecord, type Validity, validity, validityKeys } from './wire.ts'

/** How the retailer's condition records are read. */
export type PriceMapping = Pick<
  SapOptions,
  | 'salesOrganization'
  | 'distributionChannel'
  | 'conditionType'
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

/**
 * List prices from condition records: one read of validities with their records for any number of materials and days. A
 * record for the store's plant wins over one for all; records for a customer, group or price list are not list prices.
 * Scales are not read: the price is that of one unit.
 */
export function sapPrices(client: SapClient, mapping: PriceMapping): Prices {
  return {
    prices: (keys) =>
      client.readByKeys('prices', keys, {
        query: (chunk) => ({
          set: 'A_SlsPrcgCndnRecdValidity',
          shape: validityRow,
          filter: filterFor(chunk, mapping),
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
            const read = readPrice(byMaterial.get(canonicalKey(key.item)) ?? [], key)
            return read ? [[key, read] as const] : []
          })
        },
      }),
  }

  /** A record that cannot be read might be the one that holds: then nobody knows. */
  function readPrice(rows: readonly ValidityRow[], key: PriceKey): Read<Price> | null {
    const whole = rows.flatMap((row) => row.whole ?? [])
    if (whole.length < rows.length) return client.unreadable('A_SlsPrcgCndnRecdValidity')
    const row = choose(whole, key)
    if (!row) return null
    const price = orFailure(() => client.translate('A_SlsPrcgConditionRecord', () => toPrice(row, mapping)))
    return isSourceError(price) ? price : client.found(price, canonicalKey(row.ConditionRecord), null)
  }
}

/** Validities that touch any of the days; the day of each key is chosen from them. */
function filterFor(keys: readonly PriceKey[], mapping: PriceMapping): string {
  const materials = new Set(keys.map(({ item }) => materialKey(item, mapping.materialDigits)))
  const days = keys.map(({ on }) => on).sort()
  const [first, last] = [days[0], days.at(-1)]
  return allOf(
    anyOf('Material', [...materials]),
    `ConditionType eq ${textLiteral(mapping.conditionType)}`,
    `SalesOrganization eq ${textLiteral(mapping.salesOrganization)}`,
    `DistributionChannel eq ${textLiteral(mapping.distributionChannel)}`,
    last ? `ConditionValidityStartDate le ${dayLiteral(last)}` : null,
    first ? `ConditionValidityEndDate ge ${dayLiteral(first)}` : null,
  )
}

function choose(rows: readonly Validity[], { on, store }: PriceKey): Validity | undefined {
  const valid = rows.filter((row) => isListPrice(row) && holdsOn(row, on)).sort(latestFirst)
  const atStore =
    store === null ? undefined : valid.find(({ Plant }) => Plant !== '' && canonicalKey(Plant) === store)
  return atStore ?? valid.find(({ Plant }) => Plant === '')
}

/** Fields that narrow a record down to some customers or documents. */
const LIMITS = [
  'Customer',
  'CustomerGroup',
  'CustomerPriceGroup',
  'CustomerHierarchy',
  'CustomerConditionGroup',
  'PriceListType',
  'SalesOffice',
  'SalesDocument',
] as const satisfies readonly (keyof Validity)[]

function isListPrice(row: Validity): boolean {
  return !row.to_SlsPrcgConditionRecord.ConditionIsDeleted && LIMITS.every((limit) => row[limit] === '')
}

function latestFirst(left: Validity, right: Validity): number {
  const start = (row: Validity) => dayOf(row.ConditionValidityStartDate) ?? ''
  return start(right).localeCompare(start(left))
}

function holdsOn(row: Validity, on: Day): boolean {
  const start = dayOf(row.ConditionValidityStartDate)
  const end = dayOf(row.ConditionValidityEndDate)
  return (start === null || start <= on) && (end === null || on <= end)
}

/** A price is stated per ConditionQuantity units, and each of those may be several sale units. */
function toPrice(row: Validity, mapping: PriceMapping): Price {
  const record = row.to_SlsPrcgConditionRecord
  const currency = record.ConditionRateValueUnit ?? record.ConditionCurrency ?? mapping.currency
  if (!isCurrency(currency)) throw new RangeError('expected an ISO 4217 currency')
  const stated = new Big(decimal(record.ConditionQuantity ?? '1'))
  const units = (stated.eq(0) ? new Big(1) : stated).times(unitFactor(record.ConditionQuantityUnit, mapping))
  const each = new Big(decimal(record.ConditionRateValue)).div(units)
  return {
    unitPrice: taxed(each, currency, mapping),
    validFrom: dayOf(row.ConditionValidityStartDate),
    validUntil: lastDayOf(row.ConditionValidityEndDate),
  }
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
