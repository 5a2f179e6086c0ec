import type { RecordId } from '../../../adapters/ids.ts'
import { type Money, splitTax, sumMoney, type TaxedMoney } from '../../../adapters/money.ts'
import type { TaxRate } from '../../../adapters/ports/prices.ts'
import type { Found } from '../../../adapters/read.ts'
import { type Context, perRequest } from '../../context.ts'
import { foundOrThrow, type ReadLoader, readLoader } from '../../loader.ts'
import { type MoneyFields, moneyFields } from './money.ts'

/** What a gross amount is made of; null where nobody states it. */
interface TaxParts {
  readonly net: MoneyFields | null
  readonly tax: MoneyFields | null
}

/** The schema's `TaxedMoney`, whose parts are looked up when they are asked for, since another system states them. */
export interface LazyTaxedMoney {
  readonly gross: MoneyFields
  parts(): Promise<TaxParts>
}

const rates = perRequest(
  ({ services }) =>
    new Map<string, ReadLoader<RecordId, TaxRate>>(
      services.estate.answers.prices.map(({ name, port }) => [name, readLoader(port.taxRates)]),
    ),
)

/** A gross amount of one article, as `source` sells it; `stated` are the parts that came with it. */
export interface Amount {
  readonly sku: string
  readonly source: string
  readonly gross: Money
  readonly stated?: TaxedMoney
}

/** An amount with its parts: as they were stated, else split by the article's VAT, which is asked for when it is wanted. */
export function taxed(context: Context, amount: Amount): LazyTaxedMoney {
  const parts = async () => (await split(context, amount)) ?? UNKNOWN
  return { gross: moneyFields(amount.gross), parts: async () => fieldsOf(await parts()) }
}

/** The sum of amounts, each split by its own VAT; its parts are null where those of one are. */
export function taxedSum(context: Context, amounts: readonly Amount[], total: Money): LazyTaxedMoney {
  const parts = async () => {
    const all = await Promise.all(amounts.map((amount) => split(context, amount)))
    const known = all.filter((one) => one !== null)
    if (known.length < all.length) return UNKNOWN
    const tax = sumMoney(
      known.map((one) => one.tax),
      total.currency,
    )
    // What rounding adjusted has no tax of its own: the net amount has it, so that the parts are the whole.
    return { net: { minor: total.minor - tax.minor, currency: total.currency }, tax }
  }
  return { gross: moneyFields(total), parts: async () => fieldsOf(await parts()) }
}

type Parts = { readonly net: Money | null; readonly tax: Money | null }

const UNKNOWN: Parts = { net: null, tax: null }

async function split(context: Context, { sku, source, gross, stated }: Amount) {
  if (stated?.net && stated.tax) return { net: stated.net, tax: stated.tax }
  const rate: Found<TaxRate> | null = foundOrThrow(
    await rates(context)
      .get(source)
      ?.load(sku as RecordId),
  )
  return rate && splitTax(gross, rate.value.percent)
}

function fieldsOf({ net, tax }: Parts): TaxParts {
  return { net: net && moneyFields(net), tax: tax && moneyFields(tax) }
}
