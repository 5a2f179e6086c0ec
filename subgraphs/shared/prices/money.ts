import { amountText, fractionDigits, type Money, type TaxedMoney } from '../../../adapters/money.ts'

/** The schema's `Money`. */
export interface MoneyFields {
  readonly amount: string
  readonly currencyCode: string
  readonly centAmount: number
  readonly fractionDigits: number
}

/** The schema's `TaxedMoney`. */
export interface TaxedMoneyFields {
  readonly gross: MoneyFields
  readonly net: MoneyFields | null
  readonly tax: MoneyFields | null
}

/** Money as the schema shows it. */
export function moneyFields(money: Money): MoneyFields {
  return {
    amount: amountText(money),
    currencyCode: money.currency,
    centAmount: money.minor,
    fractionDigits: fractionDigits(money.currency),
  }
}

/** Money with its tax as the schema shows it. */
export function taxedMoneyFields({ gross, net, tax }: TaxedMoney): TaxedMoneyFields {
  return { gross: moneyFields(gross), net: net && moneyFields(net), tax: tax && moneyFields(tax) }
}
